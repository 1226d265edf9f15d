import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../src/text.ts';

describe('the edit distance', () => {
  it.each([
    ['', '', 0],
    ['tanh', '', 4],
    ['', 'tanh', 4],
    ['tanh', 'tanh', 0],
    ['tahn', 'tanh', 2],
    ['kitten', 'sitting', 3],
    ['flaw', 'lawn', 2],
    ['ab', 'ba', 2],
  ])('of %j and %j is %d', (a, b, expected) => {
    expect(editDistance(a, b)).toBe(expected);
    expect(editDistance(b, a)).toBe(expected);
  });

  it('is what the recursive definition says', () => {
    const defined = (a: string, b: string): number => {
      if (a === '' || b === '') return a.length + b.length;
      const [restOfA, restOfB] = [a.slice(1), b.slice(1)];
      if (a[0] === b[0]) return defined(restOfA, restOfB);
      return 1 + Math.min(defined(restOfA, b), defined(a, restOfB), defined(restOfA, restOfB));
    };
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(defined(a, b));
      }),
    );
  });
});

it.each([
  ['sotfplus', 'softplus'],
  ['sofplu', 'softplus'],
  ['sofpl', undefined],
  ['TANH', 'tanh'],
  ['sn', 'sin'],
  ['tahn', 'tanh'],
  ['qq', undefined],
  ['S', undefined],
  ['X', 'x'],
])('%j is taken for %j', (word, expected) => {
  expect(nearest(word, ['x', 'tan', 'tanh', 'softplus', 'sin', 'asinh'])).toBe(expected);
});
