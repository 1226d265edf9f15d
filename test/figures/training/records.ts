import { pictureOf } from '../../../src/figures/figure.ts';
import { lossFigure } from '../../../src/figures/training/loss.ts';
import { trackedFigure } from '../../../src/figures/training/tracked.ts';
import type { Picture } from '../../../src/reply/document.ts';
import type { Iteration, TrainingRecord } from '../../../src/training/record.ts';

/** The Chart.js configuration of a picture that is a chart. */
export function chartOf({ drawing }: Picture): Record<string, unknown> {
  if (drawing.type !== 'chart') throw new Error(`a ${drawing.type} is no chart`);
  return drawing.chart;
}

export const lossPicture = (runs: readonly TrainingRecord[], title: string): Picture =>
  pictureOf('loss', lossFigure(runs, title));

export const trackedPicture = (runs: readonly TrainingRecord[], tracked: string): Picture =>
  pictureOf('tracked', trackedFigure(runs, tracked));

/** A run with these losses; everything else can be changed. The last loss is the one after the last update. */
export function run(losses: readonly number[], changes: Partial<TrainingRecord> = {}): TrainingRecord {
  const iterations = losses.slice(0, -1).map((loss, iteration) => step({ iteration, loss }));
  return {
    zeroGrad: true,
    iterations,
    lossAfter: losses.at(-1),
    predictions: [],
    failure: undefined,
    snapshots: [],
    ...changes,
  };
}

const step = (changes: Partial<Iteration>): Iteration => ({
  iteration: 0,
  loss: 1,
  weight: 0.5,
  gradient: 0.1,
  freshNorm: 1,
  staleNorm: 0,
  saturated: 0,
  wrong: 0,
  ...changes,
});

/** Rows of loss, weight, gradient, norm of the fresh and of the stale gradient. */
const iterationsOf = (rows: readonly (readonly [number, number, number, number, number])[]): Iteration[] =>
  rows.map(([loss, weight, gradient, freshNorm, staleNorm], iteration) =>
    step({ iteration, loss, weight, gradient, freshNorm, staleNorm }),
  );

/** The article's network from seed 1664 with learning rate 0.4. */
export const zeroed: TrainingRecord = {
  ...run([]),
  iterations: iterationsOf([
    [6.3, -0.615, -0.0129, 10, 0],
    [0.0245, -0.61, 0.167, 0.43, 0],
    [0.00126, -0.676, 0.0079, 0.019, 0],
    [0.00112, -0.68, 0.00694, 0.017, 0],
    [0.00102, -0.682, 0.0062, 0.015, 0],
    [0.000933, -0.685, 0.00562, 0.013, 0],
    [0.000864, -0.687, 0.00515, 0.012, 0],
    [0.000807, -0.689, 0.00476, 0.011, 0],
  ]),
  lossAfter: 0.000758,
};

/** The same start, never zeroed: it sits near 8 and stops with an overflow. */
export const neverZeroed: TrainingRecord = {
  zeroGrad: false,
  iterations: iterationsOf([
    [6.3, -0.615, -0.0129, 10, 0],
    [0.0245, -0.61, 0.154, 0.43, 10],
    [1.67, -0.671, 6.47, 58, 10],
    [8, -3.26, 6.47, 9.1e-6, 58],
    [8, -5.85, 6.47, 7.6e-8, 58],
    [8, -8.43, 6.47, 5.3e-10, 58],
    [8, -11, 6.47, 3.4e-12, 58],
    [8, -13.6, 6.47, 2.2e-14, 58],
    [8, -16.2, 6.47, 0, 58],
    [4.02, -18.8, 5.85, 21, 58],
    [4, -21.1, 5.85, 2.2e-9, 62],
  ]),
  lossAfter: undefined,
  predictions: undefined,
  failure: { iteration: 11, sample: 0, place: 'layers[0].neurons[2]', operation: 'tanhByExp', operand: 355.1 },
  snapshots: [],
};

const overflow = { iteration: 0, sample: 0, place: 'loss', operation: 'pow', operand: 1e200 } as const;
const steep = [1, 1e3, 1e20, 1e80, 1e200];

/** Runs that are hard to draw. */
export const extremes: Record<string, readonly TrainingRecord[]> = {
  'no run': [],
  'one iteration': [run([3, 2])],
  'failure in iteration 0': [run([], { failure: overflow })],
  'a parameter that is not finite': [run([2, 3], { failure: { ...overflow, iteration: 2, operation: undefined } })],
  'constant loss': [run(Array(20).fill(8))],
  'loss 0': [run(Array(10).fill(0))],
  'loss 1e-20': [run(Array(10).fill(1e-20))],
  'loss 5e-324': [run([1, 5e-324, 0])],
  'loss from 1 to 1e-20 and 0': [run([6, 0.02, 0, 1e-20, 8, 8]), run([6, 1e-9, 0], { zeroGrad: false })],
  'loss up to 1e200': [run(steep)],
  'values not finite': [run([1, Number.POSITIVE_INFINITY, Number.NaN, 2])],
  'weights and gradients of any size': [
    run([], {
      iterations: [-1e308, 1e-20, 0, 5e-324, 1e308, Number.NEGATIVE_INFINITY, Number.NaN].map((weight, iteration) =>
        step({ iteration, weight, gradient: -weight }),
      ),
    }),
  ],
  'gradients of 1e-20': [run([], { iterations: [1e-20, -1e-20].map((gradient) => step({ gradient, weight: 0 })) })],
  'ten thousand iterations': [run(Array.from({ length: 10_000 }, (_, i) => 1 / (i + 1)))],
};
