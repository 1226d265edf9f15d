import { activationNamed, type Loss, lossNamed, operation as operationNamed } from '../engine/index.ts';
import type { Failure, TrainingRecord } from './record.ts';
import type { TrainingSettings } from './settings.ts';

/** A stretch of iterations, both ends included, in which so many targets were fully wrong and the loss said so. */
export interface Plateau {
  readonly from: number;
  readonly to: number;
  readonly wrong: number;
}

const NEAR = 0.1;
const SHORTEST = 3;

/** The first iteration in which more of `.grad` was left over than fresh. */
export const firstStale = ({ iterations }: TrainingRecord): number | undefined =>
  iterations.find(({ freshNorm, staleNorm }) => staleNorm > freshNorm)?.iteration;

/**
 * What each target adds to the loss that is fully wrong, so that the loss counts them; undefined where it does not: it
 * takes the sum of squared errors of all samples, with targets -1 and 1, and outputs between those.
 */
export function fullyWrong({ loss, data, activations, batch }: TrainingSettings): Loss['fullyWrong'] {
  const last = activations.at(-1);
  const [low, high] = last === undefined ? [] : activationNamed(last).range;
  const counts = low === -1 && high === 1 && batch === data.xs.length && data.ys.flat().every((y) => Math.abs(y) === 1);
  return counts ? lossNamed(loss).fullyWrong : undefined;
}

/**
 * The stretches of at least three iterations in which k outputs are fully wrong and the loss is within 0.1 of k × `cost`,
 * which is what one of them costs.
 */
export function plateaus({ iterations }: TrainingRecord, cost: number): Plateau[] {
  const found: Plateau[] = [];
  for (const { iteration, loss, wrong } of iterations) {
    if (wrong < 1 || Math.abs(loss - wrong * cost) > NEAR) continue;
    const last = found.at(-1);
    if (last && last.wrong === wrong && last.to === iteration - 1) found.splice(-1, 1, { ...last, to: iteration });
    else found.push({ from: iteration, to: iteration, wrong });
  }
  return found.filter(({ from, to }) => to - from + 1 >= SHORTEST);
}

/** The longest of them first, in their order where several are as long. */
export const longestPlateaus = (record: TrainingRecord, cost: number): Plateau[] =>
  plateaus(record, cost).sort((a, b) => b.to - b.from - (a.to - a.from));

/** What a failed run ended in: Python's words where exp overflowed, plain ones elsewhere. */
export function failureName({ operation }: Failure): string {
  return (operation && operationNamed(operation).overflowError) ?? 'overflow';
}

/** What a run would end in whose activations overflow. */
export const failureOf = ({ activations }: TrainingSettings): string => {
  const operations = activations.map((name) => activationNamed(name).operation);
  return operations.map((name) => name && operationNamed(name).overflowError).find((error) => error) ?? 'overflow';
};

/** The loss at the start and at the end; undefined for a run that failed at once. */
export function lossFromTo({ iterations, lossAfter }: TrainingRecord): { from: number; to: number } | undefined {
  const [first] = iterations;
  const last = lossAfter ?? iterations.at(-1)?.loss;
  return first === undefined || last === undefined ? undefined : { from: first.loss, to: last };
}
