import { activationNamed } from '../engine/index.ts';
import type { TrainingRecord } from './record.ts';
import type { TrainingSettings } from './settings.ts';

/** Two classes, told apart by whether an output is above the threshold. */
export interface Classes {
  /** The target of each class: -1 and 1, or 0 and 1. */
  readonly low: number;
  readonly high: number;
  /** Half way between them. */
  readonly threshold: number;
}

/** The classes of data with one target a sample that is -1 or 1, or 0 or 1; undefined for anything else. */
export function classesOf({ data, activations }: TrainingSettings): Classes | undefined {
  if (data.ys.some((row) => row.length !== 1)) return undefined;
  const targets = new Set(data.ys.flat());
  const known = [...targets].every((target) => target === 1 || target === 0 || target === -1);
  if (!known || (targets.has(0) && targets.has(-1))) return undefined;
  // With 1 alone, what the output can be decides.
  const last = activations.at(-1);
  const fromZero = targets.has(0) || (!targets.has(-1) && last !== undefined && activationNamed(last).range[0] === 0);
  return fromZero ? { low: 0, high: 1, threshold: 0.5 } : { low: -1, high: 1, threshold: 0 };
}

/** Whether an output lies on the side of its target. */
export const isRight = ({ threshold }: Classes, output: number, target: number): boolean =>
  output > threshold === target > threshold;

/**
 * How many rows of outputs are right: on the side of the target for two classes; for a target in more words the largest
 * output is that of the right one. Undefined where there are no classes.
 *
 * @param outputs one row a sample
 */
export function rightOf(
  settings: TrainingSettings,
  targets: readonly (readonly number[])[],
  outputs: readonly (readonly number[])[],
): number | undefined {
  const classes = classesOf(settings);
  if (classes !== undefined) {
    return targets.filter(([target = 0], i) => isRight(classes, outputs[i]?.[0] ?? 0, target)).length;
  }
  if (settings.data.columns?.classes === undefined) return undefined;
  return targets.filter((row, i) => largest(row) === largest(outputs[i] ?? [])).length;
}

/** The place of the largest number, the first of several. */
export const largest = (row: readonly number[]): number =>
  row.indexOf(row.reduce((most, value) => Math.max(most, value)));

/** Which answers the classes got. */
export interface Confusion {
  readonly names: readonly string[];
  /** A row is a class, a column an answer, in the order of the names: how many rows of the data are there. */
  readonly counts: readonly (readonly number[])[];
  /** Were these rows held back from training? */
  readonly held: boolean;
}

/** How classes with names were answered: of the rows held back where there are some, else of those learned from. */
export function confusionOf(
  settings: TrainingSettings,
  { predictions, held }: Pick<TrainingRecord, 'predictions' | 'held'>,
): Confusion | undefined {
  const names = settings.data.columns?.classes;
  const [targets, outputs] = settings.data.held
    ? [settings.data.held.ys, held?.predictions]
    : [settings.data.ys, predictions];
  if (names === undefined || outputs === undefined) return undefined;
  const two = classesOf(settings);
  const classOf = (row: readonly number[]): number =>
    two === undefined ? largest(row) : Number((row[0] ?? 0) > two.threshold);
  const counts = names.map(() => names.map(() => 0));
  for (const [i, target] of targets.entries()) {
    const row = counts[classOf(target)] as number[];
    const answer = classOf(outputs[i] ?? []);
    row[answer] = (row[answer] ?? 0) + 1;
  }
  return { names, counts, held: settings.data.held !== undefined };
}
