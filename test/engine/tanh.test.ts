import { describe, expect, it } from 'vitest';
import { operation } from '../../src/engine/index.ts';
import { apply } from './apply.ts';

/** The largest x for which CPython's math.exp(2*x) gives a number, and the next one, where it raises OverflowError. */
const LAST = 354.891356446692;
const FIRST_TOO_LARGE = 354.89135644669204;

describe("the article's tanh, (exp(2x) - 1)/(exp(2x) + 1)", () => {
  it.each([0, 1, 20, 300, 354.8913, LAST])('is a number at %d', (x) => {
    const { out, grads } = apply('tanhByExp', [x]);
    expect(out).toBeCloseTo(Math.tanh(x), 12);
    expect(grads[0]).toBeCloseTo(1 - Math.tanh(x) ** 2, 12);
    expect(operation('tanhByExp').nonFinite?.(x, 0)).toBeUndefined();
  });

  it.each([
    FIRST_TOO_LARGE,
    354.8914,
    355,
    1e6,
    Number.MAX_VALUE,
  ])('is none at %d, where Python says "math range error"', (x) => {
    expect(apply('tanhByExp', [x]).out).toBeNaN();
    expect(operation('tanhByExp').nonFinite?.(x, 0)).toContain('math range error');
  });

  it.each([
    -0.5,
    -20,
    -LAST,
    -FIRST_TOO_LARGE,
    -1e6,
    -Number.MAX_VALUE,
  ])('never fails on the negative side: %d', (x) => {
    expect(apply('tanhByExp', [x]).out).toBeCloseTo(Math.tanh(x), 12);
    expect(operation('tanhByExp').nonFinite?.(x, 0)).toBeUndefined();
  });
});

describe('the stable tanh', () => {
  it.each([0, 1, LAST, FIRST_TOO_LARGE, 1e6, Number.MAX_VALUE, Number.POSITIVE_INFINITY])('never fails: ±%d', (x) => {
    for (const side of [x, -x]) {
      const { out, grads } = apply('tanh', [side]);
      expect(out).toBe(Math.tanh(side));
      expect(grads[0]).toBe(1 - out * out);
    }
  });
});
