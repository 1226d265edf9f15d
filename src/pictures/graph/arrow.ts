import type { Pixel } from '../geometry.ts';
import { element } from '../svg.ts';
import type { Curve } from './places.ts';

/** How an arrow looks. */
export interface ArrowStyle {
  readonly colour: string;
  readonly width: number;
  readonly dashed: boolean;
  /** The way of a gradient: against the way of the values. */
  readonly backward: boolean;
}

const HEAD_LENGTH = 8;
const HEAD_WIDTH = 7;
/** Straight pieces that stand for a Bézier curve. */
const PIECES = 12;

const distance = (a: Pixel, b: Pixel): number => Math.hypot(a.x - b.x, a.y - b.y);
const between = (a: Pixel, b: Pixel, part: number): Pixel => ({
  x: a.x + (b.x - a.x) * part,
  y: a.y + (b.y - a.y) * part,
});
const write = ({ x, y }: Pixel): string => `${Math.round(x * 100) / 100},${Math.round(y * 100) / 100}`;

/** Where an arrow is drawn: the points of its line, and the corners of its head, the tip first. */
export interface ArrowShape {
  readonly shaft: readonly Pixel[];
  readonly head: readonly [Pixel, Pixel, Pixel];
}

/** An arrow along a curve, of a line of that width. */
export function arrowShape(curve: Curve, width: number, backward = false): ArrowShape {
  const points = flatten(curve);
  if (backward) points.reverse();
  const tip = points.at(-1) as Pixel;
  const length = HEAD_LENGTH + width;
  const base = shorten(points, length).at(-1) as Pixel;
  const size = Math.max(distance(base, tip), 0.01);
  const half = (HEAD_WIDTH + width) / 2;
  const side = { x: (-(tip.y - base.y) / size) * half, y: ((tip.x - base.x) / size) * half };
  return {
    shaft: shorten(points, length * 0.8),
    head: [tip, { x: base.x + side.x, y: base.y + side.y }, { x: base.x - side.x, y: base.y - side.y }],
  };
}

/** A line along a curve with a solid head at its end. */
export function arrow(curve: Curve, { colour, width, dashed, backward }: ArrowStyle): string {
  const { shaft, head } = arrowShape(curve, width, backward);
  const line = element('polyline', {
    points: shaft.map(write).join(' '),
    fill: 'none',
    stroke: colour,
    'stroke-width': width,
    'stroke-linejoin': 'round',
    ...(dashed && { 'stroke-dasharray': '4 4' }),
  });
  return line + element('polygon', { points: head.map(write).join(' '), fill: colour });
}

function flatten(curve: Curve): Pixel[] {
  const points = curve.slice(0, 1);
  for (let i = 0; i + 3 < curve.length; i += 3) {
    const [a, b, c, d] = curve.slice(i, i + 4) as [Pixel, Pixel, Pixel, Pixel];
    for (let k = 1; k <= PIECES; k++) {
      const t = k / PIECES;
      const [ab, bc, cd] = [between(a, b, t), between(b, c, t), between(c, d, t)];
      points.push(between(between(ab, bc, t), between(bc, cd, t), t));
    }
  }
  return points;
}

/** A line without the last `length` pixels, but never less than a point of it. */
function shorten(points: readonly Pixel[], length: number): Pixel[] {
  const kept = [...points];
  let left = length;
  while (kept.length > 1) {
    const [before, end] = kept.slice(-2) as [Pixel, Pixel];
    const piece = distance(before, end);
    if (piece > left) return [...kept.slice(0, -1), between(end, before, left / piece)];
    left -= piece;
    kept.pop();
  }
  return kept;
}

/** The point half way along a curve. */
export function middleOf(curve: Curve): Pixel {
  const points = flatten(curve);
  const lengths = points.slice(1).map((point, i) => distance(points[i] as Pixel, point));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [i, length] of lengths.entries()) {
    if (left <= length) return between(points[i] as Pixel, points[i + 1] as Pixel, length === 0 ? 0 : left / length);
    left -= length;
  }
  return points.at(-1) as Pixel;
}
