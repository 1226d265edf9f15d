import { describe, expect, it } from 'vitest';
import { measure } from '../../src/expression/equality/measure.ts';
import { roundPoints } from '../../src/expression/equality/points.ts';
import { conditionText } from '../../src/expression/equality/region.ts';
import { readWritten, roundingOf, type WrittenNumber } from '../../src/expression/equality/written-number.ts';
import { read } from './read.ts';

describe('the error of a value', () => {
  it.each([
    ['a*b', { a: 1e-200, b: 1e-200 }, Number.POSITIVE_INFINITY],
    ['a*b', { a: 1e-200, b: 0 }, 0],
    ['a*b', { a: 2, b: 3 }, 0],
    ['exp(a)', { a: -1000 }, Number.POSITIVE_INFINITY],
    ['a/b', { a: 1e-200, b: 1e200 }, Number.POSITIVE_INFINITY],
    ['log(a)', { a: -1 }, Number.NaN],
  ])('of %s at %j: 0 from something else is out of reach', (text, at, error) => {
    expect(measure(read(text), new Map(Object.entries(at))).error).toBe(error);
  });
});

it.each([
  ['12', 12.5, 'none'],
  ['125', 125.5, 'fair'],
  ['126', 125.5, 'fair'],
  ['127', 125.5, 'none'],
  ['0.3', 0.33, 'far'],
  ['0.33', 0.333, 'fair'],
])('%s for %d is rounded: %s', (text, exact, rounding) => {
  expect(roundingOf(readWritten(text) as WrittenNumber, exact)).toBe(rounding);
});

it('two expressions are first compared where it is easy to follow, on both sides of 0 and of 1', () => {
  const points = roundPoints(['x', 'y']).map((point) => [...point.values()]);
  expect(points.slice(0, 2)).toEqual([
    [2, 3],
    [-2, 3],
  ]);
  expect(points.filter(([x = 0]) => x > 0 && x < 1)).toEqual([
    [0.5, 2],
    [0.5, 0.2],
  ]);
});

it.each([
  ['x-8', true, 'x > 8'],
  ['8-2x', true, 'x < 4'],
  ['a-b', false, 'a < b'],
  ['a*b', true, 'a*b > 0'],
])('the condition %s, above 0: %s, is read as %s', (edge, above, text) => {
  expect(conditionText({ edge: read(edge), above })).toBe(text);
});
