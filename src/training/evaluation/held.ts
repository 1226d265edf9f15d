import { lossNamed } from '../../engine/index.ts';
import { rightOf } from '../classes.ts';
import type { TrainingRecord } from '../record.ts';
import type { TrainingSettings } from '../settings.ts';

interface Look {
  readonly iteration: number;
  readonly loss: number;
}

/** How the rows held back fare beside those that were learned from. */
export interface HeldFacts {
  readonly last: Look;
  readonly least: Look;
  /** How many of those learned from, and of those held back, are right; undefined where there are no classes. */
  readonly right: number | undefined;
  readonly testedRight: number | undefined;
  /** Did the network learn its rows by heart? */
  readonly overfits: boolean;
}

/** The loss on rows held back has risen by so much from its least, and is so much more than that of the others. */
const OVERFITS = 1.2;
/** And so many fewer of the answers are right, as a share. */
const WORSE = 0.05;

/** What the rows held back show; undefined without any, and of a run that failed. */
export function heldOf(settings: TrainingSettings, record: TrainingRecord): HeldFacts | undefined {
  const rows = settings.data.held;
  const losses = record.held?.losses ?? [];
  const [last, made] = [losses.at(-1), record.held?.predictions];
  if (rows === undefined || last === undefined || made === undefined || record.lossAfter === undefined)
    return undefined;
  const { xs, ys } = settings.data;
  const right = rightOf(settings, ys, record.predictions ?? []);
  const testedRight = rightOf(settings, rows.ys, made);
  const least = losses.reduce((best, one) => (one.loss < best.loss ? one : best));
  const { learned: small, samples } = lossNamed(settings.loss);
  const matters = last.loss > small * (samples === 'sum' ? settings.batch : 1);
  // Answers that are as right as those learned show that it does no harm.
  const worse = right === undefined || (testedRight ?? 0) / rows.xs.length < right / xs.length - WORSE;
  const overfits = matters && worse && last.loss > OVERFITS * least.loss && record.lossAfter < last.loss / OVERFITS;
  return { last, least, right, testedRight, overfits };
}
