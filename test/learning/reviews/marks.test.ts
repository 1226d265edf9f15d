import { describe, expect, it } from 'vitest';
import { marksOf } from '../../../src/learning/reviews/marks.ts';
import {
  cardSchema,
  type Rated,
  rated,
  ratingOf,
  recallOf,
  type Scheduled,
  seen,
} from '../../../src/learning/reviews/schedule.ts';
import type { Graded } from '../../../src/reply/asked.ts';

const SKILL = 'skill:whole-path.2';
const [DROPPED, SWAPPED] = ['bug:upstream-dropped', 'bug:local-for-global'];
const answer = (more: Partial<Graded>): Graded => ({
  key: 'k',
  skill: 'whole-path.2',
  score: 0,
  note: 'other',
  ...more,
});

const CASES: readonly [name: string, Partial<Graded>, known: string[], marks: Record<string, string>][] = [
  ['right', { score: 1, note: 'right' }, [], { [SKILL]: 'good' }],
  ['right with the hint', { score: 1, note: 'right', hint: true }, [], { [SKILL]: 'hard' }],
  ['wrong, and nobody knows why', {}, [], { [SKILL]: 'again' }],
  ['not known', { note: 'unknown' }, [SKILL], { [SKILL]: 'again' }],
  ['half right without a name', { score: 0.5 }, [], { [SKILL]: 'again' }],
  ['a misconception', { score: 0.25, note: 'upstream-dropped' }, [], { [DROPPED]: 'again' }],
  [
    'a misconception, where the skill is known: it is not rated',
    { score: 0.25, note: 'upstream-dropped' },
    [SKILL],
    { [DROPPED]: 'again', [SKILL]: 'seen' },
  ],
  [
    'two that lead to one answer, both new',
    { note: 'local-for-global+upstream-dropped' },
    [],
    { [SWAPPED]: 'again', [DROPPED]: 'again' },
  ],
  [
    'two of which one was there before',
    { note: 'local-for-global+upstream-dropped' },
    [SWAPPED],
    { [SWAPPED]: 'again' },
  ],
  [
    'right where misconceptions would have been wrong: those that somebody had',
    { score: 1, note: 'right', offered: ['upstream-dropped', 'local-for-global'] },
    [DROPPED],
    { [SKILL]: 'good', [DROPPED]: 'good' },
  ],
  [
    'not known, where a misconception is asked about: that is asked again, and nothing is said of it',
    { note: 'unknown', offered: ['upstream-dropped'], card: DROPPED },
    [DROPPED],
    { [SKILL]: 'again', [DROPPED]: 'seen' },
  ],
  ['a card that was forgotten since', { note: 'unknown', card: DROPPED }, [], { [SKILL]: 'again' }],
  ['a mistake with a name of a teacher', { skill: undefined, note: 'reads the axis wrongly' }, [], {}],
  [
    'a mistake with a known name in a question of a teacher',
    { skill: undefined, note: 'upstream-dropped' },
    [],
    { [DROPPED]: 'again' },
  ],
  ['right in a question of a teacher', { skill: undefined, score: 1, note: 'right' }, [SKILL], {}],
];

describe('what an answer says about which cards', () => {
  it.each(CASES)('%s', (_, graded, known, marks) => {
    expect(Object.fromEntries(marksOf(answer(graded), new Set(known)))).toEqual(marks);
  });
});

const NOON = Date.UTC(2026, 10, 2, 12);
const DAY = 24 * 60 * 60_000;
const days = ({ due }: Scheduled, from: number): number => (due - from) / DAY;
const first = (rating: Rated): Scheduled => rated(undefined, rating, false, NOON);

describe('the schedule of a card', () => {
  it('is the later, the better it was known', () => {
    const [again, hard, good, easy] = (['again', 'hard', 'good', 'easy'] as const).map((one) => days(first(one), NOON));
    expect(again).toBe(1);
    expect(again).toBeLessThan(hard as number);
    expect(hard).toBeLessThan(good as number);
    expect(good).toBeLessThan(easy as number);
  });

  it('grows as it is known again, and begins anew when it is not', () => {
    let card = first('good');
    const gaps = [1, 2, 3, 4].map(() => {
      const at = card.due;
      card = rated(card, 'good', false, at);
      return days(card, at);
    });
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(new Set(gaps).size).toBe(4);
    const lost = rated(card, 'again', false, card.due);
    expect(lost.due - lost.state.rated).toBeLessThan(((gaps.at(-1) as number) * DAY) / 4);
    expect(lost.state).toMatchObject({ lapses: 1, days: 0, returns: 1 });
  });

  it('comes back the next day where it was wrong, also if it was right later on that day', () => {
    const wrong = first('again');
    const right = rated(wrong, 'good', true, NOON + 60_000);
    expect(right.due).toBe(wrong.due);
    expect(right.state.days).toBe(1);
    expect(days(rated(right, 'good', false, right.due), right.due)).toBeGreaterThan(1);
  });

  it('never waits for more than a year', () => {
    let card = first('easy');
    for (let i = 0; i < 12; i++) card = rated(card, 'easy', true, card.due);
    expect(days(card, card.state.rated)).toBeLessThanOrEqual(365);
  });

  it('learns nothing from the same answer twice on a day, and nothing backwards in time', () => {
    const card = first('good');
    const twice = rated(card, 'good', false, NOON + 60_000);
    expect(twice.state.stability).toBeCloseTo(card.state.stability, 6);
    expect(twice.state.days).toBe(1);
    expect(rated(card, 'good', false, NOON - 9 * DAY).state.rated).toBe(NOON);
  });

  it('calls right and fast twice in a row easy, never with the hint', () => {
    const slow = first('good');
    const fast = rated(undefined, 'good', true, NOON);
    expect(ratingOf('good', true, undefined)).toBe('good');
    expect(ratingOf('good', true, slow.state)).toBe('good');
    expect(ratingOf('good', true, fast.state)).toBe('easy');
    expect(ratingOf('good', false, fast.state)).toBe('good');
    expect(ratingOf('hard', true, fast.state)).toBe('hard');
    expect(rated(fast, 'hard', true, NOON + DAY).state.fast).toBe(false);
  });

  it('puts off what was asked without being rated, and takes the answer that was shown into account', () => {
    const card = first('good');
    const at = card.due + 10 * DAY;
    const put = seen(card, at);
    expect(days(put, at)).toBe(1);
    expect(recallOf(put.state, at)).toBe(recallOf(card.state, at));
    const next = rated(put, 'good', false, put.due);
    expect(next.state.stability).toBeLessThan(rated(card, 'good', false, put.due).state.stability);
  });

  it('is recalled with a probability of 0.9 when its stability has passed, by the power forgetting curve', () => {
    const { state } = first('good');
    expect(recallOf(state, NOON)).toBe(1);
    expect(recallOf(state, NOON + state.stability * DAY)).toBeCloseTo(0.9, 6);
    expect(recallOf(state, NOON + 400 * DAY)).toBeLessThan(0.7);
  });

  it('can be kept as text', () => {
    const { state } = first('again');
    expect(cardSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });
});
