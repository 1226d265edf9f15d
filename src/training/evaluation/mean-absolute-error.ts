import { classesOf } from '../classes.ts';
import type { TrainingSettings } from '../settings.ts';

/** What is nearer than this is met: the rest is rounding. */
const ROUNDING = 1e-12;

/**
 * How far outputs are from their targets on average, in the units of the data; undefined for classes.
 *
 * @param outputs one row a sample, scaled like the targets
 */
export function meanAbsoluteError(
  settings: TrainingSettings,
  targets: readonly (readonly number[])[],
  outputs: readonly (readonly number[])[],
): number | undefined {
  const { columns, scaling } = settings.data;
  if (columns?.classes !== undefined || classesOf(settings) !== undefined) return undefined;
  const misses = targets.flatMap((row, i) =>
    row.map((target, k) => {
      const miss = Math.abs((outputs[i]?.[k] ?? target) - target);
      return miss < ROUNDING ? 0 : miss * (scaling?.targets?.[k]?.by ?? 1);
    }),
  );
  return misses.reduce((sum, miss) => sum + miss, 0) / misses.length;
}
