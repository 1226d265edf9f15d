import type { GraphDrawing } from '../../reply/document.ts';
import type { Pixel } from '../geometry.ts';
import { type ArrowShape, arrowShape } from './arrow.ts';
import { THIN } from './card.ts';
import type { Curve, Layout } from './places.ts';
import { cardSize, operationSize } from './size.ts';

/**
 * An arrow that runs into something: through a box that it has nothing to do with, or into another arrow's head. Arrows
 * are called by their operation and operand, `2.0`, or `2.result`; boxes `c5` for a card and `o2` for an operation.
 */
export interface Collision {
  readonly arrow: string;
  readonly with: string;
}

interface Box {
  readonly name: string;
  readonly at: Pixel;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/** A touch is no collision: so many pixels may be shared. */
const TOUCH = 1;

/** All arrows of a laid out graph that run into something. */
export function collisionsOf(drawing: GraphDrawing, layout: Layout): Collision[] {
  const boxes = boxesOf(drawing, layout);
  const arrows = arrowsOf(drawing, layout).map(({ from, to, name, curve }) => ({
    name,
    ends: [from, to],
    ...framed(arrowShape(curve, THIN)),
  }));
  return arrows.flatMap(({ name, ends, shaft, head, shaftFrame, headFrame }, i) => [
    ...boxes
      .filter((box) => meet(shaftFrame, box) && !ends.includes(box.name))
      .filter((box) => segmentsOf(shaft).some((one) => crosses(one, box)))
      .map((box) => ({ arrow: name, with: box.name })),
    ...arrows
      .filter(
        (other, k) =>
          k !== i &&
          ((meet(shaftFrame, other.headFrame) && hitsHead(shaft, other.head)) ||
            (k > i && meet(headFrame, other.headFrame) && headsMeet(head, other.head))),
      )
      .map((other) => ({ arrow: name, with: other.name })),
  ]);
}

/** A rectangle around its middle. */
type Frame = Pick<Box, 'at' | 'halfWidth' | 'halfHeight'>;

/** What is far apart need not be looked at more closely. */
const meet = (one: Frame, other: Frame): boolean =>
  Math.abs(one.at.x - other.at.x) <= one.halfWidth + other.halfWidth &&
  Math.abs(one.at.y - other.at.y) <= one.halfHeight + other.halfHeight;

const framed = (shape: ArrowShape) => ({
  ...shape,
  shaftFrame: frameOf(shape.shaft),
  headFrame: frameOf(shape.head),
});

function frameOf(points: readonly Pixel[]): Frame {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return {
    at: { x: (left + right) / 2, y: (top + bottom) / 2 },
    halfWidth: (right - left) / 2,
    halfHeight: (bottom - top) / 2,
  };
}

function boxesOf({ cards, operations }: GraphDrawing, layout: Layout): Box[] {
  const box = (name: string, at: Pixel, { width, height }: { width: number; height: number }): Box => ({
    name,
    at,
    halfWidth: width / 2 - TOUCH,
    halfHeight: height / 2 - TOUCH,
  });
  return [
    ...cards.map((card, i) => box(`c${card.id}`, layout.cards[i] as Pixel, cardSize(card, layout.form))),
    ...operations.flatMap(({ symbol }, i) => {
      const at = layout.operations[i];
      return at === undefined || symbol === undefined ? [] : [box(`o${i}`, at, operationSize(symbol))];
    }),
  ];
}

function arrowsOf({ operations }: GraphDrawing, { arrows }: Layout) {
  return operations.flatMap(({ symbol, operands, result }, i) => {
    const ways = arrows[i] as Layout['arrows'][number];
    const middle = symbol === undefined ? `c${result}` : `o${i}`;
    const inputs: { from: string; to: string; name: string; curve: Curve }[] = ways.operands.map((curve, k) => {
      return { from: `c${operands[k]}`, to: middle, name: `${i}.${k}`, curve };
    });
    if (ways.result === undefined) return inputs;
    return [...inputs, { from: middle, to: `c${result}`, name: `${i}.result`, curve: ways.result }];
  });
}

type Segment = readonly [Pixel, Pixel];

const segmentsOf = (points: readonly Pixel[]): Segment[] =>
  points.slice(1).map((point, i) => [points[i] as Pixel, point]);

/** Does a segment pass through the inside of a box? By Liang and Barsky's clipping. */
function crosses([from, to]: Segment, { at, halfWidth, halfHeight }: Box): boolean {
  let [enter, leave] = [0, 1];
  for (const [start, delta, low, high] of [
    [from.x, to.x - from.x, at.x - halfWidth, at.x + halfWidth],
    [from.y, to.y - from.y, at.y - halfHeight, at.y + halfHeight],
  ] as const) {
    if (delta === 0) {
      if (start <= low || start >= high) return false;
      continue;
    }
    const [a, b] = [(low - start) / delta, (high - start) / delta];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return enter < leave;
}

type Head = readonly [Pixel, Pixel, Pixel];

/** On which side of a line a point is, times the length of the line. */
const sideOf = (a: Pixel, b: Pixel, point: Pixel): number =>
  (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);

const segmentsCross = ([a, b]: Segment, [c, d]: Segment): boolean =>
  sideOf(a, b, c) * sideOf(a, b, d) < 0 && sideOf(c, d, a) * sideOf(c, d, b) < 0;

const edgesOf = ([a, b, c]: Head): Segment[] => [
  [a, b],
  [b, c],
  [c, a],
];

function inside(point: Pixel, head: Head): boolean {
  const sides = edgesOf(head).map(([a, b]) => sideOf(a, b, point));
  return sides.every((side) => side > 0) || sides.every((side) => side < 0);
}

const hitsHead = (shaft: readonly Pixel[], head: Head): boolean =>
  segmentsOf(shaft).some((one) => edgesOf(head).some((edge) => segmentsCross(one, edge)) || inside(one[1], head));

const headsMeet = (a: Head, b: Head): boolean =>
  edgesOf(a).some((one) => edgesOf(b).some((edge) => segmentsCross(one, edge))) || a.some((point) => inside(point, b));
