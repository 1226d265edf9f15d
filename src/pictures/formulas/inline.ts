import type { Equation, TypesetEquation } from '../../reply/document.ts';
import { element } from '../svg.ts';
import { type Typeset, typeset, typesetInText } from './mathjax.ts';

/** In font sizes: wider parts are broken, so that they fit on a phone beside the left sides. */
const MOST = 16;
/** Left sides that are wider have no column in common with the others. */
const MOST_LEFT = 5.5;
/** A formula in running text is not broken: one that is wider does not fit on a phone. */
const MOST_IN_TEXT = 18;
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

/**
 * Formulas as SVG elements to stand in running text: one as high as the formula reaches above the baseline, out of which
 * it hangs, and an empty one as high as it reaches below. A box with both below each other, whose baseline is that of
 * the first, stands as letters do. null for what cannot be typeset, or is too
 * wide for a phone.
 */
export const formulasInText = (all: readonly string[]): Promise<(string | null)[]> =>
  Promise.all(
    all.map(async (latex) => {
      try {
        const made = await typesetInText(latex);
        return made.width > MOST_IN_TEXT * 1000 ? null : inTextSvg(made);
      } catch {
        return null;
      }
    }),
  );

function inTextSvg({ svg, width, ascent, descent }: Typeset): string {
  const [above, below] = [Math.max(ascent, 1), Math.max(descent, 0)];
  const box = (height: number, viewBox: string, more: Record<string, string>, content: string): string =>
    element(
      'svg',
      {
        viewBox,
        width: `${(width / 1000).toFixed(3)}em`,
        height: `${(height / 1000).toFixed(3)}em`,
        focusable: 'false',
        'aria-hidden': 'true',
        ...more,
      },
      content,
    );
  const [w, up, down] = [width, above, below].map(Math.round) as [number, number, number];
  const formula = box(above, `0 ${-up} ${w} ${up}`, { overflow: 'visible' }, coloured(svg));
  return down === 0 ? formula : `${formula}${box(below, `0 0 ${w} ${down}`, {}, '')}`;
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
  return element(
    'svg',
    {
      viewBox: [width - room, -above, room, height].map((length) => Math.round(length)).join(' '),
      width: `${(room / 1000).toFixed(2)}em`,
      height: `${(height / 1000).toFixed(2)}em`,
      focusable: 'false',
      'aria-hidden': 'true',
    },
    coloured(svg),
  );
}

const coloured = (svg: string): string => svg.replace(/ fill="(upstream|local)" stroke="\1"/g, ' class="$1"');
