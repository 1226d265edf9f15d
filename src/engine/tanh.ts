/** From here on tanh is 1 to the last bit: 1 - tanh(19.07) is half a unit in the last place. */
export const FLAT = 19.07;
/** Entries of the table, one every 1/16: as far as {@link FLAT} on both sides, that of 0 in the middle. */
const MIDDLE = 512;
/** Added to a number below 2^47 it rounds it to a 16th; how many these are from -{@link MIDDLE} on stands in its low bits. */
export const SIXTEENTHS = 1.5 * 2 ** 48 + MIDDLE / 16;
/** Coefficients of the Taylor series of tanh b / b, in b². */
export const SERIES = [1, -1 / 3, 2 / 15, -17 / 315, 62 / 2835] as const;
const [C0, C1, C2, C3, C4] = SERIES;

/** tanh at the places of the table. For 0 it is -0, to which all can be added without a change: 0, -0 and any other. */
export const TABLE = Float64Array.from({ length: 2 * MIDDLE }, (_, i) =>
  i === MIDDLE ? -0 : Math.tanh((i - MIDDLE) / 16),
);

/**
 * tanh to within 2 units in the last place, at half the time of `Math.tanh`: the addition theorem
 * tanh(a + b) = ta + (1 - ta²)·tb / (1 + ta·tb) from the nearest entry a of a table, with the Taylor series of
 * tanh b for |b| ≤ 1/32, whose next term would be below 1e-16.
 */
export function tanh(x: number): number {
  if (Math.abs(x) >= FLAT) return Math.sign(x);
  const near = x + SIXTEENTHS - SIXTEENTHS;
  const a = TABLE[(16 * near + MIDDLE) | 0] as number;
  const b = x - near;
  const square = b * b;
  const series = b * (C0 + square * (C1 + square * (C2 + square * (C3 + square * C4))));
  return a + ((1 - a * a) * series) / (1 + a * series);
}
