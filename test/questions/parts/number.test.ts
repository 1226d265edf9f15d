import { expect, it } from 'vitest';
import { toleranceOf } from '../../../src/questions/parts/number.ts';

it.each([
  // What follows from rounded numbers may be off by 2 % of its size.
  [8, true, 0.16],
  [-0.5, true, 0.01],
  [0, true, 0],
  // The rest by the error of writing it down: a millionth, of what is larger than 1.
  [0.25, false, 1e-6],
  [-250, false, 2.5e-4],
])('a typed answer of %d, rounded %s, may be off by %d', (value, rounded, tolerance) => {
  expect(toleranceOf(value, rounded)).toBeCloseTo(tolerance, 12);
});
