import { Random } from '../../../src/engine/index.ts';
import {
  classesOf,
  isRight,
  type TrainingOptions,
  type TrainingRecord,
  type TrainingSettings,
  toSettings,
  train,
  trainingOptions,
} from '../../../src/training/index.ts';
import type { CauseName } from '../../../src/tutor/doctor/causes/index.ts';

export type Options = Partial<TrainingOptions>;

export interface Run {
  readonly options: TrainingOptions;
  readonly settings: TrainingSettings;
  readonly record: TrainingRecord;
}

/** A run with these options, and a table of a file where there is one. */
export function runOf({ csv, ...given }: Options): Run {
  const options = { ...trainingOptions.parse({}), ...given, csv };
  const settings = toSettings(options);
  const work = train(settings);
  for (;;) {
    const next = work.next();
    if (next.done) return { options, settings, record: next.value };
  }
}

/** The share of the targets' variance that is left, or of what a constant answer gets wrong in another loss. */
export function leftOf({ settings, record }: Run): number {
  const { ys } = settings.data;
  const outputs = record.predictions;
  if (outputs === undefined) return Number.POSITIVE_INFINITY;
  let [error, spread] = [0, 0];
  for (const k of (ys[0] ?? []).keys()) {
    const mean = ys.reduce((sum, row) => sum + (row[k] ?? 0), 0) / ys.length;
    for (const [i, row] of ys.entries()) {
      error += ((row[k] ?? 0) - (outputs[i]?.[k] ?? 0)) ** 2;
      spread += ((row[k] ?? 0) - mean) ** 2;
    }
  }
  return error / spread;
}

/** Of the class that fares worse, the share that is right. */
function worstClass({ settings, record }: Run): number | undefined {
  const classes = classesOf(settings);
  if (classes === undefined) return undefined;
  const rows = settings.data.ys.map(([target = 0], i) => ({
    target,
    right: isRight(classes, record.predictions?.[i]?.[0] ?? classes.threshold, target),
  }));
  const shares = [...Map.groupBy(rows, ({ target }) => target).values()].map(
    (some) => some.filter(({ right }) => right).length / some.length,
  );
  return Math.min(...shares);
}

/** What data somebody brings: how it is given, and which share of its targets no network can know. */
interface Data {
  readonly options: Options;
  readonly noise: number;
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random.uniform(0, list.length))] as T;
const whole = (random: Random, from: number, to: number): number => Math.floor(random.uniform(from, to + 1));
const seedOf = (random: Random): number => whole(random, 0, 100_000);
const logUniform = (random: Random, from: number, to: number): number =>
  Number(Math.exp(random.uniform(Math.log(from), Math.log(to))).toPrecision(2));
const fixed = (value: number): string => String(Number(value.toPrecision(4)));
const rowsText = (rows: readonly { x: readonly number[]; y: number }[]): string =>
  rows.map(({ x, y }) => `${x.map(fixed).join(', ')} -> ${fixed(y)}`).join('; ');
const rowsFile = (rows: readonly { x: readonly number[]; y: number }[]): string =>
  [
    [...(rows[0]?.x ?? []).map((_, i) => `in${i + 1}`), 'out'].join(','),
    ...rows.map(({ x, y }) => [...x.map(fixed), fixed(y)].join(',')),
  ].join('\n');

/** Rows of a smooth function of one to four inputs, with noise that is a known share of the targets' variance. */
function regression(
  random: Random,
  {
    rows = whole(random, 6, 60),
    scale = 0.9,
    shift = 0,
    noisy = true,
    units = [0, 1] as readonly [number, number],
  } = {},
) {
  const inputs = whole(random, 1, 4);
  const slopes = Array.from({ length: inputs }, () => random.uniform(-1, 1) || 1);
  const bend = random.uniform(-1, 1);
  const made = Array.from({ length: rows }, () => {
    const x = Array.from({ length: inputs }, () => random.uniform(-1, 1));
    return { x, y: x.reduce((sum, value, i) => sum + value * (slopes[i] as number), bend * (x[0] as number) ** 2) };
  });
  const mean = made.reduce((sum, { y }) => sum + y, 0) / rows;
  const most = Math.max(...made.map(({ y }) => Math.abs(y - mean)));
  const level = noisy && rows >= 20 ? pick(random, [0, 0, 0.1, 0.25]) : 0;
  const deviation = Math.sqrt(made.reduce((sum, { y }) => sum + (y - mean) ** 2, 0) / rows) / most;
  const [middle, half] = units;
  const drawn = made.map(({ x, y }) => ({
    x: x.map((value) => middle + half * value),
    y: shift + (scale * ((y - mean) / most + deviation * level * random.normal())) / (1 + level),
  }));
  return { rows: drawn, noise: level ** 2 / (1 + level ** 2) };
}

