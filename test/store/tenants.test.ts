import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordAnswer } from '../../src/learning/reviews/record.ts';
import { openStore } from '../../src/store/open.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { NO_POSTGRES, newFolder, newSchema, type Place, TEST_DATABASE_URL } from './places.ts';

/** Two guilds and two workspaces, whose channels, people, messages and everything else have the same ids. */
const TENANTS = ['discord:1', 'discord:2', 'slack:1', 'slack:2'];
const [CHANNEL, USER, PLACE, NOW] = ['C1', 'U1', 'channel C1', 1_750_000_000_000];
const TO_SELF = { tenant: '', channel: CHANNEL };

/** What somebody keeps in a tenant, with its name as content, and what anybody of a tenant finds under the same ids. */
interface Kept {
  write(store: Store, tenant: string): Promise<unknown>;
  find(store: Store, tenant: string): Promise<unknown>;
}

const live = (store: Store, tenant: string) => store.quizzes.live(tenant, CHANNEL);
const sessionOf = async (store: Store, tenant: string): Promise<string> => (await live(store, tenant))?.key ?? '';
const banks = (tenant: string) => [{ tenant, place: PLACE }];
const question = (tenant: string) => ({
  id: `question of ${tenant}`,
  user: USER,
  topic: tenant,
  topicKey: 'topic',
  title: tenant,
  label: tenant,
  search: 'words',
  content: tenant,
  version: '1',
  promptKey: 'same',
});

/** Takes all questions away, and brings them back: what the undo calls the change. */
async function removeAndUndo(store: Store, tenant: string): Promise<{ readonly what: string }> {
  const place = { tenant, place: PLACE, user: USER, now: NOW };
  const remove = { ...place, what: `removal in ${tenant}` };
  const number = await store.bank.change(remove, (heads) => ({ remove: heads.map(({ id }) => id) }));
  const undone = await store.bank.undo({ ...place, number, manages: true });
  return { what: undone.kind === 'done' ? undone.what : undone.kind };
}

