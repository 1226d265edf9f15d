import type { Failure, TrainingRecord } from './record.ts';
import type { TrainingSettings } from './settings.ts';

/** A stretch of iterations, both ends included, in which the loss sat at 4 × `wrong` and so many were wrong. */
export interface Plateau {
  readonly from: number;
  readonly to: number;
  readonly wrong: number;
}

/** A target of ±1 missed by the full distance costs (1 - (-1))² = 4. */
const FULLY_WRONG = 4;
const NEAR = 0.1;
const SHORTEST = 3;

/** The first iteration in which more of `.grad` was left over than fresh. */
export const firstStale = ({ iterations }: TrainingRecord): number | undefined =>
  iterations.find(({ freshNorm, staleNorm }) => staleNorm > freshNorm)?.iteration;

/** Can a loss of 4 be read as one target fully wrong? Sum of squared errors, full batch, targets -1 and 1, tanh out. */
export function countsWrongTargets({ loss, data, activations, batch }: TrainingSettings): boolean {
  const last = activations.at(-1);
  const squashed = last === 'tanh' || last === 'tanhByExp';
  return loss === 'sse' && squashed && batch === data.xs.length && data.ys.flat().every((y) => Math.abs(y) === 1);
}

/** The stretches of at least three iterations in which k outputs are fully wrong and the loss is within 0.1 of 4k. */
export function plateaus({ iterations }: TrainingRecord): Plateau[] {
  const found: Plateau[] = [];
  for (const { iteration, loss, wrong } of iterations) {
    if (wrong < 1 || Math.abs(loss - wrong * FULLY_WRONG) > NEAR) continue;
    const last = found.at(-1);
    if (last && last.wrong === wrong && last.to === iteration - 1) found.splice(-1, 1, { ...last, to: iteration });
    else found.push({ from: iteration, to: iteration, wrong });
  }
  return found.filter(({ from, to }) => to - from + 1 >= SHORTEST);
}

/** The longest of them, the first of several as long. */
export const longestPlateau = (record: TrainingRecord): Plateau | undefined =>
  plateaus(record).sort((a, b) => b.to - b.from - (a.to - a.from))[0];

/** What a failed run ended in: Python's words where exp overflowed, plain ones elsewhere. */
export function failureName({ operation }: Failure): string {
  return operation === 'tanhByExp' || operation === 'exp' ? 'math range error' : 'overflow';
}

/** The loss at the start and at the end; undefined for a run that failed at once. */
export function lossFromTo({ iterations, lossAfter }: TrainingRecord): { from: number; to: number } | undefined {
  const [first] = iterations;
  const last = lossAfter ?? iterations.at(-1)?.loss;
  return first === undefined || last === undefined ? undefined : { from: first.loss, to: last };
}