/** Two clouds with a gap between them, in two to four inputs; `overlap` moves them together. */
function clouds(
  random: Random,
  {
    rows = whole(random, 16, 60),
    larger = 0.5,
    distance = 2.5,
    low = -1,
    units = undefined as readonly (readonly [number, number])[] | undefined,
  } = {},
) {
  const inputs = units?.length ?? whole(random, 2, 4);
  const direction = Array.from({ length: inputs }, () => random.normal());
  const length = Math.hypot(...direction);
  return Array.from({ length: rows }, (_, i) => {
    const high = (i + 0.5) / rows >= larger;
    const x = direction.map((part) => ((high ? 1 : -1) * distance * part) / (2 * length) + 0.5 * random.normal());
    const towards = x.reduce((sum, value, k) => sum + (value * (direction[k] as number)) / length, 0);
    // Of two clouds with deviation 0.5 as far apart as this, each as likely.
    const best = Math.tanh((2 * distance * towards) / 2);
    return {
      best: low === 0 ? (best + 1) / 2 : best,
      x: x.map((value, k) => (units?.[k]?.[0] ?? 0) + (units?.[k]?.[1] ?? 1) * value),
      y: high ? 1 : low,
    };
  });
}

const PRESETS = ['xor', 'and', 'or', 'moons', 'circles', 'blobs', 'line'] as const;

/** Settings in which most starts learn: presets and own rows, inline or as a file, in several sizes. */
function setting(random: Random): Data {
  const seed = seedOf(random);
  const kind = pick(random, ['preset', 'preset', 'preset', 'rows', 'classes', 'file'] as const);
  if (kind === 'preset') {
    const data = pick(random, [...PRESETS, 'article', 'spiral']);
    const gates = ['xor', 'and', 'or', 'article'].includes(data);
    const sure = data === 'article' ? { lr: 0.1 } : {};
    const varied: Options[] = [
      {},
      {},
      { activation: 'relu', lr: gates ? 0.02 : 0.1, steps: 300 },
      gates ? { layers: '6,1' } : { layers: data === 'spiral' ? '16,16,1' : '12,8,1' },
      gates ? { lr: 0.05, steps: 200 } : { batch: 15, lr: 0.1, steps: 400 },
      data === 'line' ? {} : { loss: gates ? 'sse' : 'bce', steps: gates ? 200 : 300 },
    ];
    return { options: { data, seed, ...sure, ...pick(random, varied) }, noise: 0 };
  }
  if (kind === 'rows' || kind === 'file') {
    const { rows, noise } = regression(random);
    const few = rows.length <= 10;
    const usual: Options = { seed, loss: few ? 'sse' : 'mse', lr: few ? 0.05 : 0.2, steps: 400 };
    const shape = pick<Options>(random, [
      { layers: '4,1' },
      { layers: '6,4,1' },
      { layers: '8,1', last: 'linear', lr: few ? 0.02 : 0.1 },
    ]);
    const source = kind === 'rows' ? { data: rowsText(rows) } : { csv: rowsFile(rows) };
    return { options: { ...source, ...usual, ...shape }, noise };
  }
  const rows = clouds(random);
  return {
    options: {
      data: rowsText(rows),
      seed,
      loss: 'mse',
      lr: 0.2,
      steps: 200,
      layers: pick(random, ['4,1', '4,4,1', '8,1']),
    },
    noise: 0,
  };
}

