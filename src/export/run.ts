import { operation } from '../engine/index.ts';
import type { TrainingRecord, TrainingSettings } from '../training/index.ts';

/** A run that was made, to be made again in Python. */
export interface ExportedRun {
  readonly settings: TrainingSettings;
  readonly record: TrainingRecord;
  /** The command that made it, for the reader; undefined where it is no line to type. */
  readonly line: string | undefined;
  /**
   * Up to which iteration a difference in the last digits changes nothing: `steps` is the loss after the last update.
   */
  readonly steady: number;
}

/** How a run ends in Python. */
export type Ending =
  /** With a loss that is the same. */
  | { readonly kind: 'loss'; readonly loss: number }
  /** With a loss that is another in the end, where a difference in the last digit grows; at this iteration it is the same. */
  | { readonly kind: 'steady'; readonly loss: number; readonly iteration: number }
  /** With an exception: `math.exp` raises it, or we do where a number is too large without one. */
  | { readonly kind: 'overflow'; readonly iteration: number; readonly raised: boolean };

/**
 * How it ends.
 *
 * @param exact whether Python computes the same to the last bit
 */
export function endingOf({ settings, record, steady }: ExportedRun, exact: boolean): Ending {
  const { iterations, lossAfter, failure } = record;
  if (steady < settings.steps && !exact) {
    const iteration = Math.min(steady, iterations.length - 1);
    return { kind: 'steady', loss: iterations[iteration]?.loss ?? 0, iteration };
  }
  if (failure === undefined) return { kind: 'loss', loss: lossAfter ?? 0 };
  const raises = failure.operation !== undefined && operation(failure.operation).overflowError !== undefined;
  return { kind: 'overflow', iteration: failure.iteration, raised: raises && Number.isFinite(failure.operand) };
}
