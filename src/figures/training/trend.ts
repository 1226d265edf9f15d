/** Values that differ by less than this, relative to their size, count as the same level. */
const SAME = 0.01;

/** A stretch of a series in which it stays at one level; `to` is included. */
export interface Plateau {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** The longest stretch of at least `shortest` values at one level other than 0, if there is one. */
export function plateau(values: readonly number[], shortest: number): Plateau | undefined {
  let best: Plateau | undefined;
  let from = 0;
  for (const [to, value] of values.entries()) {
    const level = values[from] as number;
    if (value === 0 || Math.abs(value - level) > SAME * Math.abs(level)) from = to;
    const longest = best === undefined ? shortest - 1 : best.to - best.from + 1;
    if (value !== 0 && to - from + 1 > longest) best = { from, to, value };
  }
  return best;
}
