import { describe, expect, it } from 'vitest';
import { readSamples } from '../../src/training/data/samples.ts';
import { presetData, presets, publicTable, SUGGESTED_FOR_ROWS, type Suggested } from '../../src/training/data.ts';
import { type TrainingOptions, toSettings } from '../../src/training/index.ts';

const round = (value: number): number => Number(value.toFixed(6));
const sum = (values: readonly number[]): number => round(values.reduce((total, value) => total + value, 0));

const told = ({ layers, learningRate, steps, activation, loss }: Suggested): string =>
  `${layers} ${learningRate} ${steps} ${activation} ${loss}`;

// Whoever repeats a run gets the same points and settings: else figures that were shown would not come again.
// The points: how many, the first one, then the sums of all inputs, of their squares, and of all targets.
it.each<[name: string, points: string, suggested: string]>([
  ['article', '4: 2,3,-1 → 1; 10 29.5 0', '4,4,1 0.4 30 tanh sse'],
  ['xor', '4: -1,-1 → -1; 0 8 0', '4,4,1 0.1 100 tanh sse'],
  ['and', '4: -1,-1 → -1; 0 8 -2', '4,4,1 0.1 100 tanh sse'],
  ['or', '4: -1,-1 → -1; 0 8 2', '4,4,1 0.1 100 tanh sse'],
  ['moons', '60: 1.030871,-0.00541 → 1; 44.023777 76.97725 0', '8,8,1 0.5 100 tanh mse'],
  ['circles', '60: 0.524697,0 → 1; 0.409399 49.327479 0', '8,8,1 0.5 100 tanh mse'],
  ['spiral', '60: 0.209261,-0.001623 → 1; -0.292867 44.206198 0', '12,12,1 0.5 600 tanh mse'],
  ['blobs', '60: 1.154354,0.972951 → 1; -4.881113 155.913601 0', '4,1 0.2 50 tanh mse'],
  ['line', '20: -1 → -0.884565; 0 7.368421 -4.105618', '4,1 0.2 100 tanh mse'],
])('the data set %s stays as it is', (name, points, suggested) => {
  const { xs, ys } = presetData(name) ?? { xs: [], ys: [] };
  const all = xs.flat();
  const sums = `${sum(all)} ${sum(all.map((x) => x * x))} ${sum(ys.flat())}`;
  expect(`${xs.length}: ${xs[0]?.map(round)} → ${ys[0]?.map(round)}; ${sums}`).toBe(points);
  expect(told(presets[name]?.suggested ?? SUGGESTED_FOR_ROWS)).toBe(suggested);
});

it('settings for rows that somebody brings along', () => {
  expect(told(SUGGESTED_FOR_ROWS)).toBe('4,4,1 0.1 100 tanh sse');
});

describe('points of two classes', () => {
  it.each<[string, (target: number, x: number, y: number) => number, number]>([
    ['circles', (target, x, y) => Math.hypot(x, y) - (target > 0 ? 0.5 : 1.2), 0.3],
    ['blobs', (target, x, y) => Math.hypot(x - target, y - target), 2],
    ['moons', (target, x, y) => (target > 0 ? Math.hypot(x, y) : Math.hypot(1 - x, 0.5 - y)) - 1, 0.5],
  ])('%s lie where their class lies', (name, distance, most) => {
    const { xs, ys } = presetData(name) ?? { xs: [], ys: [] };
    for (const [i, [x = 0, y = 0]] of xs.entries())
      expect(Math.abs(distance(ys[i]?.[0] ?? 0, x, y))).toBeLessThan(most);
  });
});

it('is none for a name that is no preset', () => {
  expect(presetData('nothing')).toBeUndefined();
  expect(presetData('constructor')).toBeUndefined();
});

describe('public tables', () => {
  const read = (name: string) => readSamples(publicTable(name)?.csv ?? '');

  it('iris is as Fisher printed it, with a source', () => {
    const { xs, ys, columns } = read('iris');
    expect(xs).toHaveLength(150);
    expect(columns?.inputs).toEqual(['sepal length', 'sepal width', 'petal length', 'petal width']);
    expect(columns?.classes).toEqual(['setosa', 'versicolor', 'virginica']);
    expect(ys.map((row) => row.indexOf(1))).toEqual(xs.map((_, i) => Math.floor(i / 50)));
    // The means of the columns, and the two rows that differ in the copy of the UCI repository.
    expect([0, 1, 2, 3].map((i) => round(sum(xs.map((row) => row[i] as number)) / 150))).toEqual([
      5.843333, 3.057333, 3.758, 1.199333,
    ]);
    expect([xs[34], xs[37]]).toEqual([
      [4.9, 3.1, 1.5, 0.2],
      [4.9, 3.6, 1.4, 0.1],
    ]);
    expect(publicTable('iris')?.source).toContain('Fisher');
  });

  it('cars are those of R', () => {
    const { xs, ys, columns } = read('cars');
    expect([xs.length, columns?.inputs, columns?.target]).toEqual([50, ['speed'], 'distance']);
    // Speed and distance: sums, and those of squares and products.
    const products = xs.map(([x = 0], i) => x * (ys[i]?.[0] ?? 0));
    expect([sum(xs.flat()), sum(ys.flat()), sum(xs.flat().map((x) => x * x)), sum(products)]).toEqual([
      770, 2149, 13228, 38482,
    ]);
    expect(publicTable('constructor')).toBeUndefined();
  });

  it('are read, scaled and parted like a file, with columns to choose', () => {
    const iris = (options: Partial<TrainingOptions> = {}) =>
      toSettings({ data: 'Iris', seed: 1, momentum: 0, stableTanh: false, zeroGrad: true, ...options }).data;
    const own = iris({ data: 'article', csv: publicTable('iris')?.csv });
    const data = iris();
    expect({ ...data, name: own.name, about: undefined }).toEqual(own);
    expect([data.name, data.about]).toEqual(['iris', expect.stringContaining('R. A. Fisher, 1936')]);
    expect(data.held?.xs).toHaveLength(30);
    expect(iris({ inputs: 'petal length, petal width' }).xs[0]).toHaveLength(2);
    expect(iris({ target: 'petal width', drop: 'species' }).columns?.inputs).toHaveLength(3);
  });
});
