import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DailyChange } from '../../src/store/learning/daily.ts';
import type { NewQuiz } from '../../src/store/quiz-store.ts';
import type { Store } from '../../src/store/store.ts';
import { STORES } from './kinds.ts';

const NOON = Date.UTC(2026, 10, 15, 12);
const DAY = 86_400_000;

describe.each(STORES)('questions of the day in $name', ({ without, open }) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let tenant: string;
  let count = 0;

  beforeAll(async () => {
    if (without) return;
    opened = await open();
    store = opened.store;
  });
  beforeEach((context) => {
    if (without) context.skip(without);
    tenant = `discord:${context.task.id}`;
  });
  afterAll(() => opened?.close());

  const change = (more: Partial<DailyChange> = {}): DailyChange => ({
    tenant,
    channel: 'c',
    settings: '{}',
    state: '"first"',
    version: 0,
    due: NOON,
    now: NOON,
    ...more,
  });
  const session = (more: Partial<NewQuiz> = {}): NewQuiz => ({
    key: `d${count++}`,
    kind: 'daily',
    tenant,
    channel: 'c',
    settings: '{}',
    state: '"open"',
    due: NOON + DAY,
    now: NOON,
    questions: ['"one"'],
    effects: [{ lane: '', name: '', effect: '"post"', from: NOON }],
    ...more,
  });
  const read = () => store.learning.daily(tenant, 'c');

  it('are kept by version: of two who read the same, one writes', async () => {
    expect(await read()).toBeUndefined();
    expect(await store.learning.saveDaily(change())).toBe(true);
    expect(await store.learning.saveDaily(change({ state: '"other"' }))).toBe(false);
    const { now: _, ...row } = change({ version: 1 });
    expect(await read()).toEqual(row);
    const both = ['"a"', '"b"'].map((state) => store.learning.saveDaily(change({ version: 1, state })));
    expect((await Promise.all(both)).sort()).toEqual([false, true]);
    expect((await read())?.version).toBe(2);
  });

  it('begin with their session, both or neither', async () => {
    await store.learning.saveDaily(change());
    const [first, second] = [session(), session()];
    const both = [first, second].map((one) =>
      store.learning.openDaily(change({ version: 1, state: `"${one.key}"` }), one),
    );
    const done = await Promise.all(both);
    expect([...done].sort()).toEqual([false, true]);
    const [won, other] = done[0] ? [first, second] : [second, first];
    expect((await read())?.state).toBe(`"${won.key}"`);
    expect(await store.quizzes.session(won.key)).toMatchObject({ live: true, channel: 'c' });
    expect(await store.quizzes.session(other.key)).toBeUndefined();
    // One is live: the next cannot begin, and nothing of it is written.
    expect(await store.learning.openDaily(change({ version: 2, state: '"next"' }), session())).toBe(false);
    expect(await read()).toMatchObject({ version: 2, state: `"${won.key}"` });
  });

  it('are no quiz and no task of their channel, and count for no season', async () => {
    await store.learning.saveDaily(change());
    await store.learning.openDaily(change({ version: 1 }), session());
    expect(await store.quizzes.live(tenant, 'c')).toBeUndefined();
    expect(await store.quizzes.latest(tenant, 'c')).toBeUndefined();
    expect(await store.quizzes.tasks(tenant, 'c', 5)).toEqual([]);
    expect(await store.quizzes.create(session({ kind: 'quiz' }))).toBe(true);
  });

  it('are found when they are due, on these platforms', async () => {
    for (const [i, due] of [NOON, NOON - 1, NOON + 1, undefined].entries())
      await store.learning.saveDaily(change({ channel: `c${i}`, due }));
    const due = async (platforms: string[], most = 10_000) =>
      (await store.learning.dailiesDue(platforms, NOON, most))
        .filter((row) => row.tenant === tenant)
        .map(({ channel }) => channel);
    expect(await due(['slack', 'discord'])).toEqual(['c1', 'c0']);
    expect(await due(['slack'])).toEqual([]);
    expect(await due([])).toEqual([]);
  });

  it('know what their channel has answered, the newest first, and whose skills are due', async () => {
    const keys: string[] = [];
    for (const [i, channel] of ['c', 'c', 'elsewhere'].entries()) {
      const one = session({ kind: 'task', channel, now: NOON + i, questions: [`"${i}"`, '"open"'] });
      await store.quizzes.create(one);
      keys.push(one.key);
    }
    const answer = async (key: string | undefined, n: number, user: string, score: number) => {
      const { version = 0 } = (await store.quizzes.session(key ?? '')) ?? {};
      const given = { n, user, answer: '{}', at: NOON, grade: { score, note: 'x', feedback: '[]' } };
      const kept = { key: key ?? '', version, state: '"s"', due: NOON + DAY, revealed: 1, now: NOON, effects: [] };
      expect(await store.quizzes.commit({ ...kept, answer: given })).toBe('done');
    };
    await answer(keys[0], 1, 'ada', 100);
    await answer(keys[0], 1, 'bo', 50);
    await answer(keys[1], 1, 'ada', 100);
    await answer(keys[1], 2, 'ada', 100);
    await answer(keys[2], 1, 'eve', 100);
    expect(await store.learning.askedIn(tenant, 'c', 9)).toEqual([
      { question: '"1"', answers: 1, right: 1 },
      { question: '"0"', answers: 2, right: 1 },
    ]);
    expect(await store.learning.askedIn(tenant, 'c', 1)).toHaveLength(1);
    expect(await store.learning.skillsIn(tenant, 'c', 0)).toEqual([]);
  });

  it('forget who turned them on, and go on', async () => {
    const settings = JSON.stringify({ zone: 'UTC', by: { user: 'ada', name: 'Ada' } });
    await store.learning.saveDaily(change({ settings }));
    expect(await store.learning.forgetLearner(tenant, 'bo')).toBe(false);
    expect(await store.learning.forgetLearner(tenant, 'ada')).toBe(true);
    expect(await read()).toMatchObject({ settings: '{"zone":"UTC"}', due: NOON, version: 2 });
  });

  it('are deleted long after they were turned off, and not while they are on', async () => {
    await store.learning.saveDaily(change({ channel: 'on' }));
    await store.learning.saveDaily(change({ due: undefined }));
    await store.learning.forgetOldLearning(NOON);
    expect(await read()).toBeDefined();
    await store.learning.forgetOldLearning(NOON + 1);
    expect(await read()).toBeUndefined();
    expect(await store.learning.daily(tenant, 'on')).toBeDefined();
  });
});
