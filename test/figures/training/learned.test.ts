import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainingPictures } from '../../../src/figures/training/figures.ts';
import { drawLocally } from '../../../src/pictures/draw.ts';
import { type Picture, replySchema } from '../../../src/reply/document.ts';
import {
  momentsToWatch,
  type TrainingOptions,
  type TrainingRecord,
  type TrainingSettings,
  toSettings,
  train,
} from '../../../src/training/index.ts';

interface Trained {
  readonly settings: TrainingSettings;
  readonly runs: readonly TrainingRecord[];
}

/** A run; without the reset, the pair. */
function trained(options: Partial<TrainingOptions>): Trained {
  const settings = toSettings({ data: 'xor', seed: 1664, momentum: 0, stableTanh: false, zeroGrad: true, ...options });
  const runOf = (zeroGrad: boolean): TrainingRecord => {
    const run = train({ ...settings, zeroGrad }, momentsToWatch(settings));
    for (;;) {
      const next = run.next();
      if (next.done) return next.value;
    }
  };
  return { settings, runs: settings.zeroGrad ? [runOf(true)] : [runOf(true), runOf(false)] };
}

/** The pictures of the network itself, behind those of its loss and of a weight. */
const learned = (run: Trained, animate: boolean): Picture[] =>
  trainingPictures({ ...run, finding: 'A run', animate, detail: 'full', follows: false }).filter(
    ({ name }) => name !== 'loss' && name !== 'tracked',
  );

const pictureOf = (run: Trained): Picture => learned(run, false)[0] as Picture;
const movingOf = (run: Trained): Picture => learned(run, true)[0] as Picture;

describe('the title', () => {
  it.each<[Partial<TrainingOptions>, string]>([
    [{ data: 'moons' }, 'The network separates all 60 points.'],
    [{ data: 'moons', steps: 3 }, 'The network gets 49 of 60 points right.'],
    [{ data: 'moons', zeroGrad: false }, 'Zeroed, all 60 points are right; never zeroed, 48.'],
    [{ lr: 1, zeroGrad: false }, 'Zeroed or not, 2 of 4 points are right.'],
    [{ data: '0,0 -> 1; 1,1 -> 1' }, 'The network puts both points on one side, the right one.'],
    [{ data: '0,0 -> 1' }, 'The network gets the only point right. The only point lies on one side'],
    [{ data: '0,0 -> 1', zeroGrad: false }, 'Zeroed or not, the only point is right.'],
    [{ data: 'line' }, 'The curve follows the points: R² 0.943.'],
    [{ data: 'line', steps: 1, lr: 0.001 }, 'The curve misses the points: R² '],
    [{ data: '1 -> 2; 2 -> 2' }, 'The curve is '],
  ])('of %j says "%s"', (options, title) => {
    expect(pictureOf(trained(options)).alt.slice(0, title.length)).toBe(title);
  });
});

it('counts what the run predicts', () => {
  const one = trained({ data: 'moons', steps: 3 });
  const { predictions } = one.runs[0] as TrainingRecord;
  const right = one.settings.data.ys.filter(([y], i) => (predictions?.[i]?.[0] ?? 0) > 0 === (y as number) > 0).length;
  expect(pictureOf(one).alt).toContain(`gets ${right} of 60 points right`);
});

it('says which weights are shown when a run has overflowed', () => {
  const { alt, drawing } = pictureOf(trained({ data: 'xor', lr: 20, zeroGrad: false, steps: 60 }));
  expect(alt).toMatch(/loss \S+ after \d+ steps, the last before the math range error in iteration \d+/);
  expect(JSON.stringify(drawing)).toContain('the last before the math range error');
});

it('has no picture of a run that fails at once', () => {
  const { settings, runs } = trained({ data: '1e6,1e6 -> 1; 0,0 -> -1', lr: 100, activation: 'linear' });
  const failed = { ...(runs[0] as TrainingRecord), snapshots: [] };
  for (const animate of [false, true]) expect(learned({ settings, runs: [failed] }, animate)).toEqual([]);
});

