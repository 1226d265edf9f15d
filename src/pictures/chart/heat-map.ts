import type { HeatMap } from '../../reply/document.ts';

/** The byte for a value that is not finite; the others are spread evenly over the range. */
const NOTHING = 0;
const LOWEST = 1;
const HIGHEST = 255;

/** The range whose ends are the smallest and the largest byte; what lies beyond it counts as its end. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

/** A value on the scale of bytes, 1 to 255 for `low` to `high`. */
export const toScale = (value: number, { low, high }: ValueRange): number =>
  LOWEST + ((HIGHEST - LOWEST) * (Math.min(high, Math.max(low, value)) - low)) / (high - low);

/**
 * The values as one byte each, in base64. A byte is off by at most half a step, which is a 508th of the range.
 *
 * @param values anything; those that are not finite are marked as such
 */
export function packValues(values: readonly number[], range: ValueRange): string {
  const bytes = values.map((value) => (Number.isFinite(value) ? Math.round(toScale(value, range)) : NOTHING));
  return Buffer.from(bytes).toString('base64');
}

/** A heat map's values on the scale of bytes, row by row from the bottom up; undefined where there is none. */
export const unpackValues = ({ values }: HeatMap): (number | undefined)[] =>
  [...Buffer.from(values, 'base64')].map((byte) => (byte === NOTHING ? undefined : byte));

/** Numbers of classes as one byte each, in base64. */
export const packClasses = (classes: readonly number[]): string => Buffer.from(classes).toString('base64');

/** The number of the class at each value; undefined for a map without classes. */
export const unpackClasses = ({ regions }: HeatMap): readonly number[] | undefined =>
  regions === undefined ? undefined : [...Buffer.from(regions, 'base64')];

/** Where a value lies between the ends of the scale, from 0 to 1. */
export const share = (byte: number): number => (byte - LOWEST) / (HIGHEST - LOWEST);

/** Places of a line's ends are kept as whole numbers from 0 to this, from edge to edge. */
const EDGE = 65535;

/** A straight piece of a line: its two ends, each as parts of the width and the height from the lower left corner. */
export type Stroke = readonly [x1: number, y1: number, x2: number, y2: number];

/** Strokes in base64, two bytes a coordinate. */
export const packStrokes = (strokes: readonly Stroke[]): string =>
  Buffer.from(Uint16Array.from(strokes.flat(), (part) => Math.round(EDGE * part)).buffer).toString('base64');

export function unpackStrokes({ line }: HeatMap): Stroke[] {
  const bytes = Uint8Array.from(Buffer.from(line, 'base64'));
  const parts = [...new Uint16Array(bytes.buffer)].map((part) => part / EDGE);
  return Array.from({ length: parts.length / 4 }, (_, i) => parts.slice(4 * i, 4 * i + 4) as unknown as Stroke);
}
