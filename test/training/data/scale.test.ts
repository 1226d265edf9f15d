import { describe, expect, it } from 'vitest';
import { type TrainingOptions, toSettings, train, unscaled } from '../../../src/training/index.ts';
import { predictor } from '../../../src/training/predict.ts';

const base: TrainingOptions = { data: 'article', seed: 1, momentum: 0, stableTanh: false, zeroGrad: true, steps: 20 };
const rows = (count: number, row: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => row(i)).join('\n');
const settingsOf = (csv: string, more: Partial<TrainingOptions> = {}) => toSettings({ ...base, csv, ...more });

const done = (settings: ReturnType<typeof toSettings>) => {
  const run = train(settings);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
};

describe('the inputs of a file', () => {
  const csv = 'x,y,t\n1,2,1\n2,4,-1\n3,9,1\n';

  it('have mean 0 and deviation 1', () => {
    const { data } = settingsOf(csv);
    for (const i of [0, 1]) {
      const values = data.xs.map((row) => row[i] as number);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
      expect(values.reduce((sum, value) => sum + value ** 2, 0) / 3).toBeCloseTo(1, 12);
    }
    expect(unscaled({ data }).data.xs).toEqual([
      [1, 2],
      [2, 4],
      [3, 9],
    ]);
  });

  it('go from 0 to 1, or stay, when that is asked for', () => {
    expect(settingsOf(csv, { scale: 'minmax' }).data.xs).toEqual([
      [0, 0],
      [0.5, 2 / 7],
      [1, 1],
    ]);
    expect(settingsOf(csv, { scale: 'none' }).data.xs[2]).toEqual([3, 9]);
  });

  it('stay where they are 0 and 1, or all the same', () => {
    expect(settingsOf('x,y,t\n1,7,1\n0,7,-1\n1,7,1\n').data.xs).toEqual([
      [1, 0],
      [0, 0],
      [1, 0],
    ]);
  });

  it('are scaled by what the training part shows', () => {
    const { data } = settingsOf(rows(50, (i) => `${i * i},${i % 2}`));
    expect([data.xs.length, data.held?.xs.length]).toEqual([40, 10]);
    expect(data.xs.reduce((sum, [x = 0]) => sum + x, 0)).toBeCloseTo(0, 10);
  });

  it('of presets and typed rows stay as they are, unless it is asked for', () => {
    expect(toSettings(base).data.scaling).toBeUndefined();
    expect(toSettings({ ...base, data: '1,2 -> 1; 3,5 -> -1' }).data).toEqual({
      name: 'your rows',
      xs: [
        [1, 2],
        [3, 5],
      ],
      ys: [[1], [-1]],
    });
    expect(toSettings({ ...base, data: '1 -> 10; 3 -> 20', scale: 'standard' }).data.xs).toEqual([[-1], [1]]);
  });
});

it('rows that are pasted as they stand in a table are read as a file', () => {
  const pasted = toSettings({ ...base, data: 'x\ty\tt\n1\t2\tyes\n3\t4\tno\n' }).data;
  expect(pasted.columns).toEqual({ inputs: ['x', 'y'], target: 't', classes: ['no', 'yes'] });
  expect(toSettings({ ...base, data: '1,2 -> 1\n3,4 -> -1' }).data.columns).toBeUndefined();
});

describe('targets', () => {
  it('of thousands are scaled, too, with a linear last layer, and predictions are in their units', () => {
    const settings = settingsOf(
      rows(40, (i) => `${i / 2},${20_000 + 1000 * i}`),
      { steps: 200 },
    );
    expect(settings.activations.at(-1)).toBe('linear');
    const record = done(settings);
    const predict = predictor(unscaled(settings), record.snapshots.at(-1)?.parameters ?? []);
    expect(Math.abs((predict([10])[0] as number) - 40_000)).toBeLessThan(2000);
    expect(settingsOf('x,t\n1,0.5\n2,0.7\n').activations.at(-1)).toBe('tanhByExp');
    expect(settingsOf('x,t\n1,5\n2,7\n', { scale: 'none' }).activations.at(-1)).toBe('tanhByExp');
  });

  it('in words are what the last layer can reach', () => {
    const csv = 'x,t\n1,yes\n2,no\n';
    expect(settingsOf(csv).data.ys).toEqual([[1], [-1]]);
    expect(settingsOf(csv, { activation: 'sigmoid' }).data.ys).toEqual([[1], [0]]);
    expect(settingsOf(csv, { loss: 'bce' }).data.ys).toEqual([[1], [0]]);
    expect(settingsOf(csv, { loss: 'hinge', activation: 'relu' }).data.ys).toEqual([[1], [-1]]);
  });

  it('in three words are three outputs', () => {
    const csv = rows(30, (i) => `${(i % 3) + i / 100},${['a', 'b', 'c'][i % 3]}`);
    expect(settingsOf(csv).layers).toEqual([4, 4, 3]);
    expect(settingsOf(csv, { loss: 'bce' }).data.ys[1]).toEqual([0, 1, 0]);
    expect(() => settingsOf(csv, { layers: '8,1' })).toThrow('a sample has 3 targets');
  });
});

describe('rows held back', () => {
  const csv = rows(100, (i) => `${i / 7},${(i * i) % 11},${i < 20 ? 'rare' : 'common'}`);

  it('are a fifth of 50 or more, of each class alike, the same for every seed', () => {
    const { data } = settingsOf(csv);
    expect([data.xs.length, data.held?.xs.length]).toEqual([80, 20]);
    expect(data.held?.ys.filter(([y]) => y === 1)).toHaveLength(4);
    expect(settingsOf(csv, { seed: 9 }).data).toEqual(data);
    expect(settingsOf(rows(49, (i) => `${i / 7},${i % 2}`)).data.held).toBeUndefined();
  });

  it('are as many as was asked for', () => {
    expect(settingsOf(csv, { test: 0 }).data.held).toBeUndefined();
    expect(settingsOf(csv, { test: 0.5 }).data.held?.xs).toHaveLength(50);
    expect(toSettings({ ...base, data: 'moons', test: 0.25 }).data.held?.xs).toHaveLength(15);
    expect(() => settingsOf('1,2,1\n3,4,-1', { test: 0.1 })).toThrow('`--test 0.1` of 2 rows holds none back.');
  });

  it('have their loss and predictions in the record, and do not change the run', () => {
    const settings = settingsOf(csv);
    const record = done(settings);
    const { held, ...data } = settings.data;
    const alone = done({ ...settings, data });
    expect(record.held?.predictions).toHaveLength(held?.xs.length ?? 0);
    expect(record.held?.losses.map(({ iteration }) => iteration)).toEqual(Array.from({ length: 21 }, (_, i) => i));
    expect(record.iterations).toEqual(alone.iterations);
    expect(alone.held).toBeUndefined();
  });
});