describe('points', () => {
  const sets = (options: Partial<TrainingOptions>) => {
    const { drawing } = pictureOf(trained(options));
    if (drawing.type !== 'field') throw new Error('no field');
    return (drawing.chart['data'] as { datasets: { label: string; data: unknown[]; pointStyle: string }[] }).datasets;
  };

  it('tell their class by shape, and a ring those on the wrong side', () => {
    const found = sets({ data: 'moons', steps: 3 });
    expect(found.map(({ label, pointStyle, data }) => [label, pointStyle, data.length])).toEqual([
      ['target −1', 'circle', 30],
      ['target 1', 'triangle', 30],
      ['wrong side', 'circle', 11],
      ['output 0', 'line', 0],
    ]);
  });

  it('are drawn whole at the border too', () => {
    const found = sets({ data: 'moons', steps: 3 }) as unknown as { clip: unknown; data: unknown[] }[];
    expect(found.filter(({ data }) => data.length > 0).map(({ clip }) => clip)).toEqual([false, false, false]);
  });

  it('are thinned out where there are thousands, and the picture says so', () => {
    const rows = Array.from({ length: 2000 }, (_, i) => `${i % 50},${Math.floor(i / 50)} -> ${i % 2 ? 1 : -1}`).join(
      ';',
    );
    const picture = pictureOf(trained({ data: rows, steps: 1 }));
    expect(JSON.stringify(picture)).toContain('; 300 of 2000 points drawn');
    expect(JSON.stringify(picture).length).toBeLessThan(30_000);
  });
});

describe('the curve', () => {
  const chartOf = (options: Partial<TrainingOptions>) => {
    const { drawing } = pictureOf(trained(options));
    if (drawing.type !== 'chart') throw new Error('no chart');
    return drawing.chart as {
      options: { scales: Record<'y', { min: number; max: number }> };
      data: { datasets: { data: { y: number }[] }[] };
    };
  };
  const rangeOf = (options: Partial<TrainingOptions>) => chartOf(options).options.scales.y;

  it.each(['2 -> 3', '1 -> 2; 2 -> 2; 3 -> 2'])('is in the picture where it cannot reach the points: %s', (rows) => {
    const { min, max } = rangeOf({ data: rows, lr: 0.1, activation: 'tanh' });
    expect(min).toBeLessThan(0.99);
    expect(max).toBeGreaterThan(2);
  });

  it('does not make the points tiny where it is far off', () => {
    const { min, max } = rangeOf({ data: '0 -> 0; 1 -> 1; 1000 -> 0.5', lr: 1, activation: 'linear', steps: 1 });
    expect(max - min).toBeLessThan(6);
  });

  it('leaves the picture where it is far off, by half its height at most', () => {
    const { options, data } = chartOf({ data: '0 -> 0; 1 -> 1; 1000 -> 0.5', lr: 1, activation: 'linear', steps: 1 });
    const { min, max } = options.scales.y;
    const curve = data.datasets[0]?.data.map(({ y }) => y) ?? [];
    const beyond = Math.max(min - Math.min(...curve), Math.max(...curve) - max) / (max - min);
    expect(beyond).toBeCloseTo(0.5, 6);
  });

  it('says of how many points it draws not all', () => {
    const rows = Array.from({ length: 400 }, (_, i) => `${i / 400} -> ${i / 400}`).join(';');
    expect(pictureOf(trained({ data: rows, steps: 1 })).alt).toContain(' after 1 step. 300 of 400 points drawn. Curve');
  });
});

it('shows the output of each sample beside its target where no plane can', () => {
  const one = trained({ data: 'article' });
  const { drawing } = movingOf(one);
  const last = drawing.type === 'animation' ? drawing.frames.at(-1)?.drawing : undefined;
  if (last?.type !== 'chart') throw new Error('no chart');
  const { datasets } = last.chart['data'] as { datasets: { label: string; data: { x: string; y: number }[] }[] };
  const of = (wanted: string) => datasets.find(({ label }) => label === wanted)?.data;
  expect(of('target')).toEqual([1, -1, -1, 1].map((y, i) => ({ x: String(i + 1), y })));
  const shown = of('output')?.map(({ y }) => y) ?? [];
  expect(shown).toHaveLength(4);
  for (const [i, y] of shown.entries()) expect(y).toBeCloseTo(one.runs[0]?.predictions?.[i]?.[0] as number, 2);
});