/** By table; those of a session are found by the session of the channel. */
const TABLES: Readonly<Record<string, Kept>> = {
  quiz_session: {
    write: (store, tenant) =>
      store.quizzes.create({
        ...TO_SELF,
        tenant,
        key: `session of ${tenant}`,
        settings: tenant,
        state: tenant,
        due: NOW,
        now: NOW,
        questions: [tenant],
        host: { user: USER, name: tenant, seenAt: NOW },
        effects: [{ lane: 'channel', name: '', effect: tenant, from: NOW }],
      }),
    find: async (store, tenant) => [
      (await live(store, tenant))?.state,
      (await store.quizzes.latest(tenant, CHANNEL))?.state,
      ...(await store.quizzes.sessionsIn(tenant, CHANNEL, 0, NOW + 1)).map(({ state }) => state),
      ...(await store.quizzes.sessionsOf(tenant, USER)),
    ],
  },
  quiz_question: {
    write: async () => {},
    find: async (store, tenant) => store.quizzes.questions(await sessionOf(store, tenant)),
  },
  quiz_person: {
    write: async () => {},
    find: async (store, tenant) => (await store.quizzes.people(await sessionOf(store, tenant))).map(({ name }) => name),
  },
  quiz_answer: {
    write: async (store, tenant) =>
      store.quizzes.commit({
        key: await sessionOf(store, tenant),
        version: (await live(store, tenant))?.version ?? 0,
        state: tenant,
        due: NOW,
        revealed: 1,
        now: NOW,
        answer: { n: 1, user: USER, answer: tenant, at: NOW, grade: { score: 100, note: 'right', feedback: '' } },
        effects: [],
      }),
    find: async (store, tenant) => [
      ...(await store.quizzes.answers(await sessionOf(store, tenant))).map(({ answer }) => answer),
      ...(await store.quizzes.season(tenant, 0, NOW + 1)).map(({ name }) => name),
    ],
  },
  quiz_effect: {
    write: async () => {},
    find: async (store, tenant) => {
      const claim = { token: tenant, now: NOW, until: NOW + 1, most: 100, session: await sessionOf(store, tenant) };
      return (await store.quizzes.claim({ ...claim, platforms: ['discord', 'slack'] })).map(({ effect }) => effect);
    },
  },
  quiz_set: {
    write: (store, tenant) => store.quizzes.saveSet(tenant, USER, tenant, NOW),
    find: async (store, tenant) => [await store.quizzes.set(tenant, USER)],
  },
  practice: {
    write: (store, tenant) =>
      store.quizzes.savePractice({ tenant, user: USER, before: undefined, state: tenant, now: NOW }),
    find: async (store, tenant) => [await store.quizzes.practice(tenant, USER)],
  },
  bank: {
    write: (store, tenant) =>
      store.bank.change({ tenant, place: PLACE, user: USER, what: tenant, now: NOW }, () => ({
        add: [question(tenant)],
      })),
    find: async (store, tenant) => (await store.bank.topics(banks(tenant))).map(({ topic }) => topic),
  },
  bank_question: {
    write: async () => {},
    find: async (store, tenant) => [
      ...(await store.bank.page(banks(tenant), { offset: 0, limit: 100 })).lines.map(({ label }) => label),
      ...(await store.bank.broughtBy(tenant, USER)).map(({ content }) => content),
      (await store.bank.numbered({ tenant, place: PLACE }, 1))?.content,
    ],
  },
  bank_change: {
    write: async () => {},
    find: async (store, tenant) => [(await removeAndUndo(store, tenant)).what],
  },
  bank_undo: {
    write: async () => {},
    find: async (store, tenant) => {
      await removeAndUndo(store, tenant);
      return (await store.bank.broughtBy(tenant, USER)).map(({ content }) => content);
    },
  },
  bank_code: {
    write: (store, tenant) =>
      store.bank.saveCode({
        tenant,
        place: PLACE,
        code: `code of ${tenant}`,
        topic: tenant,
        topicKey: '',
        user: USER,
        madeAt: NOW,
      }),
    find: async (store, tenant) => [(await store.bank.code(`code of ${tenant}`))?.topic],
  },
  card: {
    write: (store, tenant) =>
      recordAnswer(
        store.learning,
        { key: 'same', skill: `whole-path.${1 + TENANTS.indexOf(tenant)}`, score: 1, note: 'right' },
        { tenant, user: USER },
        NOW,
      ),
    find: async (store, tenant) =>
      (await store.learning.cards(tenant, USER)).map(({ card }) => TENANTS[Number(card.at(-1)) - 1]),
  },
  review: {
    write: async () => {},
    find: async (store, tenant) =>
      (await store.learning.reviews(tenant, USER)).map(
        ({ content }) => TENANTS[Number(JSON.parse(content).skill.at(-1)) - 1],
      ),
  },
  course: {
    write: (store, tenant) =>
      store.learning.saveCourse({ tenant, user: USER, before: undefined, state: tenant, now: NOW }),
    find: async (store, tenant) => [
      await store.learning.course(tenant, USER),
      (await store.learning.courseOf(tenant, USER)).course,
    ],
  },
  lesson: {
    write: (store, tenant) =>
      store.learning.saveLesson({ tenant, place: PLACE, name: 'same', user: USER, content: tenant, savedAt: NOW }),
    find: async (store, tenant) => [
      ...(await store.learning.lessons(tenant, PLACE)).map(({ content }) => content),
      ...(await store.learning.courseOf(tenant, USER)).lessons.map(({ content }) => content),
    ],
  },
  daily: {
    write: (store, tenant) =>
      store.learning.saveDaily({
        ...TO_SELF,
        tenant,
        settings: JSON.stringify({ of: tenant }),
        state: tenant,
        version: 0,
        due: NOW,
        now: NOW,
      }),
    find: async (store, tenant) => [(await store.learning.daily(tenant, CHANNEL))?.state],
  },
  delivery: {
    async write(store, tenant) {
      expect(await store.firstDelivery(tenant, 'same', new Date(NOW))).toBe(true);
    },
    find: async (store, tenant) => [(await store.firstDelivery(tenant, 'same', new Date(NOW))) ? 'nothing' : tenant],
  },
  slack_installation: {
    write: (store, tenant) => store.slack.keep({ tenant, sealed: tenant, installedAt: NOW }),
    find: async (store, tenant) => [(await store.slack.find(tenant))?.sealed],
  },
  slack_workspace: {
    write: (store, tenant) => store.slack.join(tenant, `organisation of ${tenant}`),
    find: async (store, tenant) => store.slack.workspacesOf(`organisation of ${tenant}`),
  },
};