/** Did a run learn what there is to learn? By its answers alone, not by its course. */
function learned(run: Run, noise = 0): boolean {
  const worst = worstClass(run);
  const left = leftOf(run);
  return worst === undefined ? left < noise * 1.3 + 0.08 : worst >= 0.95 && left < 0.3;
}

/** It did clearly not. */
const failed = (run: Run, noise = 0): boolean =>
  run.record.predictions === undefined || leftOf(run) > noise * 1.5 + 0.3;

interface Drawn extends Data {
  readonly run: Run;
}

function healthySetting(random: Random): Drawn {
  for (;;) {
    const data = setting(random);
    const run = runOf(data.options);
    if (learned(run, data.noise)) return { ...data, run };
  }
}

/** A run that learned; some with noise that nothing can learn, and some whose classes overlap. */
export function healthy(seed: number): Run {
  const random = new Random(seed);
  if (seed % 6 !== 5) return healthySetting(random).run;
  for (;;) {
    const low = pick(random, [-1, 0]);
    const rows = clouds(random, { distance: random.uniform(1, 1.6), rows: whole(random, 30, 80), low });
    const run = runOf({
      data: rowsText(rows),
      seed: seedOf(random),
      loss: pick(random, ['mse', 'bce']),
      lr: pick(random, [0.3, 1]),
      steps: 300,
      layers: pick(random, ['4,1', '4,4,1', '1']),
      activation: low === 0 ? 'sigmoid' : 'tanh',
    });
    const mean = rows.reduce((sum, { y }) => sum + y, 0) / rows.length;
    const [error, spread] = [0, 1].map((k) =>
      rows.reduce((sum, { y, best }) => sum + (y - (k === 0 ? best : mean)) ** 2, 0),
    ) as [number, number];
    if (leftOf(run) <= 1.3 * (error / spread)) return run;
  }
}

type Plant = (random: Random) => Options | undefined;

