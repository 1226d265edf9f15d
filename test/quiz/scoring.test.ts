import { expect, it } from 'vitest';
import { worth } from '../../src/quiz/scoring.ts';

it.each([
  [100, 0, 100],
  [100, 1, 90],
  [5, 1, 0],
  // Not graded yet, or never.
  [undefined, 0, 0],
])('a score of %s with %i hints is worth %i hundredths', (score, hints, points) => {
  expect(worth({ score, hints })).toBe(points);
});
