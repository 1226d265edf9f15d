import { describe, expect, it } from 'vitest';
import { trainingPictures } from '../../../src/figures/training/figures.ts';
import { type Picture, replySchema } from '../../../src/reply/document.ts';
import {
  predictor,
  type TrainingOptions,
  type TrainingRecord,
  toSettings,
  train,
  unscaled,
} from '../../../src/training/index.ts';

/** What is drawn in brief, by its names, and the network at the end. */
function drawn(options: Partial<TrainingOptions>) {
  const settings = toSettings({ data: 'xor', seed: 1664, momentum: 0, stableTanh: false, zeroGrad: true, ...options });
  const runs = (settings.zeroGrad ? [true] : [true, false]).map((zeroGrad): TrainingRecord => {
    const run = train({ ...settings, zeroGrad });
    for (;;) {
      const next = run.next();
      if (next.done) return next.value;
    }
  });
  const shown = unscaled(settings);
  const pictures = trainingPictures({
    settings: shown,
    runs,
    finding: 'A run',
    animate: false,
    detail: 'brief',
    follows: false,
  });
  expect(replySchema.safeParse({ nodes: pictures }).error).toBeUndefined();
  const predict = predictor(shown, runs[0]?.snapshots.at(-1)?.parameters ?? []);
  return { names: pictures.map(({ name }) => name), picture: pictures.find(isPredicted), predict, settings: shown };
}

const isPredicted = ({ name }: Picture): boolean => name === 'predicted';

interface PointSet {
  readonly label: string;
  readonly pointStyle: string;
  readonly backgroundColor: string;
  readonly data: readonly { x: number; y: number }[];
}

function chartOf(picture: Picture | undefined) {
  if (picture?.drawing.type !== 'chart') throw new Error('no chart');
  const { data, options } = picture.drawing.chart as never as {
    data: { datasets: PointSet[] };
    options: { scales: Record<'x' | 'y', { title: { text: string }; min: number; max: number }> };
  };
  return { sets: data.datasets, x: options.scales.x, y: options.scales.y };
}

/** Prices in thousands, from two numbers. */
const HOUSES = `size,rooms,price\n${Array.from({ length: 60 }, (_, i) => {
  const [size, rooms] = [40 + ((i * 37) % 120), 1 + ((i * 7) % 6)];
  return `${size},${rooms},${1800 * size + 9000 * rooms + ((i * 7919) % 20000)}`;
}).join('\n')}`;

describe('which runs have predictions to show', () => {
  it.each<[string, Partial<TrainingOptions>, string[]]>([
    ['a number from two inputs', { csv: HOUSES }, ['loss', 'predicted']],
    ['a number from rows typed', { data: '1,2,0 -> 3; 2,3,1 -> 5; 0,1,1 -> 2' }, ['loss', 'predicted']],
    ['a number from one input', { data: 'line' }, ['loss', 'fit']],
    ['two classes', { data: 'moons' }, ['loss', 'boundary']],
    ['two classes from three inputs', { data: 'article' }, ['loss']],
    ['three classes', { data: 'iris' }, ['loss', 'regions']],
  ])('%s', (_, options, names) => {
    expect(drawn(options).names).toEqual(names);
  });
});

describe('predicted by true values', () => {
  const { picture, predict, settings } = drawn({ csv: HOUSES });
  const { sets, x, y } = chartOf(picture);
  const named = (name: string) => sets.find(({ label }) => label === name) as PointSet;

  it('are those of the network, in the units of the file, of both parts by another shape', () => {
    const { xs, ys, held } = settings.data;
    const parts = [
      [named('rows learned from'), { xs, ys }],
      [named('rows held back'), held ?? { xs, ys }],
    ] as const;
    for (const [{ data }, rows] of parts) {
      expect(data).toHaveLength(rows.xs.length);
      for (const [i, point] of data.entries()) {
        const [price] = rows.ys[i] as [number];
        expect(Math.abs(point.x / price - 1)).toBeLessThan(1e-4);
        expect(Math.abs(point.y / (predict(rows.xs[i] ?? [])[0] as number) - 1)).toBeLessThan(1e-4);
      }
    }
    expect(parts.map(([{ data }]) => data.length)).toEqual([48, 12]);
    expect(HOUSES).toContain(`,${Math.round(held?.ys[0]?.[0] ?? 0)}`);
    expect(new Set(parts.map(([{ pointStyle }]) => pointStyle)).size).toBe(2);
    expect(new Set(parts.map(([{ backgroundColor }]) => backgroundColor)).size).toBe(2);
  });

  it('have the same scale on both axes, named by the column, and the line between their corners', () => {
    expect([x.title.text, y.title.text]).toEqual(['true price', 'predicted price']);
    expect([x.min, x.max]).toEqual([y.min, y.max]);
    expect(named('equal').data).toEqual([
      { x: x.min, y: y.min },
      { x: x.max, y: y.max },
    ]);
  });

  it('are told in numbers', () => {
    expect(picture?.alt).toMatch(
      /^The predictions follow the targets: R² 0\.9\d+ on 12 rows held back, 0\.9\d+ on the 48 rows learned from\. Off by \d+ on average, by \d+ on the rows held back; loss 0\.0\d+ after 200 steps\. Predicted price over true price, which goes from \d+ to \d+, with the line where both are equal: circles are rows learned from; triangles are rows held back\.$/,
    );
  });
});

it('of a pair have four looks', () => {
  const { picture } = drawn({ csv: HOUSES, zeroGrad: false });
  const { sets } = chartOf(picture);
  expect(new Set(sets.map(({ pointStyle, backgroundColor }) => `${pointStyle} ${backgroundColor}`)).size).toBe(5);
  expect(picture?.alt).toMatch(/^R² of the predictions on 12 rows held back: zeroed 0\.\d+, never zeroed −?\d/);
});

it.each<[Partial<TrainingOptions>, string]>([
  [{ data: '1,2 -> 3; 2,3 -> 5' }, '2 predictions beyond the scale stand at the edge.'],
  [{ data: '1,2 -> 3; 2,3 -> 3' }, 'The predictions are 2 off on average. '],
  [{ data: '1,2 -> 3; 2,3 -> 3' }, 'Output over target, which is 3, with the line'],
  [{ data: '1,2 -> 3; 2,3 -> 3', zeroGrad: false }, 'Off on average: zeroed 2, never zeroed 2.'],
])('of %j says "%s"', (options, words) => {
  expect(drawn(options).picture?.alt).toContain(words);
});
