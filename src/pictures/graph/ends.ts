import type { GraphDrawing } from '../../reply/document.ts';
import type { Pixel, Size } from '../geometry.ts';
import type { Curve, Layout } from './places.ts';
import { cardSize, operationSize } from './size.ts';

/** Between the heads of two arrows at one operation, in radians round its middle; and how far they reach to its sides. */
const APART = 1.15;
const FARTHEST = 1.7;
/** Between the heads of two arrows at the edge of a card, and how near they come to its corners. */
const HEAD_ROOM = 12;
const CORNER = 10;
/** An arrow comes straight for so many pixels. */
const STRAIGHT_END = 12;

/** How far an arrow is moved by hand, in steps: its end aside, and its way between the ends on or back. */
export interface Shift {
  readonly end: number;
  readonly way: number;
}

/** By the names of the arrows. */
export type Shifts = ReadonlyMap<string, Shift>;

export const UNMOVED: Shift = { end: 0, way: 0 };

/** A step round an operation, in radians; along a card; and of the way between. */
const SHIFT_ANGLE = 0.3;
const SHIFT_ROOM = 9;
const SHIFT_WAY = 3;

/** The same layout with the arrows that end at one place moved apart there, so that each head is seen. */
export function spreadEnds(
  { direction, cards, operations }: GraphDrawing,
  layout: Layout,
  shifts: Shifts = new Map(),
): Layout {
  const arrows = operations.map(({ symbol, result }, i) => {
    const placed = layout.arrows[i] as Layout['arrows'][number];
    const moved = placed.operands.map((_, k) => shifts.get(`${i}.${k}`) ?? UNMOVED);
    const steps = moved.map(({ end }) => end);
    const ways = { ...placed, operands: placed.operands.map((curve, k) => bent(curve, moved[k]?.way ?? 0, direction)) };
    if (ways.operands.length < 2 && steps.every((step) => step === 0)) return ways;
    if (symbol !== undefined) {
      const at = layout.operations[i] as Pixel;
      return { ...ways, operands: roundOperation(ways.operands, steps, at, operationSize(symbol), direction) };
    }
    const index = cards.findIndex(({ id }) => id === result);
    const card = cards[index] as GraphDrawing['cards'][number];
    const at = layout.cards[index] as Pixel;
    return { ...ways, operands: alongEdge(ways.operands, steps, at, cardSize(card, layout.form), direction) };
  });
  return { ...layout, arrows };
}

/** Ends of arrows round a circle or pill, in the order in which they come. */
function roundOperation(
  curves: readonly Curve[],
  steps: readonly number[],
  at: Pixel,
  size: Size,
  direction: 'right' | 'down',
): Curve[] {
  // 0 is where arrows come from straight: above, or on the left.
  const angleOf = ({ x, y }: Pixel): number =>
    direction === 'down' ? Math.atan2(x - at.x, at.y - y) : Math.atan2(y - at.y, at.x - x);
  const wayOf = (angle: number): Pixel =>
    direction === 'down' ? { x: Math.sin(angle), y: -Math.cos(angle) } : { x: -Math.cos(angle), y: Math.sin(angle) };
  const wanted = curves.map((curve) => clamp(angleOf(curve.at(-2) as Pixel), FARTHEST));
  const angles = moveApart(wanted, APART, -FARTHEST, FARTHEST);
  return curves.map((curve, i) => {
    const way = wayOf((angles[i] as number) + SHIFT_ANGLE * (steps[i] as number));
    return endAt(curve, edgeOf(at, size, way), way);
  });
}

/** Ends of arrows along the edge of a card where they come in. */
function alongEdge(
  curves: readonly Curve[],
  steps: readonly number[],
  at: Pixel,
  { width, height }: Size,
  direction: 'right' | 'down',
): Curve[] {
  const [middle, room] = direction === 'down' ? [at.x, width / 2 - CORNER] : [at.y, height / 2 - CORNER];
  const across = (point: Pixel | undefined): number => (direction === 'down' ? (point as Pixel).x : (point as Pixel).y);
  // They come in the order in which they are a little before the end.
  const comes = curves.map((curve) => [across(curve.at(-3)), across(curve.at(-4)), across(curve[0])] as const);
  const order = curves
    .map((_, i) => i)
    .sort((a, b) => {
      const [x, y] = [comes[a], comes[b]] as [readonly number[], readonly number[]];
      const differing = x.findIndex((one, k) => Math.abs(one - (y[k] as number)) > 1);
      return differing < 0 ? a - b : (x[differing] as number) - (y[differing] as number);
    });
  const gap = Math.min(HEAD_ROOM, (2 * room) / Math.max(1, curves.length - 1));
  return curves.map((curve, i) => {
    const aside = gap * (order.indexOf(i) - (curves.length - 1) / 2) + SHIFT_ROOM * (steps[i] as number);
    const place = middle + clamp(aside, room);
    return direction === 'down'
      ? endAt(curve, { x: place, y: at.y - height / 2 }, { x: 0, y: -1 })
      : endAt(curve, { x: at.x - width / 2, y: place }, { x: -1, y: 0 });
  });
}

const clamp = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

/** Moves values apart until neighbours are `gap` from each other, in their order, between two limits. */
function moveApart(values: readonly number[], gap: number, low: number, high: number): number[] {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const moved = [...values];
  for (let k = 1; k < order.length; k++) {
    const [before, here] = [order[k - 1] as number, order[k] as number];
    const missing = gap - ((moved[here] as number) - (moved[before] as number));
    if (missing <= 0) continue;
    moved[before] = (moved[before] as number) - missing / 2;
    moved[here] = (moved[here] as number) + missing / 2;
  }
  const [least, most] = [Math.min(...moved), Math.max(...moved)];
  const shift = least < low ? low - least : most > high ? high - most : 0;
  return moved.map((value) => value + shift);
}

/** Where a ray from the middle leaves a pill, or the circle that it is when it is as wide as high. */
function edgeOf(at: Pixel, { width, height }: Size, way: Pixel): Pixel {
  const radius = height / 2;
  const flat = width / 2 - radius;
  const across = way.y === 0 ? Number.POSITIVE_INFINITY : (radius / Math.abs(way.y)) * Math.abs(way.x);
  if (across <= flat) return { x: at.x + Math.sign(way.x) * across, y: at.y + Math.sign(way.y) * radius };
  // The round end: |t·way − (flat, 0)| = radius.
  const along = Math.abs(way.x) * flat;
  const reach = along + Math.sqrt(Math.max(0, along * along - flat * flat + radius * radius));
  return { x: at.x + way.x * reach, y: at.y + way.y * reach };
}

/** The curve with all between its ends moved on or back. */
function bent(curve: Curve, steps: number, direction: 'right' | 'down'): Curve {
  if (steps === 0) return curve;
  const on = SHIFT_WAY * steps;
  const move = ({ x, y }: Pixel): Pixel => (direction === 'down' ? { x, y: y + on } : { x: x + on, y });
  return curve.map((point, i) => (i === 0 || i === curve.length - 1 ? point : move(point)));
}

/** The curve with its end at another place, to which it comes from the direction `way`. */
function endAt(curve: Curve, tip: Pixel, way: Pixel): Curve {
  const start = curve.at(-4) as Pixel;
  const length = Math.min(STRAIGHT_END, Math.hypot(start.x - tip.x, start.y - tip.y) / 2);
  return [...curve.slice(0, -2), { x: tip.x + way.x * length, y: tip.y + way.y * length }, tip];
}
