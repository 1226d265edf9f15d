import { expect, it } from 'vitest';
import { meanAbsoluteError, type TrainingOptions, toSettings } from '../../../src/training/index.ts';

const settings = (options: Partial<TrainingOptions>) =>
  toSettings({ data: 'article', seed: 1, momentum: 0, stableTanh: false, zeroGrad: true, ...options });

it.each<[string, Partial<TrainingOptions>, number | undefined]>([
  ['a preset, in its own units', { data: 'line' }, 0.5],
  // Prices of 1000, 2000 and 3000 have a deviation of 816.5.
  ['targets that are scaled, in those of the data', { csv: 'x,price\n1,1000\n2,2000\n3,3000' }, 0.5 * 816.496580927726],
  ['a target in words', { csv: 'x,y\n1,no\n2,yes\n3,no' }, undefined],
  ['two classes', { data: 'moons' }, undefined],
])('how far predictions are off on average: %s', (_, options, expected) => {
  const one = settings(options);
  const off = one.data.ys.map((row) => row.map((target) => target + 0.5));
  const found = meanAbsoluteError(one, one.data.ys, off);
  if (expected === undefined) expect(found).toBeUndefined();
  else expect(found).toBeCloseTo(expected, 9);
});

it('what only rounding keeps apart is met', () => {
  const { data, ...rest } = settings({ csv: 'x,price\n1,1000\n2,2000\n3,3000' });
  const off = data.ys.map((row) => row.map((target) => target + 1e-15));
  expect(meanAbsoluteError({ data, ...rest }, data.ys, off)).toBe(0);
});
