import { UserError } from '../../errors.ts';
import type { TrainingSettings } from '../settings.ts';
import { Starts, type Threshold, thresholdFor } from './starts.ts';

/** How a start ended: below the threshold; above it; above where it began; or with a loss that is no number. */
export type Ending = 'learned' | 'not there' | 'ran away' | 'overflow';

/** What became of all seeds at one learning rate. */
export interface RateResult {
  readonly rate: number;
  /** Quartiles of the final loss; infinite where so many starts overflow. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly endings: Readonly<Record<Ending, number>>;
}

/** One way to treat the gradients, at all rates. */
export interface SweptSide {
  readonly zeroGrad: boolean;
  readonly results: readonly RateResult[];
  /** The rate from which most starts learn, of several the one with the least median. */
  readonly best: RateResult;
  /** The rates around the best one at which at least half of the starts learn, both included. */
  readonly window: { readonly from: number; readonly to: number } | undefined;
}

export interface Sweep extends Threshold {
  readonly seeds: number;
  /** The median of the losses before the first step. */
  readonly start: number;
  /** Gradients reset; and where they never are, that beside it. */
  readonly sides: readonly SweptSide[];
}

const SEEDS = 200;
/** With fewer, quartiles say nothing. */
const LEAST_SEEDS = 12;
/** Operations for all starts together: about three seconds, as measured by `npm run bench`. */
const BUDGET = { compiled: 1_900_000_000, onTape: 190_000_000 };
/** A loss this many times that of the start has run away. */
const AWAY = 1.1;

/**
 * Trains from many seeds at each of the rates.
 *
 * @throws UserError where not even a few seeds fit
 */
export function* sweep(
  settings: TrainingSettings,
  rates: readonly number[],
): Generator<{ readonly done: number; readonly total: number }, Sweep> {
  const starts = new Starts(settings);
  const modes = settings.zeroGrad ? [true] : [true, false];
  const total = modes.length * rates.length;
  const budget = starts.isCompiled ? BUDGET.compiled : BUDGET.onTape;
  const seeds = Math.min(SEEDS, Math.floor(budget / (total * starts.work)));
  if (seeds < LEAST_SEEDS) throw tooMuch(settings, (LEAST_SEEDS * total * starts.work) / budget, rates);
  starts.prepare(total * seeds);
  const numbers = Array.from({ length: seeds }, (_, seed) => seed);
  const before = numbers.map((seed) => starts.begin(settings, seed) ?? Number.POSITIVE_INFINITY);
  const start = quantile(ascending(before), 0.5);
  const ends: Losses[][] = [];
  for (const zeroGrad of modes) {
    const side: Losses[] = [];
    ends.push(side);
    for (const learningRate of rates) {
      side.push(numbers.map((seed) => starts.end({ ...settings, zeroGrad, learningRate }, seed)));
      yield { done: (ends.length - 1) * rates.length + side.length, total };
    }
  }
  const sidesBelow = (threshold: number): SweptSide[] =>
    ends.map((side, i) => {
      const results = side.map((losses, k) => resultOf(rates[k] as number, before, losses, threshold));
      return sideOf(modes[i] as boolean, results, seeds);
    });
  const { threshold: usual } = thresholdFor(settings, Number.POSITIVE_INFINITY);
  const sides = sidesBelow(usual);
  const best = Math.min(...sides.flatMap(({ results }) => results.map(({ median }) => median)));
  const near = thresholdFor(settings, best);
  const relative = near.relative && sides.every(({ window }) => window === undefined);
  const threshold = relative ? near.threshold : usual;
  return { seeds, threshold, relative, start, sides: relative ? sidesBelow(threshold) : sides };
}

/** The final losses of all seeds. */
type Losses = readonly (number | undefined)[];

function resultOf(rate: number, before: readonly number[], ends: Losses, threshold: number): RateResult {
  const endings: Record<Ending, number> = { learned: 0, 'not there': 0, 'ran away': 0, overflow: 0 };
  for (const [seed, end] of ends.entries()) endings[endingOf(end, before[seed] as number, threshold)]++;
  const losses = ascending(ends.map((end) => end ?? Number.POSITIVE_INFINITY));
  const [low = 0, median = 0, high = 0] = [0.25, 0.5, 0.75].map((part) => quantile(losses, part));
  return { rate, low, median, high, endings };
}

function endingOf(end: number | undefined, before: number, threshold: number): Ending {
  if (end === undefined) return 'overflow';
  if (end < threshold) return 'learned';
  return end > AWAY * before ? 'ran away' : 'not there';
}

function sideOf(zeroGrad: boolean, results: readonly RateResult[], seeds: number): SweptSide {
  const better = (a: RateResult, b: RateResult): number =>
    b.endings.learned - a.endings.learned || Math.sign(a.median - b.median) || a.rate - b.rate;
  const best = results.toSorted(better)[0] as RateResult;
  const learns = ({ endings }: RateResult): boolean => 2 * endings.learned >= seeds;
  const at = results.indexOf(best);
  let [first, last] = [at, at];
  while (first > 0 && learns(results[first - 1] as RateResult)) first--;
  while (last + 1 < results.length && learns(results[last + 1] as RateResult)) last++;
  const [from, to] = [results[first] as RateResult, results[last] as RateResult];
  return { zeroGrad, results, best, window: learns(best) ? { from: from.rate, to: to.rate } : undefined };
}

const ascending = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/** The value below which such a part of them lies: one of them, so that infinite ones need no average. */
const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.round(part * (sorted.length - 1))] as number;

function tooMuch({ steps }: TrainingSettings, times: number, rates: readonly number[]): UserError {
  const fitting = Math.floor(steps / times);
  return new UserError(
    `A sweep of ${rates.length} learning rates with \`--steps ${steps}\` is ${times.toFixed(1)} times too much work, even from ${LEAST_SEEDS} seeds each.`,
    {
      code: 'E_TOO_MUCH_TO_SWEEP',
      hint:
        fitting >= 1
          ? `\`--steps ${fitting}\` would fit, or fewer neurons or a smaller \`--batch\`.`
          : 'Take a smaller `--batch` or fewer neurons.',
      ...(fitting >= 1 && { option: 'steps', correction: String(fitting) }),
    },
  );
}
