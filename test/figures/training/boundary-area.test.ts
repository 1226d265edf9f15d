import { describe, expect, it } from 'vitest';
import { areaOf } from '../../../src/figures/training/boundary-area.ts';
import { toSettings } from '../../../src/training/index.ts';

/** The lengths of both axes, of points at two corners. */
function lengths(width: number, height: number, shape: number): [number, number] {
  const data = `0,0 -> 1; ${width},${height} -> -1`;
  const { x, y } = areaOf(toSettings({ data, seed: 0, momentum: 0, stableTanh: false, zeroGrad: true }), shape, [0, 1]);
  return [x[1] - x[0], y[1] - y[0]];
}

/** How much longer a unit of the first input is drawn than one of the second. */
function stretch(width: number, height: number, shape: number): number {
  const [x, y] = lengths(width, height, shape);
  return (y * shape) / x;
}

describe('what is shown of the plane', () => {
  it.each([
    [1, 1, 1, 1],
    [1, 1, 1.4, 1.4],
    [1, 1, 3, 1.5],
    [1, 1, 0.2, 1 / 1.5],
    [1, 4.9, 1, 1.5],
    [4.9, 1, 1, 1 / 1.5],
    // Inputs of different sizes keep their own scales.
    [1, 5.1, 1, 5.1],
    [5.1, 1, 1, 1 / 5.1],
  ])('of %d by %d in a plot of shape %d a unit is stretched by %d', (width, height, shape, expected) => {
    expect(stretch(width, height, shape)).toBeCloseTo(expected, 2);
  });
});
