import { expect, it } from 'vitest';
import { oddsOf, type TrainingOptions, toSettings } from '../../src/training/index.ts';

const odds = (options: Partial<TrainingOptions>) =>
  oddsOf(toSettings({ data: 'article', seed: 1, momentum: 0, stableTanh: false, zeroGrad: true, ...options }));

it.each<Partial<TrainingOptions>>([
  { data: 'line', noise: 0.3 },
  { data: 'moons', noise: 0.5 },
  { data: 'blobs', noise: 1 },
  { data: 'cars' },
])('of noisy data such as %o are those of ending near the best start', (options) => {
  const { relative, threshold = 0, zeroed } = odds(options) ?? {};
  expect(relative).toBe(true);
  expect(threshold / (zeroed?.least ?? 0)).toBeCloseTo(1.25, 1);
  expect(zeroed?.learned).toBeGreaterThan(50);
});

it.each<[why: string, options: Partial<TrainingOptions>, threshold: number]>([
  ['is learned', { data: 'line' }, 0.025],
  ['is not learned by so few neurons', { data: 'circles', layers: '1,1' }, 0.025],
  ['is not learned in so short steps', { data: 'moons', lr: 0.01 }, 0.025],
  ['is learned by some', {}, 0.1],
])('of data that %s are those of a small loss', (_, options, threshold) => {
  expect(odds(options)).toMatchObject({ relative: false, threshold });
});
