import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber } from '../../src/expression/index.ts';

describe('a number for people', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [4, '4'],
    [-6, '-6'],
    [0.1 + 0.2, '0.3'],
    [-8.7263, '-8.7263'],
    [1 / 3, '0.333333'],
    [-2 / 3, '-0.666667'],
    [12345.678, '12345.7'],
    [1234567.89, '1234570'],
    [999999.5, '1000000'],
    [123456789, '123456789'],
    [1e14, '100000000000000'],
    [1e15, '1e15'],
    [-1.5e300, '-1.5e300'],
    [1e-4, '0.0001'],
    [0.000123456789, '0.000123457'],
    [1e-5, '1e-5'],
    [5e-324, '5e-324'],
    [Number.MAX_VALUE, '1.79769e308'],
    [Number.NaN, 'undefined'],
    [Number.POSITIVE_INFINITY, 'too large'],
    [Number.NEGATIVE_INFINITY, 'too large below 0'],
  ])('%d is %s', (value, expected) => {
    expect(formatNumber(value)).toBe(expected);
  });

  it.each([
    [2 / 3, 3, '0.667'],
    [12345.678, 3, '12300'],
    [123456, 3, '123456'],
    [Number.MAX_VALUE, 3, '1.80e308'],
    [-Number.MAX_VALUE, 2, '-1.8e308'],
  ])('%d in %d digits is %s', (value, digits, expected) => {
    expect(formatNumber(value, digits)).toBe(expected);
  });

  it('is never a bare NaN or Infinity, and says the number to its digits', () => {
    fc.assert(
      fc.property(fc.double(), fc.integer({ min: 1, max: 10 }), (value, digits) => {
        const text = formatNumber(value, digits);
        expect(text).not.toMatch(/NaN|Infinity|-0$/);
        if (!Number.isFinite(value) || Math.abs(value) > 1e307) return;
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(Math.abs(value) * 10 ** (1 - digits) + 5e-324);
      }),
      { numRuns: 1000 },
    );
  });
});
