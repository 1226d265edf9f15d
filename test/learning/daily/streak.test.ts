import { expect, it } from 'vitest';
import { NO_STREAK, nextStreak } from '../../../src/quiz/daily/streak.ts';

const MONDAY = Date.UTC(2026, 10, 30);
/** People who answered, day by day, and the streak after each. */
const after = (people: readonly number[]): number[] => {
  let streak = NO_STREAK;
  return people.map((count, i) => {
    streak = nextStreak(streak, new Date(MONDAY + i * 86_400_000).toISOString().slice(0, 10), count);
    return streak.days;
  });
};

it.each([
  ['begins with three people', [0, 2, 3, 4], [0, 0, 1, 2]],
  ['goes on over one free day', [3, 3, 1, 3], [1, 2, 2, 3]],
  ['begins anew after a second one in the same week', [3, 1, 3, 0, 3], [1, 1, 2, 0, 1]],
  ['has a free day again after a week', [3, 0, 3, 3, 3, 3, 3, 3, 0, 3], [1, 1, 2, 3, 4, 5, 6, 7, 7, 8]],
  ['has none a day earlier', [3, 0, 3, 3, 3, 3, 3, 0, 3], [1, 1, 2, 3, 4, 5, 6, 0, 1]],
  ['has no free day before it begins', [0, 3, 0, 3], [0, 1, 1, 2]],
])('the streak of a group %s', (_, people, days) => expect(after(people)).toEqual(days));
