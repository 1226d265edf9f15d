import { expect, it } from 'vitest';
import { cut } from '../../src/platforms/cut.ts';

it.each([
  ['short', 5, 'short'],
  ['longer', 5, 'long…'],
  // Half of a character is none.
  ['abc😀d', 5, 'abc…'],
])('cut %s to %i characters', (text, limit, expected) => {
  expect(cut(text, limit)).toBe(expected);
});
