import type { Samples } from '../../training/data.ts';
import type { Predict } from '../../training/predict.ts';

/** Share of the variance explained (R²) from which a fit is called good, or at least rough. */
const GOOD = 0.9;
const ROUGH = 0.5;

/** How well outputs fit: the mean distance from the targets, and the share of their variance that it explains. */
export interface Quality {
  readonly meanError: number;
  /** 1 - (sum of squared errors) / (sum of squared distances from the mean); undefined where all targets are equal. */
  readonly r2: number | undefined;
}

/** How well a network with one output fits samples, one at least. */
export function qualityOf({ xs, ys }: Samples, predict: Predict): Quality {
  const targets = ys.map(([y]) => y as number);
  const errors = xs.map((x, i) => (predict(x)[0] as number) - (targets[i] as number));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const mean = sum(targets) / targets.length;
  const variance = sum(targets.map((target) => (target - mean) ** 2));
  const r2 = 1 - sum(errors.map((error) => error ** 2)) / variance;
  return {
    meanError: sum(errors.map(Math.abs)) / errors.length,
    r2: variance > 0 && Number.isFinite(r2) ? r2 : undefined,
  };
}

/** What a fit of this quality does, of one thing or of several: a curve follows its points, predictions follow theirs. */
export const fitVerb = (r2: number, several = false): string => {
  if (r2 < ROUGH) return several ? 'miss' : 'misses';
  return `${r2 < GOOD ? 'roughly ' : ''}follow${several ? '' : 's'}`;
};
