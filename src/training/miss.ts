import { classesOf } from './classes.ts';
import type { TrainingSettings } from './settings.ts';

/**
 * How far the outputs are from their targets on average, in the units of the data; undefined for classes, and for several
 * targets, which may be in several units.
 *
 * @param outputs one row a sample, scaled like the targets
 */
export function meanMiss(
  settings: TrainingSettings,
  targets: readonly (readonly number[])[],
  outputs: readonly (readonly number[])[],
): number | undefined {
  const { columns, scaling } = settings.data;
  if (columns?.classes !== undefined || targets[0]?.length !== 1 || classesOf(settings) !== undefined) return undefined;
  const sum = targets.reduce((total, [target = 0], i) => total + Math.abs((outputs[i]?.[0] ?? 0) - target), 0);
  return (sum / targets.length) * (scaling?.targets?.[0]?.by ?? 1);
}
