import type { TrainingSettings } from '../settings.ts';
import { learnedBelow, Starts } from './starts.ts';

/** What became of many starts with the same settings. */
export interface Tally {
  readonly learned: number;
  readonly overflowed: number;
  /** The least loss that a start ended with; undefined where none came to its end. */
  readonly least: number | undefined;
}

/** The same settings over seeds 0, 1, 2 …, with gradients reset and without. */
export interface Odds {
  readonly seeds: number;
  /** A start has learned when its loss ends below this. */
  readonly threshold: number;
  readonly zeroed: Tally;
  readonly neverZeroed: Tally;
}

const SEEDS = 200;
/** Operations for all starts together: about a second, as measured by `npm run bench`. */
const BUDGET = { compiled: 800_000_000, onTape: 100_000_000 };

/** Tries the settings from many starts; undefined when not even ten fit. */
export function oddsOf(settings: TrainingSettings): Odds | undefined {
  const starts = new Starts(settings);
  const budget = starts.isCompiled ? BUDGET.compiled : BUDGET.onTape;
  const seeds = Math.min(SEEDS, Math.floor(budget / (2 * starts.work)));
  if (seeds < 10) return undefined;
  starts.prepare(2 * seeds);
  const threshold = learnedBelow(settings);
  const tally = (zeroGrad: boolean): Tally => {
    const losses = Array.from({ length: seeds }, (_, seed) => starts.end({ ...settings, zeroGrad }, seed));
    const ends = losses.filter((loss) => loss !== undefined);
    return {
      least: ends.length === 0 ? undefined : Math.min(...ends),
      learned: ends.filter((loss) => loss < threshold).length,
      overflowed: losses.length - ends.length,
    };
  };
  return { seeds, threshold, zeroed: tally(true), neverZeroed: tally(false) };
}
