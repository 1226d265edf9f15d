import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordAnswer } from '../../src/learning/reviews/record.ts';
import type { Graded } from '../../src/reply/asked.ts';
import type { LearningStore } from '../../src/store/learning/store.ts';
import { STORES } from './kinds.ts';

const NOON = Date.UTC(2026, 10, 15, 12);
const DAY = 24 * 60 * 60_000;

describe.each(STORES)('cards in $name', ({ without, open }) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let store: LearningStore;
  let tenant: string;

  beforeAll(async () => {
    if (without) return;
    opened = await open();
    store = opened.store.learning;
  });
  beforeEach((context) => {
    if (without) context.skip(without);
    tenant = `discord:${context.task.id}`;
  });
  afterAll(() => opened?.close());

  const right = (key: string, more: Partial<Graded> = {}): Graded => ({
    key,
    skill: 'whole-path.2',
    score: 1,
    note: 'right',
    ...more,
  });
  const answer = (graded: Graded, { user = 'ana', at = NOON, on = store } = {}) =>
    recordAnswer(on, graded, { tenant, user }, at);
  const cards = async (user = 'ana') => store.cards(tenant, user);
  const stateOf = async (card: string) => JSON.parse((await cards()).find((row) => row.card === card)?.state ?? 'null');

  it('keeps an answer and its cards', async () => {
    expect(await answer(right('a', { seconds: 7 }))).toBe(true);
    expect(await cards()).toEqual([
      { card: 'skill:whole-path.2', state: expect.any(String), due: NOON + 3 * DAY, seenAt: NOON },
    ]);
    expect(await store.reviews(tenant, 'ana')).toEqual([{ key: 'a', content: expect.any(String), at: NOON }]);
    expect(JSON.parse((await store.reviews(tenant, 'ana'))[0]?.content ?? '')).toEqual({
      skill: 'whole-path.2',
      score: 1,
      note: 'right',
      seconds: 7,
      ratings: { 'skill:whole-path.2': 'good' },
    });
    expect(await store.review(tenant, 'ana', 'a')).toMatchObject({ key: 'a', at: NOON });
    expect(await store.review(tenant, 'ben', 'a')).toBeUndefined();
    expect(await cards('ben')).toEqual([]);
  });

  it('counts the first answer of a key alone, however often it comes and whatever comes later', async () => {
    await answer(right('a', { score: 0, note: 'upstream-dropped' }));
    const before = await cards();
    expect(before.map(({ card }) => card)).toEqual(['bug:upstream-dropped']);
    expect(await answer(right('a'), { at: NOON + DAY })).toBe(false);
    expect(await cards()).toEqual(before);
  });

  it('counts once what arrives twenty times at the same time, in two processes', async () => {
    const stores = [store, (await opened.again()).learning];
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, i) => answer(right('a'), { on: stores[i % 2] as LearningStore })),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await stateOf('skill:whole-path.2')).toMatchObject({ reps: 1 });
  });

  it('loses none of twenty different answers that arrive at the same time, in two processes', async () => {
    const stores = [store, (await opened.again()).learning];
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => answer(right(`a${i}`), { on: stores[i % 2] as LearningStore })),
    );
    expect(await stateOf('skill:whole-path.2')).toMatchObject({ reps: 20 });
    expect(await store.reviews(tenant, 'ana')).toHaveLength(20);
  });

  it('writes nothing where a card has changed since it was read', async () => {
    await answer(right('a'));
    const review = { tenant, user: 'ana', content: '{}', at: NOON };
    const card = { card: 'skill:whole-path.2', state: '{"new":1}', due: NOON, seenAt: NOON };
    const other = { ...card, card: 'bug:factors-swapped', before: undefined };
    const stale = { ...card, before: 'other' };
    expect(await store.keepReview({ ...review, key: 'b', cards: [other, stale] })).toBe('conflict');
    expect(await store.keepReview({ ...review, key: 'b', cards: [{ ...card, before: undefined }] })).toBe('conflict');
    expect((await cards()).map((row) => row.card)).toEqual(['skill:whole-path.2']);
    expect(await store.review(tenant, 'ana', 'b')).toBeUndefined();
  });

  it('forgets one person as a whole, and nobody else', async () => {
    await answer(right('a'));
    await answer(right('a'), { user: 'ben' });
    await store.forgetLearner(tenant, 'ana');
    expect([await cards(), await store.reviews(tenant, 'ana')]).toEqual([[], []]);
    expect(await cards('ben')).toHaveLength(1);
    expect(await answer(right('a'))).toBe(true);
  });

  it('leaves the lessons of somebody who is forgotten under another name, where they say so', async () => {
    await store.saveLesson({ tenant, place: 'c:1', name: 'curves', user: 'ana', content: '{}', savedAt: NOON });
    expect(await store.courseOf(tenant, 'ana')).toMatchObject({ lessons: [{ name: 'curves' }] });
    expect(await store.forgetLearner(tenant, 'ana', 'gone-1')).toBe(false);
    expect(await store.courseOf(tenant, 'ana')).toEqual({ course: undefined, lessons: [], dailies: [] });
    expect(await store.courseOf(tenant, 'gone-1')).toMatchObject({ lessons: [{ name: 'curves' }] });
    expect(await store.forgetLearner(tenant, 'gone-1')).toBe(true);
    expect((await store.courseOf(tenant, 'gone-1')).lessons).toEqual([]);
  });

  it('forgets what nobody has used since a time; a card rests as long as anything else is answered', async () => {
    await answer(right('a'), { at: NOON - 400 * DAY });
    await answer(right('a'), { user: 'ben', at: NOON - 400 * DAY });
    await answer(right('b', { skill: 'one-hop.1' }), { user: 'ben' });
    await store.forgetOldLearning(NOON - 396 * DAY);
    expect([await cards(), await store.reviews(tenant, 'ana')]).toEqual([[], []]);
    expect((await cards('ben')).map(({ card }) => card)).toEqual(['skill:one-hop.1', 'skill:whole-path.2']);
    expect((await store.reviews(tenant, 'ben')).map(({ key }) => key)).toEqual(['b']);
  });
});