/** Each cause as it is planted: the options of a run that is sick of it and of nothing else, or undefined to draw again. */
const PLANTS: Partial<Record<CauseName, Plant>> = {
  'never-zeroed': (random) => {
    const { options, noise } = healthySetting(random);
    const sick = { ...options, zeroGrad: false };
    return failed(runOf(sick), noise) ? sick : undefined;
  },
  'targets-outside': (random) => {
    const seed = seedOf(random);
    if (random.uniform(0, 1) < 0.4) {
      const base: Options = {
        data: pick(random, PRESETS.slice(0, 6)),
        activation: 'sigmoid',
        seed,
        steps: 1500,
        loss: 'mse',
        lr: 1,
      };
      const right = runOf({ ...base, last: 'tanh' });
      return learned(right) && failed(runOf(base)) ? base : undefined;
    }
    const scale = logUniform(random, 3, 100);
    const { rows, noise } = regression(random, {
      scale,
      shift: random.uniform(-1, 1) * scale,
      rows: whole(random, 3, 40),
    });
    const base: Options = {
      data: rowsText(rows),
      seed,
      loss: 'mse',
      lr: pick(random, [0.001, 0.003, 0.01, 0.03]),
      layers: pick(random, ['4,1', '4,4,1', '8,1']),
      steps: 1500,
    };
    const sick = { ...base, activation: pick(random, ['tanh', 'sigmoid'] as const) };
    return learned(runOf({ ...sick, last: 'linear' }), noise) && failed(runOf(sick), noise) ? sick : undefined;
  },
  'inputs-unscaled': (random) => {
    const seed = seedOf(random);
    const common: Options = {
      seed,
      loss: 'mse',
      lr: 0.2,
      steps: 200,
      layers: pick(random, ['4,1', '4,4,1', '8,1']),
      activation: pick(random, ['tanh', 'tanh', 'sigmoid'] as const),
    };
    const low = common.activation === 'sigmoid' ? 0 : -1;
    const units: readonly (readonly [number, number])[] = pick(random, [
      [
        [170, 8],
        [68, 9],
      ],
      [
        [20, 5],
        [1010, 12],
      ],
      [
        [90, 30],
        [3, 1],
        [1975, 20],
      ],
      [
        [55, 12],
        [120, 15],
      ],
    ]);
    const isClasses = random.uniform(0, 1) < 0.7;
    const drawn = isClasses
      ? { rows: clouds(random, { units, low, distance: 4 }), noise: 0 }
      : regression(random, {
          units: pick(random, [
            [50, 30],
            [1000, 300],
            [15, 10],
          ] as const),
          scale: 0.8,
          rows: whole(random, 10, 50),
        });
    const base = {
      ...common,
      ...(isClasses ? {} : { activation: 'tanh' as const, steps: 600 }),
      data: rowsText(drawn.rows),
    };
    return learned(runOf({ ...base, scale: 'standard' }), drawn.noise) && failed(runOf(base), drawn.noise)
      ? base
      : undefined;
  },
  'sum-of-many': (random) => {
    const { options, noise, run } = healthySetting(random);
    if (run.settings.loss !== 'mse' || run.settings.batch < 15) return undefined;
    const sick: Options = { ...options, loss: 'sse' };
    return failed(runOf(sick), noise) ? sick : undefined;
  },
  'rate-too-large': (random) => {
    const { options, noise, run } = healthySetting(random);
    const sick = {
      ...options,
      lr: Math.min(100, Number((run.settings.learningRate * logUniform(random, 5, 60)).toPrecision(2))),
    };
    return failed(runOf(sick), noise) ? sick : undefined;
  },
  'dead-units': (random) => {
    const base: Options = {
      activation: 'relu',
      layers: pick(random, ['2,1', '3,1', '4,1', '3,3,1', '4,2,1']),
      loss: 'mse',
      lr: 0.05,
      steps: 400,
    };
    const made =
      random.uniform(0, 1) < 0.5
        ? clouds(random, {
            units: [
              [2, 0.5],
              [2, 0.5],
            ],
            distance: 3,
          })
        : regression(random, { units: [1, 1], noisy: false }).rows;
    const data = pick(random, [rowsText(made), rowsText(made), 'moons', 'circles', 'blobs']);
    const sick = { ...base, data, seed: seedOf(random) };
    const run = runOf(sick);
    const silent = silentUnits(run);
    const others = [1, 2, 3, 4].filter((more) => learned(runOf({ ...sick, seed: sick.seed + 10 * more })));
    return silent && failed(run) && others.length >= 2 ? sick : undefined;
  },
  'same-start': (random) => {
    const { options, noise } = healthySetting(random);
    const sick: Options = { ...options, init: 'zero' };
    return failed(runOf(sick), noise) ? sick : undefined;
  },
  vanishes: (random) => {
    const depth = whole(random, 3, 5);
    const layers = [...Array.from({ length: depth }, () => whole(random, 4, 8)), 1].join(',');
    const base: Options = {
      data: pick(random, ['moons', 'circles', 'blobs']),
      layers,
      loss: 'bce',
      lr: pick(random, [0.2, 0.5]),
      steps: 300,
      seed: seedOf(random),
    };
    const sick: Options = { ...base, activation: 'sigmoid' };
    return learned(runOf({ ...base, activation: 'tanh' })) && failed(runOf(sick)) ? sick : undefined;
  },
  'rate-too-small': (random) => {
    const { options, noise, run } = healthySetting(random);
    const sick = { ...options, lr: Number((run.settings.learningRate / logUniform(random, 10, 300)).toPrecision(2)) };
    return failed(runOf(sick), noise) ? sick : undefined;
  },
  'few-neurons': (random) => {
    const data = pick(random, ['xor', 'circles', 'circles', 'spiral', 'spiral', 'moons']);
    const layers = pick(
      random,
      { xor: ['1', '1,1'], circles: ['1', '1,1', '2,1'], spiral: ['2,1', '3,1', '4,1', '2,2,1'], moons: ['1', '1,1'] }[
        data
      ] as string[],
    );
    const base: Options = { data, seed: seedOf(random), ...(data === 'xor' ? {} : { lr: pick(random, [0.2, 0.5]) }) };
    const sick = { ...base, layers };
    const starts = [0, 1, 2, 3].filter((more) => learned(runOf({ ...sick, seed: (sick.seed as number) + more })));
    return learned(runOf(base)) && starts.length === 0 && failed(runOf(sick)) ? sick : undefined;
  },
  'one-sided': (random) => {
    const data = { distance: random.uniform(1.2, 2), rows: whole(random, 40, 80) };
    const seed = seedOf(random);
    const common: Options = {
      loss: 'mse',
      lr: pick(random, [0.02, 0.05, 0.1]),
      steps: pick(random, [60, 100]),
      layers: pick(random, ['1', '4,1', '4,4,1']),
      seed,
    };
    const shape = whole(random, 0, 1e9);
    const balanced = runOf({ ...common, data: rowsText(clouds(new Random(shape), data)) });
    if ((worstClass(balanced) ?? 0) < 0.8) return undefined;
    const sick = {
      ...common,
      data: rowsText(clouds(new Random(shape), { ...data, larger: random.uniform(0.88, 0.96) })),
    };
    const run = runOf(sick);
    const sides = new Set(run.record.predictions?.map(([output = 0]) => output > 0));
    return sides.size === 1 && worstClass(run) === 0 ? sick : undefined;
  },
  plateau: (random) => {
    const base = pick<Options>(random, [
      {
        data: 'xor',
        layers: pick(random, ['2,1', '3,1', '4,1', '4,4,1']),
        lr: pick(random, [0.05, 0.1]),
        steps: 300,
      },
      {
        data: 'article',
        layers: pick(random, ['4,4,1', '6,1', '3,3,1']),
        lr: pick(random, [0.1, 0.2, 0.4]),
        steps: 100,
      },
      {
        data: pick(random, ['moons', 'circles', 'spiral']),
        layers: pick(random, ['6,1', '8,4,1']),
        lr: pick(random, [0.1, 0.3]),
        steps: 500,
      },
    ]);
    const seed = seedOf(random);
    const at = (more: Options): Run => runOf({ ...base, seed, ...more });
    const stuck = at({});
    if (!failed(stuck) || stuck.record.lossAfter === undefined) return undefined;
    const then = stuck.record.iterations[Math.floor(stuck.record.iterations.length / 2)]?.loss ?? 0;
    if (Math.abs(then - stuck.record.lossAfter) > 0.02 * then) return undefined;
    const rates = [1 / 9, 1 / 3, 3, 9].map((factor) => at({ lr: stuck.settings.learningRate * factor }));
    const others = [10, 20, 30, 40].map((more) => at({ seed: seed + more }));
    return rates.every((other) => failed(other)) && others.filter((other) => learned(other)).length >= 2
      ? { ...base, seed }
      : undefined;
  },
  overfitting: (random) => {
    const rows = clouds(random, { rows: whole(random, 30, 60), distance: random.uniform(0.4, 0.9) });
    const base: Options = {
      csv: rowsFile(rows),
      test: 0.35,
      loss: 'mse',
      lr: pick(random, [0.5, 1]),
      layers: pick(random, ['12,12,1', '16,1', '16,16,1']),
      seed: seedOf(random),
    };
    const sick = { ...base, steps: 2000 };
    const [short, long] = [runOf({ ...base, steps: 40 }), runOf(sick)];
    const heldLoss = ({ record }: Run): number => record.held?.losses.at(-1)?.loss ?? Number.NaN;
    return learned(long) && heldLoss(long) > 1.5 * heldLoss(short) ? sick : undefined;
  },
};

/** Does the hidden layer answer 0 for every sample, or nearly all of it? Found by moving its inputs: nothing follows. */
function silentUnits({ settings, record }: Run): boolean {
  const outputs = record.predictions?.map(([output = 0]) => output) ?? [];
  return settings.activations[0] === 'relu' && Math.max(...outputs) - Math.min(...outputs) < 1e-9;
}

export const PLANTED = Object.keys(PLANTS) as CauseName[];

export interface SickRun extends Run {
  readonly cause: CauseName;
}

/** A run with one cause planted in a setting that learns without it. */
export function sick(cause: CauseName, seed: number): SickRun {
  const random = new Random(1000 * seed + PLANTED.indexOf(cause));
  for (;;) {
    const options = PLANTS[cause]?.(random);
    if (options !== undefined) return { cause, ...runOf(options) };
  }
}
