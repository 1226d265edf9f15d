import type { Random } from '../../engine/index.ts';
import { type TrainingRecord, type TrainingSettings, toSettings, train } from '../../training/index.ts';
import { pick } from './random.ts';

/** What a run for a question is made of. */
export interface RunOf {
  readonly random: Random;
  readonly lr: number;
  readonly steps: number;
  readonly zeroGrad?: boolean;
  /** Inputs are multiplied by this: large ones saturate the neurons from the start. */
  readonly scale?: number;
  /** Neurons a layer; the article's 4,4,1 if left out. */
  readonly layers?: string;
  /** The start of the weights; drawn if left out. */
  readonly seed?: number;
}

const SEEDS = 100_000;

export const drawSeed = (random: Random): number => Math.floor(random.random() * SEEDS);

/** A real run on the article's four samples, with a tanh that does not overflow. */
export function articleRun(of: RunOf): TrainingRecord {
  const settings = toSettings({
    data: 'article',
    layers: of.layers,
    lr: of.lr,
    steps: of.steps,
    seed: of.seed ?? drawSeed(of.random),
    momentum: 0,
    stableTanh: true,
    zeroGrad: of.zeroGrad ?? true,
  });
  return finished({ ...settings, data: scaled(settings, of.scale ?? 1) });
}

/** What the network of {@link targetsRun} reads. */
const COORDINATES = [-1, -0.5, 0, 0.5, 1, 1.5, 2, 3];
const INPUTS = 3;

/** A run of the article's network on so many samples of its own, each with a target of 1 or -1; nothing is ever reset. */
export function targetsRun({ random, targets, ...of }: RunOf & { readonly targets: number }): TrainingRecord {
  const settings = toSettings({
    data: 'article',
    lr: of.lr,
    steps: of.steps,
    seed: drawSeed(random),
    momentum: 0,
    stableTanh: true,
    zeroGrad: false,
  });
  const xs = Array.from({ length: targets }, () => Array.from({ length: INPUTS }, () => pick(random, COORDINATES)));
  const ys = xs.map(() => [pick(random, [1, -1])]);
  return finished({ ...settings, data: { ...settings.data, xs, ys }, batch: targets });
}

const scaled = ({ data }: TrainingSettings, by: number): TrainingSettings['data'] => ({
  ...data,
  xs: data.xs.map((row) => row.map((x) => x * by)),
});

function finished(settings: TrainingSettings): TrainingRecord {
  const run = train(settings);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

/** The loss of each iteration, and after the last update. */
export const lossesOf = ({ iterations, lossAfter }: TrainingRecord): number[] => [
  ...iterations.map(({ loss }) => loss),
  ...(lossAfter === undefined ? [] : [lossAfter]),
];

/** How often the loss goes up by more than a tenth. */
export const jumps = (losses: readonly number[]): number =>
  losses.filter((loss, i) => i > 0 && loss > 1.1 * (losses[i - 1] as number) && loss > 0.5).length;
