import type { Equation } from '../../reply/document.ts';
import type { Pixel, Size } from '../geometry.ts';
import type { Typeset } from './mathjax.ts';
import { FORMULA_SIZE } from './size.ts';

/** Between the left sides and their signs, two sides on a line, two lines, and two equations. */
const COLUMN_GAP = 5;
const SIDE_GAP = 8;
const LINE_GAP = 6;
const EQUATION_GAP = 12;
/** A line has room for a bracket above and below its baseline, so that lines of letters are evenly spaced. */
const LEAST_ASCENT = 0.75 * FORMULA_SIZE;
const LEAST_DESCENT = 0.25 * FORMULA_SIZE;
/** The left sides take this part of the width at most. */
const LEFT_PART = 0.28;

/** Something typeset, and where its baseline begins. */
export interface Placed extends Pixel {
  readonly set: Typeset;
}

/** Equations as they stand below one another, from the top left corner. */
export interface Layout extends Size {
  readonly placed: readonly Placed[];
  /** How many equations found room, and whether all parts of these did. */
  readonly shown: number;
  readonly whole: boolean;
}

type TypesetFunction = (latex: string, most: number) => Promise<Typeset>;

const pixels = (units: number): number => (units * FORMULA_SIZE) / 1000;

/**
 * Sets equations below one another, aligned at their signs. What is too wide for the room goes on below; an equation
 * that finds no room above `room.height` is left out with all that follow.
 */
export async function layoutEquations(
  equations: readonly Equation[],
  room: Size,
  typeset: TypesetFunction,
): Promise<Layout> {
  const lefts = await Promise.all(equations.map(({ left }) => typeset(left, room.width / FORMULA_SIZE)));
  const column = Math.min(room.width * LEFT_PART, Math.max(...lefts.map(({ width }) => pixels(width))));
  const start = column + COLUMN_GAP;
  const most = room.width - start;
  const placed: Placed[] = [];
  let [y, shown, widest, whole] = [0, 0, 0, true];
  for (const [i, { rows }] of equations.entries()) {
    const lines: Placed[][] = [];
    const left = lefts[i] as Typeset;
    if (pixels(left.width) > column) lines.push([{ set: left, x: 0, y: 0 }]);
    for (const [r, row] of rows.entries()) {
      let line: Placed[] = r === 0 && lines.length === 0 ? [{ set: left, x: column - pixels(left.width), y: 0 }] : [];
      let x = start;
      let ended = false;
      for (const latex of row) {
        const set = await typeset(latex, most / FORMULA_SIZE);
        const width = pixels(set.width);
        if (width > most + 1) {
          whole = false;
          continue;
        }
        if (x > start && (ended || x + width > room.width)) {
          lines.push(line);
          line = [];
          x = start;
        }
        line.push({ set, x, y: 0 });
        x += width + SIDE_GAP;
        widest = Math.max(widest, x - SIDE_GAP);
        // What stood beside the first of several lines would seem to belong to that.
        ended = set.broken;
      }
      if (line.length > 0) lines.push(line);
    }
    const from = y + (i === 0 ? 0 : EQUATION_GAP);
    const { bottom, items } = stack(lines, from);
    if (bottom > room.height && i > 0) break;
    placed.push(...items);
    y = bottom;
    shown++;
  }
  return { placed, width: widest, height: y, shown, whole };
}

/** Puts lines below one another, each as high as what stands in it. */
function stack(lines: readonly (readonly Placed[])[], from: number): { bottom: number; items: Placed[] } {
  let y = from;
  const items = lines.flatMap((line, i) => {
    const ascent = Math.max(LEAST_ASCENT, ...line.map(({ set }) => pixels(set.ascent)));
    const descent = Math.max(LEAST_DESCENT, ...line.map(({ set }) => pixels(set.descent)));
    const baseline = y + (i === 0 ? 0 : LINE_GAP) + ascent;
    y = baseline + descent;
    return line.map((one) => ({ ...one, y: baseline }));
  });
  return { bottom: y, items };
}
