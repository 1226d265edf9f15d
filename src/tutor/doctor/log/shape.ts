import type { Curve } from './read.ts';

/** What can be seen of a curve. */
export interface Shape {
  readonly losses: readonly number[];
  readonly held: readonly number[];
  readonly first: number;
  /** The last that is a number. */
  readonly last: number;
  readonly least: number;
  readonly most: number;
  /** Where it stops being a number; undefined for one that does not. */
  readonly stops: number | undefined;
  /** The one with which its last fifth begins. */
  readonly before: number;
  /** In which share of the steps the loss rises, by more than rounding. */
  readonly rises: number;
  /** From where on it stays where it is, to the end of the numbers; undefined where it moves until then. */
  readonly flatFrom: number | undefined;
}

/** A change by less than this, relative to the loss, is none. */
const SAME = 0.01;
const RISE = 0.02;
/** So much of a curve, or more, and so many values, have to be flat. */
const FLAT_PART = 0.25;
const FLAT_LEAST = 2;
const BEFORE = 0.8;

export function shapeOf({ losses, held }: Curve): Shape {
  const end = losses.findIndex((loss) => !Number.isFinite(loss));
  const finite = end < 0 ? losses : losses.slice(0, end);
  const [first = Number.NaN, last = Number.NaN] = [finite[0], finite.at(-1)];
  const risen = finite.filter((loss, i) => i > 0 && loss > (finite[i - 1] as number) * (1 + RISE)).length;
  let from = finite.length - 1;
  while (from > 0 && Math.abs((finite[from - 1] as number) - last) <= SAME * Math.abs(last)) from--;
  const length = finite.length - from;
  return {
    losses: finite,
    held,
    first,
    last,
    before: finite[Math.floor(BEFORE * (finite.length - 1))] ?? last,
    least: finite.reduce((best, loss) => Math.min(best, loss), Number.POSITIVE_INFINITY),
    most: finite.reduce((best, loss) => Math.max(best, loss), Number.NEGATIVE_INFINITY),
    stops: end < 0 ? undefined : end,
    rises: risen / Math.max(1, finite.length - 1),
    flatFrom: length >= FLAT_LEAST && length >= FLAT_PART * finite.length ? from : undefined,
  };
}

/** Values that a shape is compared at. */
const POINTS = 40;
/** A larger ratio between most and least than this is compared on a log scale. */
const LOG_FROM = 50;

/** A curve at evenly spread places, from 0 (its least) to 1 (its most), on a log scale where it spans much. */
function outline({ losses, least, most }: Shape): number[] {
  const log = least > 0 && most / least > LOG_FROM;
  const scale = (loss: number): number => (log ? Math.log(loss) : loss);
  const [low, high] = [scale(least), scale(most)];
  return Array.from({ length: POINTS }, (_, i) => {
    const at = (i / (POINTS - 1)) * (losses.length - 1);
    const [left, right] = [losses[Math.floor(at)] ?? 0, losses[Math.ceil(at)] ?? 0];
    const value = left + (right - left) * (at - Math.floor(at));
    return high > low ? (scale(value) - low) / (high - low) : 0.5;
  });
}

/** How unlike two curves are: the root mean square distance of their outlines, and 1 where one stops and one does not. */
export function distance(a: Shape, b: Shape): number {
  if ((a.stops === undefined) !== (b.stops === undefined)) return 1;
  const [one, other] = [outline(a), outline(b)];
  return Math.sqrt(one.reduce((sum, value, i) => sum + (value - (other[i] as number)) ** 2, 0) / POINTS);
}
