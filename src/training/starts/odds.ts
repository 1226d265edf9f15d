import type { TrainingSettings } from '../settings.ts';
import { Starts, type Threshold, thresholdFor } from './starts.ts';

/** What became of many starts with the same settings. */
export interface Tally {
  readonly learned: number;
  readonly overflowed: number;
  /** The least loss that a start ended with; undefined where none came to its end. */
  readonly least: number | undefined;
}

/** The same settings over seeds 0, 1, 2 …, with gradients reset and without. */
export interface Odds extends Threshold {
  readonly seeds: number;
  readonly zeroed: Tally;
  readonly neverZeroed: Tally;
}

const SEEDS = 200;
/** Where so many starts end near the best one, as a share, it is the data that keeps them from less. */
const COMMON = 0.25;
/** Operations for all starts together: about a second, as measured by `npm run bench`. */
const BUDGET = { compiled: 800_000_000, onTape: 100_000_000 };

/** Tries the settings from many starts; undefined when not even ten fit. */
export function oddsOf(settings: TrainingSettings): Odds | undefined {
  const starts = new Starts(settings);
  const budget = starts.isCompiled ? BUDGET.compiled : BUDGET.onTape;
  const seeds = Math.min(SEEDS, Math.floor(budget / (2 * starts.work)));
  if (seeds < 10) return undefined;
  starts.prepare(2 * seeds);
  const endsOf = (zeroGrad: boolean): Losses =>
    Array.from({ length: seeds }, (_, seed) => starts.end({ ...settings, zeroGrad }, seed));
  const [zeroed, neverZeroed] = [endsOf(true), endsOf(false)];
  const least = Math.min(...zeroed.map((loss) => loss ?? Number.POSITIVE_INFINITY));
  const near = thresholdFor(settings, least);
  const { threshold: usual } = thresholdFor(settings, Number.POSITIVE_INFINITY);
  // What noise leaves is left by many starts; a single one may have been quick.
  const isCommon = below(zeroed, near.threshold) >= COMMON * seeds;
  const { threshold, relative } = isCommon ? near : { threshold: usual, relative: false };
  const tally = (losses: Losses): Tally => {
    const ends = losses.filter((loss) => loss !== undefined);
    return {
      least: ends.length === 0 ? undefined : Math.min(...ends),
      learned: below(losses, threshold),
      overflowed: losses.length - ends.length,
    };
  };
  return { seeds, threshold, relative, zeroed: tally(zeroed), neverZeroed: tally(neverZeroed) };
}

/** The final losses of all seeds. */
type Losses = readonly (number | undefined)[];

const below = (losses: Losses, threshold: number): number =>
  losses.filter((loss) => loss !== undefined && loss < threshold).length;