const kinds: readonly { name: string; without: string; newPlace: () => Promise<Place> }[] = [
  { name: 'SQLite', without: '', newPlace: newFolder },
  {
    name: 'PostgreSQL',
    without: TEST_DATABASE_URL ? '' : NO_POSTGRES,
    newPlace: () => newSchema(TEST_DATABASE_URL ?? ''),
  },
];

describe.each(kinds)('tenants in $name $without', ({ without, newPlace }) => {
  let place: Place;
  let store: Store;
  const tried = without ? it.skip : it;

  beforeAll(async () => {
    if (without) return;
    place = await newPlace();
    store = await openStore(place.options);
    for (const { write } of Object.values(TABLES)) for (const tenant of TENANTS) await write(store, tenant);
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  /** Every tenant that is named in what was found. */
  const namesIn = (found: unknown): string[] =>
    TENANTS.filter((tenant) => JSON.stringify(found).includes(`${tenant}"`));

  tried('every table that has a tenant, or a session of one, is tried here', async () => {
    const { databaseUrl, dataDir } = place.options;
    const db = await (databaseUrl === undefined ? openSqlite(dataDir) : openPostgres(databaseUrl));
    const here = databaseUrl === undefined ? sql`'main'` : sql`current_schema()`;
    const { rows } = await sql<{ schema: string }>`select ${here} as schema`.execute(db);
    const tables = await db.introspection.getTables();
    await db.destroy();
    const owned = tables
      .filter(({ schema }) => databaseUrl === undefined || schema === rows[0]?.schema)
      .filter(({ columns }) => columns.some(({ name }) => name === 'tenant' || name === 'session'));
    expect(Object.keys(TABLES).sort()).toEqual(owned.map(({ name }) => name).sort());
  });

  for (const [table, { find }] of Object.entries(TABLES))
    tried(`of ${table} find their own rows, and those of nobody else`, async () => {
      for (const tenant of TENANTS) expect([tenant, namesIn(await find(store, tenant))]).toEqual([tenant, [tenant]]);
    });

  tried('of small values find their own', async () => {
    for (const tenant of TENANTS) await store.kept.keep('scope', tenant, tenant, Date.now() + 60_000);
    for (const tenant of TENANTS) expect(await store.kept.find('scope', tenant)).toBe(tenant);
  });

  tried('forget a person alone, and the others keep theirs of the same id', async () => {
    const [left = '', ...others] = TENANTS;
    await store.learning.forgetLearner(left, USER);
    await store.bank.forget(left, USER, PLACE);
    await store.quizzes.deleteSet(left, USER);
    await store.quizzes.deletePractice(left, USER);
    const personal = ['card', 'review', 'course', 'lesson', 'quiz_set', 'practice', 'bank_question'];
    for (const table of personal) {
      expect([table, namesIn(await TABLES[table]?.find(store, left))]).toEqual([table, []]);
      for (const tenant of others) expect(namesIn(await TABLES[table]?.find(store, tenant))).toEqual([tenant]);
    }
  });

  tried('are forgotten whole, and the others keep everything', async () => {
    const [stays, left = ''] = [TENANTS[3] as string, TENANTS[2]];
    await store.forgetTenant(left);
    for (const [table, { find }] of Object.entries(TABLES)) {
      expect([table, namesIn(await find(store, left))]).toEqual([table, []]);
      if (table !== 'quiz_effect') expect([table, namesIn(await find(store, stays))]).toEqual([table, [stays]]);
    }
  });
});
