import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Change, NewQuiz, QuizStore } from '../../src/store/quiz-store.ts';
import { type Opened, QUIZ_STORES } from './kinds.ts';

const NOON = Date.UTC(2026, 10, 15, 12);
const MONTH = [Date.UTC(2026, 10), Date.UTC(2026, 11)] as const;

describe.each(QUIZ_STORES)('quizzes in $name', ({ without, open }) => {
  let opened: Opened;
  let store: QuizStore;
  let tenant: string;
  let count = 0;

  beforeAll(async () => {
    if (without) return;
    opened = await open();
    store = opened.quizzes;
  });
  beforeEach((context) => {
    if (without) context.skip(without);
    tenant = `discord:${context.task.id}`;
  });
  afterAll(() => opened?.close());

  const effect = (name: string, lane = '', from = NOON) => ({ lane, name: '', effect: JSON.stringify(name), from });
  const newQuiz = (more: Partial<NewQuiz> = {}): NewQuiz => ({
    key: `k${count++}`,
    tenant,
    channel: 'c',
    settings: '{}',
    state: '"first"',
    due: NOON + 5,
    now: NOON,
    questions: ['"one"', '"two"'],
    host: { user: 'host', name: 'Host', seenAt: NOON },
    effects: [effect('lobby')],
    ...more,
  });
  const started = async (more: Partial<NewQuiz> = {}): Promise<string> => {
    const quiz = newQuiz(more);
    expect(await store.create(quiz)).toBe(true);
    return quiz.key;
  };
  /** The next change of a session. */
  const change = async (key: string, more: Partial<Change> = {}): Promise<Change> => {
    const version = (await store.session(key))?.version ?? 0;
    return { key, version, state: '"next"', due: NOON + 9, revealed: 0, now: NOON, effects: [], ...more };
  };
  const commit = async (key: string, more: Partial<Change> = {}) => store.commit(await change(key, more));
  const answer = (n: number, user: string, text: string, at: number, score?: number) => ({
    n,
    user,
    answer: text,
    at,
    ...(score !== undefined && { grade: { score, note: score === 100 ? 'right' : 'sign-lost', feedback: '[]' } }),
  });
  const person = (user: string, name = user, seenAt = NOON) => ({ user, name, seenAt });
  const claim = (session: string, now = NOON, token = 'me', most = 10) =>
    store.claim({ token, now, until: now + 100, most, platforms: ['discord'], session });
  const names = (rows: readonly { effect: string }[]) => rows.map((row) => JSON.parse(row.effect));

  it('come back as they were started', async () => {
    const key = await started();
    const row = {
      key,
      tenant,
      channel: 'c',
      settings: '{}',
      state: '"first"',
      version: 1,
      live: true,
      startedAt: NOON,
    };
    expect(await store.session(key)).toEqual(row);
    expect(await store.live(tenant, 'c')).toEqual(row);
    expect(await store.latest(tenant, 'c')).toEqual(row);
    expect(await store.questions(key)).toEqual(['"one"', '"two"']);
    expect(await store.people(key)).toEqual([{ user: 'host', name: 'Host', seenAt: NOON }]);
    expect(await store.allLive(['discord'])).toContainEqual({ key, due: NOON + 5, attended: NOON });
    expect(await store.session('none')).toBeUndefined();
  });

  it('are one to a channel while they are live, and others elsewhere', async () => {
    const key = await started();
    expect(await store.create(newQuiz())).toBe(false);
    await started({ channel: 'd' });
    await started({ tenant: `${tenant}x` });
    await commit(key, { due: undefined });
    const second = await started({ now: NOON + 1 });
    expect((await store.latest(tenant, 'c'))?.key).toBe(second);
    expect((await store.session(key))?.live).toBe(false);
    expect((await store.allLive(['discord'])).map((row) => row.key)).not.toContain(key);
  });

  it('are known by the questions that they still have to reveal', async () => {
    const key = await started();
    const asking = async (question: string, part = '"?":') =>
      (await store.asking(tenant, question, part)).map((row) => row.key);
    // What stands in it is no pattern.
    expect([await asking('', 'wo"'), await asking('', 'n_"'), await asking('', '%')]).toEqual([[key], [], []]);
    expect([await asking('"one"'), await asking('"two"'), await asking('"three"')]).toEqual([[key], [key], []]);
    expect(await store.asking(`${tenant}x`, '"one"', '"one"')).toEqual([]);
    await commit(key, { revealed: 1 });
    expect([await asking('"one"'), await asking('"two"')]).toEqual([[], [key]]);
    await commit(key, { version: 2, revealed: 1, due: undefined });
    expect(await asking('"two"')).toEqual([]);
  });

  it('are looked after by those alone who can speak on their platform', async () => {
    const key = await started();
    const claim = { token: 'me', now: NOON, until: NOON + 100, most: 10, session: key };
    for (const platforms of [[], ['slack'], ['terminal', 'web']]) {
      expect((await store.allLive(platforms)).map((row) => row.key)).not.toContain(key);
      expect(await store.claim({ ...claim, platforms })).toEqual([]);
    }
    const platforms = ['terminal', 'discord'];
    expect((await store.allLive(platforms)).map((row) => row.key)).toContain(key);
    expect(names(await store.claim({ ...claim, platforms }))).toEqual(['lobby']);
  });

  it('are one to a channel when ten start at once', async () => {
    const stores = [store, await opened.again()];
    const starts = Array.from({ length: 10 }, (_, i) => stores[i % 2]?.create(newQuiz()));
    expect((await Promise.all(starts)).filter(Boolean)).toHaveLength(1);
  });

  it('change by one writer at a version', async () => {
    const key = await started();
    const [first, second] = [await change(key, { state: '"a"' }), await change(key, { state: '"b"' })];
    expect(await store.commit(first)).toBe('done');
    expect(await store.commit({ ...second, answer: answer(1, 'u', '"A"', NOON) })).toBe('conflict');
    expect(await store.answers(key)).toEqual([]);
    expect(await store.session(key)).toMatchObject({ state: '"a"', version: 2 });
  });

  it('let one of twenty writers at the same version through', async () => {
    const key = await started();
    const stores = [store, await opened.again()];
    const wanted = await change(key);
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, i) => stores[i % 2]?.commit(wanted)));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(19);
  });

  it('write all of a change or nothing', async () => {
    const key = await started();
    const outcome = await commit(key, { done: { seq: 1, token: 'x' }, person: person('u'), effects: [effect('more')] });
    expect(outcome).toBe('lost');
    expect(await store.session(key)).toMatchObject({ version: 1, state: '"first"' });
    expect(await store.people(key)).toHaveLength(1);
    expect(names(await claim(key))).toEqual(['lobby']);
  });

  it('keep the last answer by the time of the click, in whatever order they come', async () => {
    const key = await started();
    await commit(key, { answer: answer(1, 'u', '"B"', NOON + 2, 0) });
    await commit(key, { answer: answer(1, 'u', '"A"', NOON + 1, 100) });
    await commit(key, { answer: answer(2, 'u', '"C"', NOON + 1) });
    const row = { user: 'u', hints: 0 };
    const ungraded = { score: undefined, note: undefined, feedback: undefined };
    expect(await store.answers(key)).toEqual([
      { ...row, n: 1, at: NOON + 2, answer: '"B"', score: 0, note: 'sign-lost', feedback: '[]' },
      { ...row, n: 2, at: NOON + 1, answer: '"C"', ...ungraded },
    ]);
    await commit(key, { answer: answer(1, 'u', '"D"', NOON + 2) });
    expect((await store.answers(key))[0]).toEqual({ ...row, n: 1, at: NOON + 2, answer: '"D"', ...ungraded });
  });

  it('keep a hint before and after an answer, once', async () => {
    const key = await started();
    const hint = { n: 1, user: 'u' };
    await commit(key, { hint });
    expect(await store.answers(key)).toMatchObject([{ n: 1, user: 'u', at: undefined, answer: undefined, hints: 1 }]);
    await commit(key, { answer: answer(1, 'u', '"A"', NOON, 100), hint });
    await commit(key, { hint });
    expect(await store.answers(key)).toMatchObject([{ at: NOON, answer: '"A"', score: 100, hints: 1 }]);
  });

  it('take a grade for the answer it belongs to', async () => {
    const key = await started();
    await commit(key, { answer: answer(1, 'u', '"A"', NOON) });
    const grade = { n: 1, user: 'u', score: 50, note: 'x', feedback: '[]' };
    await commit(key, { grades: [{ ...grade, answer: '"B"' }] });
    expect((await store.answers(key))[0]?.score).toBeUndefined();
    await commit(key, { grades: [{ ...grade, answer: '"A"' }] });
    expect((await store.answers(key))[0]?.score).toBe(50);
  });

  it('know people by the name they were last seen with', async () => {
    const key = await started();
    await commit(key, { person: person('u', 'New', NOON + 2) });
    await commit(key, { person: person('u', 'Old', NOON + 1) });
    expect(await store.people(key)).toContainEqual({ user: 'u', name: 'New', seenAt: NOON + 2 });
  });

  describe('effects', () => {
    it('come in order, one of a lane at a time', async () => {
      const key = await started({ effects: [effect('a'), effect('b'), effect('c', 'u')] });
      const first = await claim(key);
      expect(names(first).sort()).toEqual(['a', 'c']);
      expect(await claim(key)).toEqual([]);
      for (const row of first) await store.drop(row, 'me');
      expect(names(await claim(key))).toEqual(['b']);
    });

    it('grow in number over the changes of a session', async () => {
      const key = await started({ effects: [effect('a'), effect('b')] });
      await commit(key, { effects: [effect('c')] });
      const order: unknown[] = [];
      for (let i = 0; i < 3; i++) {
        const [row] = await claim(key);
        order.push(...names(row ? [row] : []));
        if (row) await store.drop(row, 'me');
      }
      expect(order).toEqual(['a', 'b', 'c']);
    });

    it('wait for their time', async () => {
      const key = await started({ effects: [effect('a', '', NOON + 50)] });
      expect(await claim(key, NOON + 49)).toEqual([]);
      expect(names(await claim(key, NOON + 50))).toEqual(['a']);
    });

    it('are held by one of two until the lease is over, and longer if it is renewed', async () => {
      const key = await started();
      const other = await opened.again();
      const both = await Promise.all([
        claim(key),
        other.claim({ token: 'you', now: NOON, until: NOON + 100, most: 10, platforms: ['discord'], session: key }),
      ]);
      const [row] = both.flat();
      if (!row) throw new Error('nobody got it');
      expect(both.flat()).toHaveLength(1);
      const holder = both[0].length > 0 ? 'me' : 'you';
      expect(await claim(key, NOON + 99, 'third')).toEqual([]);
      await store.renew(row, holder, NOON + 300);
      expect(await claim(key, NOON + 299, 'third')).toEqual([]);
      expect(names(await claim(key, NOON + 300, 'third'))).toEqual(['lobby']);
      await store.drop(row, holder);
      expect(await commit(key, { done: { seq: row.seq, token: holder } })).toBe('lost');
      expect(await commit(key, { done: { seq: row.seq, token: 'third' } })).toBe('done');
      expect(await claim(key, NOON + 1000)).toEqual([]);
    });

    it('come back later when they are postponed, and say how often', async () => {
      const key = await started();
      const [row] = await claim(key);
      if (!row) throw new Error('nothing');
      expect(row).toMatchObject({ attempts: 0, createdAt: NOON });
      await store.postpone(row, 'not me', NOON + 1);
      expect(await claim(key, NOON + 1)).toEqual([]);
      await store.postpone(row, 'me', NOON + 20);
      expect(await claim(key, NOON + 19)).toEqual([]);
      expect(await claim(key, NOON + 20)).toMatchObject([{ attempts: 1 }]);
    });

    it('are free at once when they are released', async () => {
      const key = await started();
      await claim(key, NOON, 'a process');
      await store.release('a process');
      expect(names(await claim(key))).toEqual(['lobby']);
    });

    it('take the place of those of the same name that nobody has begun', async () => {
      const named = (text: string) => ({ ...effect(text), name: 'edit q1' });
      const key = await started({ effects: [named('old')] });
      await commit(key, { effects: [named('new')] });
      expect(names(await claim(key))).toEqual(['new']);
      await commit(key, { effects: [named('newer'), effect('other')] });
      expect(await claim(key)).toEqual([]);
      expect(names(await claim(key, NOON + 100))).toEqual(['new']);
    });

    it('are forgotten by a change that clears', async () => {
      const key = await started({ effects: [effect('a'), effect('b')] });
      await claim(key);
      await commit(key, { clear: true, effects: [effect('c')] });
      expect(names(await claim(key))).toEqual(['c']);
    });

    it('are free at once, and wait no longer, after a change that wakes', async () => {
      const key = await started({ effects: [effect('a'), { ...effect('b', 'u'), from: NOON + 500 }] });
      await claim(key, NOON + 400, 'a process');
      await commit(key, { wake: true, now: NOON });
      expect(names(await claim(key))).toEqual(['a', 'b']);
    });

    it('of other sessions are left alone', async () => {
      const [one, two] = [await started(), await started({ channel: 'd' })];
      await commit(one, { clear: true, due: undefined });
      await claim(two, NOON, 'a process');
      await commit(one, { wake: true, due: undefined });
      expect(names(await claim(two))).toEqual([]);
      await store.release('a process');
      expect(names(await claim(two))).toEqual(['lobby']);
    });
  });

  describe('scores', () => {
    const points = async (from: number = MONTH[0], to: number = MONTH[1]) => store.season(tenant, from, to);

    it('are sums over the answers to revealed questions, less the hints, and never below nothing', async () => {
      const key = await started();
      await commit(key, { person: person('u', 'U') });
      await commit(key, { answer: answer(1, 'u', '"A"', NOON, 100), hint: { n: 1, user: 'u' } });
      await commit(key, { answer: answer(2, 'u', '"A"', NOON, 0), hint: { n: 2, user: 'u' }, revealed: 1 });
      expect(await points()).toEqual([{ user: 'u', name: 'U', points: 90, answered: 1, right: 1 }]);
      await commit(key, { revealed: 2 });
      expect(await points()).toEqual([{ user: 'u', name: 'U', points: 90, answered: 2, right: 1 }]);
    });

    it('belong to the month and the tenant in which the quiz was started', async () => {
      const times = [MONTH[0] - 1, MONTH[0], MONTH[1] - 1, MONTH[1]];
      for (const [i, now] of times.entries()) {
        const key = await started({ channel: String(i), now });
        const given = answer(1, 'u', '"A"', NOON, 100);
        await commit(key, { person: person('u', `U${i}`, now), answer: given, revealed: 1 });
      }
      expect(await points()).toEqual([{ user: 'u', name: 'U2', points: 200, answered: 2, right: 2 }]);
      expect(await store.season(`${tenant}x`, ...MONTH)).toEqual([]);
    });
  });

  describe('somebody forgotten', () => {
    it('leaves a note and a score under a name of nobody, and nothing of a question that is not revealed', async () => {
      const key = await started();
      for (const n of [1, 2]) {
        const given = answer(n, 'u', '"A"', NOON, 100);
        await commit(key, { person: person('u', 'U'), answer: given, effects: [effect('w', 'u')], revealed: 1 });
      }
      await commit(key, { hint: { n: 1, user: 'v' }, person: person('v'), revealed: 1 });
      expect(await store.sessionsOf(tenant, 'u')).toEqual([key]);
      await commit(key, { forget: { user: 'u', as: 'gone-1' }, revealed: 1 });
      expect(await store.answers(key)).toMatchObject([
        { n: 1, user: 'gone-1', answer: undefined, feedback: undefined, score: 100, note: 'right' },
        { n: 1, user: 'v', hints: 1 },
      ]);
      expect((await store.people(key)).map(({ user }) => user)).toEqual(['host', 'v']);
      expect(await store.sessionsOf(tenant, 'u')).toEqual([]);
      expect(await store.season(tenant, ...MONTH)).toEqual([]);
      expect(names(await claim(key))).toEqual(['lobby']);
    });

    it('is known in other tenants still', async () => {
      await started({ tenant: `${tenant}x`, host: person('u') });
      expect(await store.sessionsOf(tenant, 'u')).toEqual([]);
    });
  });

  it('keep what somebody brought, the last of it', async () => {
    expect(await store.set(tenant, 'u')).toBeUndefined();
    await store.saveSet(tenant, 'u', '[1]', NOON);
    await store.saveSet(tenant, 'u', '[2]', NOON);
    expect([await store.set(tenant, 'u'), await store.set(tenant, 'v')]).toEqual(['[2]', undefined]);
    await store.deleteSet(tenant, 'u');
    expect(await store.set(tenant, 'u')).toBeUndefined();
  });

  it('are attended', async () => {
    const key = await started();
    await store.attend([], NOON + 7);
    await store.attend([key], NOON + 7);
    expect(await store.allLive(['discord'])).toContainEqual({ key, due: NOON + 5, attended: NOON + 7 });
    expect((await store.session(key))?.version).toBe(1);
  });

  it('go when they are old and over, with all that belongs to them', async () => {
    const long = NOON - 1e10;
    const [old, live] = [await started({ now: long }), await started({ now: long, channel: 'd' })];
    await commit(old, { answer: answer(1, 'u', '"A"', NOON), due: undefined });
    const young = await started({ now: long + 10 });
    await commit(young, { due: undefined });
    await store.saveSet(tenant, 'u', '[1]', long);
    await store.forgetQuizzes(long + 5);
    const kept = await Promise.all([old, live, young].map((key) => store.session(key)));
    expect(kept.map((row) => row?.key)).toEqual([undefined, live, young]);
    expect([...(await store.answers(old)), ...(await store.people(old)), ...(await store.questions(old))]).toEqual([]);
    expect(await claim(old)).toEqual([]);
    expect(await store.set(tenant, 'u')).toBeUndefined();
  });

  it('keep where somebody practises, if nobody wrote since it was read', async () => {
    const at = { tenant, user: 'u', now: NOON };
    expect(await store.practice(tenant, 'u')).toBeUndefined();
    expect(await store.savePractice({ ...at, before: '{}', state: '{"a":1}' })).toBe(false);
    expect(await store.savePractice({ ...at, before: undefined, state: '{"a":1}' })).toBe(true);
    expect(await store.savePractice({ ...at, before: undefined, state: '{"b":2}' })).toBe(false);
    expect(await store.savePractice({ ...at, before: '{"a":0}', state: '{"b":2}' })).toBe(false);
    expect(await store.savePractice({ ...at, before: '{"a":1}', state: '{"b":2}' })).toBe(true);
    expect(await store.practice(tenant, 'u')).toBe('{"b":2}');
    expect(await store.practice(tenant, 'v')).toBeUndefined();
    await store.deletePractice(tenant, 'u');
    expect(await store.practice(tenant, 'u')).toBeUndefined();
    await store.savePractice({ ...at, before: undefined, state: '{}' });
    await store.forgetQuizzes(NOON + 1);
    expect(await store.practice(tenant, 'u')).toBeUndefined();
  });
});
