import type { Box, Pixel } from '../geometry.ts';
import { textWidth } from '../text.ts';
import { LINE_HEIGHT, TEXT_SIZE } from '../theme.ts';

/** A text that wants to stand beside a point or a vertical line. */
export interface Label {
  readonly lines: readonly string[];
  /** The end of a line of data, or a point on a vertical line. */
  readonly at: Pixel;
  /** Beside the end of a line, to its right; beside a vertical line, on either side. */
  readonly beside: 'end' | 'vertical';
  /** Where it may stand. */
  readonly room: Box;
}

export const GAP = 8;
export const PADDING = 2;
/** Tried places are this far apart, in pixels. */
const STEP = 6;
/** Sideways, where a text cannot stand right beside its point. */
const STRIDE = 30;
/** What a place costs, in pixels of distance from the best one: per overlapping label, per covered bit of a line. */
const OVERLAP = 10_000;
const COVERED = 40;
/** How near a line may come to a text. */
const CLEARANCE = 5;

export const labelWidth = (lines: readonly string[]): number =>
  Math.ceil(Math.max(...lines.map((line) => textWidth(line, TEXT_SIZE, 'bold')))) + 2 * PADDING;

const labelHeight = (lines: readonly string[]): number => lines.length * TEXT_SIZE * LINE_HEIGHT + 2 * PADDING;

/**
 * Finds each label a place near where it wants to be, clear of the labels before it and of `polylines`; those at ends of lines
 * on the right, where nothing else is, one below the other in the order of their ends.
 * Deterministic, and good enough for the handful of labels in one picture.
 */
export function placeLabels(labels: readonly Label[], polylines: readonly (readonly Pixel[])[]): Box[] {
  const dots = polylines.flatMap(sample);
  const placed = new Map(columnOf(labels, dots));
  for (const [i, label] of labels.entries()) {
    if (placed.has(i)) continue;
    const others = [...placed.values()];
    const scored = candidates(label).map((box) => ({ box, cost: cost(box, label, others, dots) }));
    placed.set(i, scored.reduce((best, next) => (next.cost < best.cost ? next : best)).box);
  }
  return labels.map((_, i) => placed.get(i) as Box);
}

/** Labels that follow one another in a column without a gap. */
interface Block {
  readonly labels: readonly [number, Label][];
  readonly height: number;
  /** Of the tops that the labels want, with the heights above them taken away: their mean is where the block wants to be. */
  readonly wanted: number;
}

/** The labels at ends of lines beyond which no line goes: each as near to its end as the others allow. */
function columnOf(labels: readonly Label[], dots: readonly Pixel[]): [number, Box][] {
  const edge = Math.max(...dots.map(({ x }) => x));
  const inColumn = [...labels.entries()]
    .filter(([, { beside, at, lines, room }]) => {
      const isLast = beside === 'end' && at.x > edge - 1;
      return isLast && at.x + GAP + labelWidth(lines) <= room.left + room.width;
    })
    .toSorted(([, a], [, b]) => a.at.y - b.at.y);
  const blocks: Block[] = [];
  for (const one of inColumn) {
    const [, { lines, at }] = one;
    const height = labelHeight(lines);
    let block: Block = { labels: [one], height, wanted: at.y - height / 2 };
    for (let above = blocks.at(-1); above && topOf(above) + above.height > topOf(block); above = blocks.at(-1)) {
      blocks.pop();
      block = {
        labels: [...above.labels, ...block.labels],
        height: above.height + block.height,
        wanted: above.wanted + block.wanted - block.labels.length * above.height,
      };
    }
    blocks.push(block);
  }
  return blocks.flatMap((block) => {
    let top = topOf(block);
    return block.labels.map(([i, { lines, at }]): [number, Box] => {
      const box = { left: at.x + GAP, top, width: labelWidth(lines), height: labelHeight(lines) };
      top += box.height;
      return [i, box];
    });
  });
}

function topOf({ labels, wanted, height }: Block): number {
  const [, { room }] = labels[0] as [number, Label];
  return Math.max(room.top, Math.min(room.top + room.height - height, wanted / labels.length));
}

function candidates(label: Label): Box[] {
  const { lines, at, room } = label;
  const width = labelWidth(lines);
  const height = labelHeight(lines);
  const lowest = room.top + room.height - height;
  const middle = Math.min(lowest, Math.max(room.top, at.y - height / 2));
  const tops = [...steps(middle, lowest, STEP), ...steps(middle, room.top, -STEP)];
  const right = at.x + GAP;
  const edge = room.left + room.width - width;
  const leftwards = label.beside === 'end' ? [] : steps(at.x - GAP - width, room.left, -STRIDE);
  const lefts = [...steps(right, edge, STRIDE), ...leftwards];
  if (edge > right || lefts.length === 0) lefts.push(edge);
  return lefts.flatMap((left) => tops.map((top) => ({ left, top, width, height })));
}

/** Numbers from `start` to at most `end`, `size` apart; none if `start` is beyond. */
function steps(start: number, end: number, size: number): number[] {
  const count = Math.floor((end - start) / size) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => start + i * size);
}

function cost(box: Box, { at }: Label, placed: readonly Box[], dots: readonly Pixel[]): number {
  const across = Math.max(0, box.left - at.x, at.x - box.left - box.width);
  const distance = Math.abs(box.top + box.height / 2 - at.y) + across;
  const overlaps = placed.filter((other) => meets(box, other)).length;
  const covered = dots.filter(
    ({ x, y }) =>
      x > box.left - CLEARANCE &&
      x < box.left + box.width + CLEARANCE &&
      y > box.top - CLEARANCE &&
      y < box.top + box.height + CLEARANCE,
  ).length;
  return distance + overlaps * OVERLAP + covered * COVERED;
}

const meets = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

/** Points along a polyline, close enough together that no text slips between two. */
function sample(line: readonly Pixel[]): Pixel[] {
  return line.slice(1).flatMap((end, i) => {
    const start = line[i] as Pixel;
    const count = Math.ceil(Math.hypot(end.x - start.x, end.y - start.y) / STEP);
    return Array.from({ length: count + 1 }, (_, k) => ({
      x: start.x + ((end.x - start.x) * k) / Math.max(1, count),
      y: start.y + ((end.y - start.y) * k) / Math.max(1, count),
    }));
  });
}
