import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { recordAnswer } from '../../src/learning/reviews/record.ts';
import { openStore } from '../../src/store/open.ts';
import { NO_POSTGRES, newFolder, newSchema, type Place, TEST_DATABASE_URL } from './places.ts';

const NOON = Date.UTC(2026, 10, 15, 12);
const ADDED = ['card', 'review', 'course', 'lesson', 'daily'];

const openAs = async ({ options }: Place) =>
  options.databaseUrl === undefined
    ? (await import('../../src/store/sqlite.ts')).openSqlite(options.dataDir)
    : (await import('../../src/store/postgres.ts')).openPostgres(options.databaseUrl);

describe.each([
  { name: 'SQLite', without: false as string | false, place: newFolder },
  {
    name: 'PostgreSQL',
    without: !TEST_DATABASE_URL && NO_POSTGRES,
    place: () => newSchema(TEST_DATABASE_URL ?? ''),
  },
])('a database of before what is learned was kept, in $name', ({ without, place: newPlace }) => {
  it('keeps its quizzes, and keeps from then on what is learned', async (context) => {
    if (without) context.skip(without);
    const place = await newPlace();
    onTestFinished(() => place.remove());
    const before = await openStore(place.options);
    const person = { user: 'ada', name: 'Ada', seenAt: NOON };
    await before.quizzes.create({
      key: 'k1',
      tenant: 'discord:1',
      channel: 'c',
      settings: '{}',
      state: '{"a":1}',
      due: NOON,
      now: NOON,
      questions: ['{"q":1}'],
      host: person,
      effects: [{ lane: '', name: '', effect: '{"kind":"post"}', from: NOON }],
    });
    await before.close();
    const db = await openAs(place);
    for (const table of ADDED) await db.schema.dropTable(table).execute();
    await sql`delete from kysely_migration where name >= '008'`.execute(db);
    await db.destroy();

    const store = await openStore(place.options);
    onTestFinished(() => store.close());
    expect(await store.quizzes.session('k1')).toMatchObject({ tenant: 'discord:1', state: '{"a":1}', live: true });
    expect(await store.quizzes.questions('k1')).toEqual(['{"q":1}']);
    expect(await store.quizzes.people('k1')).toEqual([person]);
    const claim = { token: 't', now: NOON, until: NOON + 1, most: 9, platforms: ['discord'] };
    expect(await store.quizzes.claim(claim)).toHaveLength(1);
    const who = { tenant: 'discord:1', user: 'ada' };
    const graded = { key: 'k1.1', skill: 'one-hop.1', score: 1, note: 'right' };
    expect(await recordAnswer(store.learning, graded, who, NOON)).toBe(true);
    expect(await store.learning.cards('discord:1', 'ada')).toHaveLength(1);
  });
});
