import type { Equation, TypesetEquation } from '../../reply/document.ts';
import { element } from '../svg.ts';
import { type Typeset, typeset } from './mathjax.ts';

/** In font sizes: wider parts are broken, so that they fit on a phone beside the left sides. */
const MOST = 16;
/** Left sides that are wider have no column in common with the others. */
const MOST_LEFT = 5.5;
/** Where the middle of a fraction stands above the baseline, in thousandths. */
const AXIS = 250;

/**
 * Equations as SVG elements to stand in a page's text. They are in its colour, but for the classes `upstream` and
 * `local`, and without styles of their own. Placed side by side, their tops aligned, the parts of a row are on one line.
 */
export async function inlineEquations(equations: readonly Equation[]): Promise<TypesetEquation[]> {
  const parts = await Promise.all(
    equations.map(async ({ left, rows, text }) => ({
      text,
      left: await typeset(left, MOST),
      rows: (await Promise.all(rows.map((row) => Promise.all(row.map((latex) => typeset(latex, MOST)))))).flatMap(
        endedRows,
      ),
    })),
  );
  const column = Math.max(...parts.map(({ left }) => left.width).filter((width) => width <= MOST_LEFT * 1000), 0);
  return parts.map(({ text, left, rows }) => {
    const [first = [], ...others] = rows;
    const top = topOf([left, ...first]);
    return {
      text,
      left: svgOf(left, top, Math.max(column, left.width)),
      rows: [
        first.map((one) => svgOf(one, top, one.width)),
        ...others.map((row) => row.map((one) => svgOf(one, topOf(row), one.width))),
      ],
    };
  });
}

/** A row ends behind a part of several lines: what stood beside its first would seem to belong to that. */
function endedRows(row: readonly Typeset[]): Typeset[][] {
  const rows: Typeset[][] = [[]];
  for (const [i, one] of row.entries()) {
    rows.at(-1)?.push(one);
    if (one.broken && i < row.length - 1) rows.push([]);
  }
  return rows;
}

/** How far a row reaches above the axis. */
const topOf = (row: readonly Typeset[]): number => Math.max(0, ...row.map(({ ascent }) => ascent - AXIS));

function svgOf({ svg, width, ascent, descent }: Typeset, top: number, room: number): string {
  const above = Math.max(ascent, top + AXIS);
  const height = above + descent;
  const coloured = svg.replace(/ fill="(upstream|local)" stroke="\1"/g, ' class="$1"');
  return element(
    'svg',
    {
      viewBox: [width - room, -above, room, height].map((length) => Math.round(length)).join(' '),
      width: `${(room / 1000).toFixed(2)}em`,
      height: `${(height / 1000).toFixed(2)}em`,
      focusable: 'false',
      'aria-hidden': 'true',
    },
    coloured,
  );
}