describe('the animation', () => {
  it('starts at the start, ends at the end and holds there', () => {
    const { drawing } = movingOf(trained({ data: 'xor', steps: 100 }));
    if (drawing.type !== 'animation') throw new Error('no animation');
    expect(drawing.frames).toHaveLength(24);
    expect(JSON.stringify(drawing.frames[0])).toContain('"After 0 steps: loss ');
    expect(JSON.stringify(drawing.frames.at(-1))).toContain('"After 100 steps: loss ');
    expect(drawing.frames.at(-1)?.ms).toBeGreaterThan(10 * (drawing.frames[1]?.ms ?? 0));
  });

  it('marks in the frames after it that a run has overflowed', () => {
    const { drawing, alt } = movingOf(trained({ data: 'article', zeroGrad: false }));
    if (drawing.type !== 'animation') throw new Error('no animation');
    const marked = drawing.frames.map((frame) => JSON.stringify(frame).includes('never zeroed: ✕ math range error'));
    expect(marked).toEqual(marked.map((_, i) => i >= 11));
    expect(marked).toHaveLength(21);
    expect(alt).toContain('never zeroed: ✕ math range error');
    expect(alt).toMatch(/At the end, zeroed: loss \S+; the farthest output is 0\.\d+ from its target\./);
  });
});

/** Data and settings that are hard to draw. */
const number = fc.oneof(fc.constantFrom(0, 1, -1e6, 1e6, 1e-9), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
const rowsOf = (inputs: number, target: fc.Arbitrary<number>) =>
  fc
    .array(fc.tuple(fc.array(number, { minLength: inputs, maxLength: inputs }), target), { minLength: 1, maxLength: 6 })
    .map((rows) => rows.map(([x, y]) => `${x.map(plain).join(',')} -> ${plain(y)}`).join(';'));
const plain = (value: number): string => value.toFixed(9);
const data = fc.oneof(
  rowsOf(2, fc.constantFrom(-1, 1)),
  rowsOf(2, fc.constantFrom(0, 1)),
  rowsOf(1, number),
  rowsOf(3, number),
);
/** Two rows of two classes, and others. */
const classes = fc.oneof(
  rowsOf(2, fc.constantFrom(0, 1, 2)).map((rows) => `0,1 -> 0; 1,0 -> 1; ${rows}`),
  rowsOf(3, fc.constantFrom(0, 1, 2)).map((rows) => `0,1,2 -> 0; 1,0,0 -> 1; ${rows}`),
);
const trainedOn = (data: fc.Arbitrary<string>, loss: 'ce' | undefined) =>
  fc.record({
    data,
    loss: fc.constant(loss),
    activation: fc.constantFrom('tanh', 'relu', 'sigmoid', 'linear'),
    lr: fc.constantFrom(0.01, 1, 100),
    steps: fc.constantFrom(1, 2, 12),
    zeroGrad: fc.boolean(),
  });
const hard = fc.oneof(trainedOn(data, undefined), trainedOn(classes, 'ce'));

it('is a valid picture whatever the data and however the run ends', async () => {
  const drawn = fc.asyncProperty(hard, async (options) => {
    const { settings, runs } = trained(options as Partial<TrainingOptions>);
    const [still] = learned({ settings, runs }, false);
    const found = [still, ...learned({ settings, runs }, true)];
    for (const picture of found) {
      if (picture === undefined) continue;
      expect(replySchema.safeParse({ nodes: [picture] }).error).toBeUndefined();
      expect(JSON.stringify(picture)).not.toMatch(/NaN|Infinity|null|undefined/);
    }
    if (still !== undefined) expect((await drawLocally(still, 'light')).length).toBeGreaterThan(5000);
  });
  const narrow = '999995.65,0 -> 0; 1000000,0 -> 0';
  const examples: [TrainingOptions][] = [
    [{ data: narrow, activation: 'relu', lr: 0.01, steps: 1, zeroGrad: false } as TrainingOptions],
  ];
  await fc.assert(drawn, { numRuns: 40, examples: examples as never });
});
