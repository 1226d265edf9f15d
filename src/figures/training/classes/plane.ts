import { largest, predictor, type TrainingSettings } from '../../../training/index.ts';
import type { Moment } from '../moments.ts';

/** Two inputs of a network, and what its other inputs are while these change. */
export interface Slice {
  readonly inputs: readonly [x: number, y: number];
  /** Does it have other inputs? */
  readonly cuts: boolean;
  /** All inputs at a place of the plane: the others at their mean. */
  readonly at: (x: number, y: number) => readonly number[];
}

/** Samples that are looked at to find the inputs that matter. */
const SAMPLES = 500;

/** The plane of both inputs; of more those two without which the network is most often wrong. */
export function sliceOf(settings: TrainingSettings, moment: Moment): Slice {
  const { xs } = settings.data;
  const count = xs[0]?.length ?? 0;
  const means = Array.from(
    { length: count },
    (_, i) => xs.reduce((sum, row) => sum + (row[i] as number), 0) / xs.length,
  );
  const [x = 0, y = 1] = count === 2 ? [0, 1] : mostImportant(settings, moment, means).sort((a, b) => a - b);
  return {
    inputs: [x, y],
    cuts: count > 2,
    at: (first, second) => means.map((mean, i) => (i === x ? first : i === y ? second : mean)),
  };
}

/**
 * The two inputs that matter most: with their mean in their place the prediction of the right class loses most, over all
 * samples.
 */
function mostImportant(settings: TrainingSettings, { snapshot }: Moment, means: readonly number[]): number[] {
  const { xs, ys } = settings.data;
  const predict = predictor(settings, snapshot.parameters);
  const every = Math.ceil(xs.length / SAMPLES);
  const rows = xs.map((_, row) => row).filter((row) => row % every === 0);
  const ofRight = (input: number | undefined): number =>
    rows.reduce((sum, row) => {
      const x = xs[row] as readonly number[];
      const changed = x.map((value, i) => (i === input ? (means[i] as number) : value));
      const value = predict(changed)[largest(ys[row] as readonly number[])] as number;
      return sum + (Number.isFinite(value) ? value : 0);
    }, 0);
  const without = means.map((_, i) => ({ i, value: ofRight(i) }));
  return without
    .sort((a, b) => a.value - b.value || a.i - b.i)
    .slice(0, 2)
    .map(({ i }) => i);
}
