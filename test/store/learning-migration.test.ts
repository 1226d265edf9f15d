import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { Pool } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { recordAnswer } from '../../src/learning/reviews/record.ts';
import { openStore } from '../../src/store/open.ts';
import { schemaOf } from '../../src/store/postgres.ts';
import { createQuizStore } from '../../src/store/quiz-queries.ts';
import { migrate, type Tables } from '../../src/store/schema.ts';
import { NO_POSTGRES, newFolder, newSchema, type Place, TEST_DATABASE_URL } from './places.ts';

const NOON = Date.UTC(2026, 10, 15, 12);

/** A database as it was before. */
async function openBefore({ options: { databaseUrl, dataDir } }: Place): Promise<Kysely<Tables>> {
  const dialect =
    databaseUrl === undefined
      ? new SqliteDialect({ database: new Database(join(dataDir, 'chainrule.db')) })
      : new PostgresDialect({ pool: new Pool({ connectionString: databaseUrl }) });
  const db = new Kysely<Tables>({ dialect });
  await migrate(db, databaseUrl === undefined ? undefined : await schemaOf(db), '007-assignments');
  return db;
}

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
    const db = await openBefore(place);
    const person = { user: 'ada', name: 'Ada', seenAt: NOON };
    await createQuizStore(db).create({
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
