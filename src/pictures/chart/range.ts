/** A part of an axis, with round ends, and the distance of its ticks. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** What is smaller than this is drawn as 0: no axis is stretched to show rounding errors. */
const TINY = 1e-15;
/** Values that differ by less than this, relative to their size, are drawn as a level line. */
const LEVEL = 1e-6;
/** A value may reach this part of a step beyond the end of its axis: -0.01 beside 10 needs no tick at -5. */
const OVERHANG = 0.05;
/** Losses are drawn down to 1e-6, or six decades under the start: what is smaller is 0 to the eye. */
const DECADES = 6;
/** With fewer than this between smallest and largest value a linear axis shows both well. */
const LOG_RATIO = 50;
/** More ticks than this on a log axis, and only powers of ten are kept. */
const MAX_LOG_TICKS = 10;

const power = (exponent: number): number => Number(`1e${exponent}`);

/** The smallest of 1, 2, 5 × 10ⁿ that is at least `value`, which is positive. */
export function roundUp(value: number): number {
  const exponent = Math.floor(Math.log10(value));
  const found = [1, 2, 5, 10].map((digit) => Number(`${digit}e${exponent}`)).find((round) => round >= value);
  return found ?? power(exponent + 1);
}

/** The greatest of 1, 2, 5 × 10ⁿ that is at most `value`, which is positive. */
export function roundDown(value: number): number {
  const exponent = Math.floor(Math.log10(value));
  return [5, 2].map((digit) => Number(`${digit}e${exponent}`)).find((round) => round <= value) ?? power(exponent);
}

/** A linear axis over `values` (finite; may be none) with about `intervals` steps between ticks. */
export function linearRange(values: readonly number[], intervals: number): Range {
  let min = Math.min(...values);
  let max = Math.max(...values);
  const size = Math.max(Math.abs(min), Math.abs(max));
  if (values.length === 0 || size < TINY) return { min: min < 0 ? -1 : 0, max: 1, step: 0.5 };
  if (max - min < size * LEVEL) {
    min -= size / 2;
    max += size / 2;
  }
  const step = roundUp((max - min) / intervals);
  const ends = (steps: number): number => Number((steps * step).toPrecision(12));
  return { min: ends(Math.floor(min / step + OVERHANG)), max: ends(Math.ceil(max / step - OVERHANG)), step };
}

/**
 * A log axis over `losses`, or undefined where a linear axis shows them as well. What lies under its `min` is to
 * be drawn at `min`.
 */
export function logRange(losses: readonly number[], start: number): { min: number; max: number } | undefined {
  const positive = losses.filter((loss) => loss > 0);
  if (positive.length === 0) return undefined;
  const max = Math.max(...positive);
  const reference = start > 0 ? Math.min(1, start) : Math.min(1, max);
  const floor = power(Math.floor(Math.log10(reference)) - DECADES);
  const min = Math.max(Math.min(...positive), floor);
  if (max / min < LOG_RATIO) return undefined;
  const ends = { min: roundDown(min), max: roundUp(max) };
  if (oneTwoFive(ends.min, ends.max).length <= MAX_LOG_TICKS) return ends;
  return { min: power(Math.floor(Math.log10(min))), max: power(Math.ceil(Math.log10(max))) };
}

function oneTwoFive(min: number, max: number): number[] {
  const ticks: number[] = [];
  for (let exponent = Math.floor(Math.log10(min)); power(exponent) <= max; exponent++) {
    ticks.push(...[1, 2, 5].map((digit) => Number(`${digit}e${exponent}`)));
  }
  return ticks.filter((tick) => tick >= min && tick <= max);
}

/** Ticks of a log axis: 1, 2, 5 × 10ⁿ, or powers of ten alone where those would be too many. */
export function logTicks(min: number, max: number): number[] {
  const ticks = oneTwoFive(min, max);
  if (ticks.length <= MAX_LOG_TICKS) return ticks;
  const first = Math.ceil(Math.log10(min));
  const last = Math.floor(Math.log10(max));
  const every = roundUp(Math.max(1, (last - first) / (MAX_LOG_TICKS - 2)));
  const count = Math.floor((last - first) / every) + 1;
  // From the top down: where the run starts is where the eye does.
  return Array.from({ length: count }, (_, i) => power(last - i * every)).reverse();
}
