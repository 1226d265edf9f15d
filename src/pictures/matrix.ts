import type { MatrixDrawing, Theme } from '../reply/document.ts';
import { mixed, type Rgb, toHex, toRgb } from './colours.ts';
import type { Size } from './geometry.ts';
import { headElements, headOf } from './graph/head.ts';
import { MARGIN } from './graph/size.ts';
import type { Raster } from './raster.ts';
import { element, textElement } from './svg.ts';
import { svgRaster } from './svg-raster.ts';
import { cutEnd, textWidth, wrap, wrapAll } from './text.ts';
import { graphColours } from './theme.ts';

const NAME_SIZE = 13;
const NUMBER_SIZE = 16;
/** Of few classes and of many. */
const LARGEST: Size = { width: 110, height: 56 };
const LEAST = { width: 30, height: 24 };
/** Between cells, and between a name and its cells. */
const GAP = 2;
const NAME_GAP = 8;
const LINE = 18;
/** Names above the columns: in the smaller size where it saves a cut, in so many lines at most, so far apart. */
const NAME_SIZES = [NAME_SIZE, 11, 10];
const MOST_LINES = 3;
const LEADING = 1.2;
/** The names of the rows take so much of the width at most. */
const NAME_PART = 0.3;
/** How much of its colour a cell has at most: the number on it stays readable. */
const SHADE = 0.38;

/**
 * Draws a matrix of counts: right answers on the diagonal in one colour and framed, wrong ones in another, the stronger the
 * more of its row they are.
 *
 * @param ratio pixels to a CSS pixel
 */
export function matrixRaster(drawing: MatrixDrawing, box: Size, theme: Theme, ratio: number): Raster {
  const { svg, size } = matrixSvg(drawing, box, theme);
  return svgRaster(svg, size, ratio);
}

function matrixSvg(drawing: MatrixDrawing, box: Size, theme: Theme): { readonly svg: string; readonly size: Size } {
  const { axes, names, counts } = drawing;
  const colours = graphColours(theme);
  const head = headOf(drawing);
  const nameWidth = Math.min(
    NAME_PART * box.width,
    Math.max(...[axes.row, ...names].map((name) => textWidth(name, NAME_SIZE, 'bold'))),
  );
  const left = MARGIN + nameWidth + NAME_GAP;
  const cellWidth = sizeOf(box.width - left - MARGIN, names.length, LEAST.width, LARGEST.width);
  const columns = columnNames(names, cellWidth - 2 * GAP);
  const top = MARGIN + head.height + LINE + columns.height;
  const cell = {
    width: cellWidth,
    height: sizeOf(box.height - top - MARGIN, names.length, LEAST.height, LARGEST.height),
  };
  const width = Math.ceil(Math.max(head.width + 2 * MARGIN, left + names.length * cell.width + MARGIN));
  const height = Math.ceil(top + names.length * cell.height + MARGIN);
  const paper = toRgb(colours.background);
  const text = (content: string, x: number, y: number, most: number, more: Record<string, string | number>): string =>
    textElement(cutEnd(content, most, NAME_SIZE), { x, y, 'font-size': NAME_SIZE, fill: colours.text, ...more });
  const bold = { 'font-weight': '700', fill: colours.title };
  const middle = { 'text-anchor': 'middle' };

  const cellElement = (row: number, column: number): string => {
    const count = counts[row]?.[column] ?? 0;
    const all = counts[row]?.reduce((sum, one) => sum + one, 0) ?? 0;
    const right = row === column;
    const hue: Rgb = toRgb(right ? colours.value : colours.grad);
    const [x, y] = [left + column * cell.width, top + row * cell.height];
    return [
      element('rect', {
        x: x + GAP / 2,
        y: y + GAP / 2,
        width: cell.width - GAP,
        height: cell.height - GAP,
        rx: 3,
        fill: toHex(count === 0 ? mixed(paper, toRgb(colours.operation), 0.5) : cellColour(paper, hue, count / all)),
        stroke: right ? colours.value : undefined,
        'stroke-width': right ? 1.5 : undefined,
      }),
      textElement(String(count), {
        x: x + cell.width / 2,
        y: y + cell.height / 2 + NUMBER_SIZE * 0.35,
        'font-size': Math.min(NUMBER_SIZE, cell.width / 2.4),
        ...middle,
        ...(count === 0 ? { fill: colours.text } : { ...bold, 'font-weight': right ? '700' : '400' }),
      }),
    ].join('');
  };
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height },
    element('rect', { width, height, fill: colours.background }),
    headElements(head, colours),
    text(axes.column, left + GAP, top - columns.height - 6, width - left, bold),
    text(axes.row, MARGIN, top - 6, nameWidth, bold),
    ...columns.lines.flatMap((lines, i) =>
      lines.map((line, k) =>
        textElement(line, {
          x: left + (i + 0.5) * cell.width,
          y: top - 6 - (lines.length - 1 - k) * columns.size * LEADING,
          'font-size': columns.size,
          fill: colours.text,
          ...middle,
        }),
      ),
    ),
    ...names.map((name, i) =>
      text(name, left - NAME_GAP, top + (i + 0.5) * cell.height + NAME_SIZE * 0.35, nameWidth, {
        'text-anchor': 'end',
      }),
    ),
    ...names.flatMap((_, row) => names.map((_, column) => cellElement(row, column))),
  );
  return { svg, size: { width, height } };
}

/** Names in lines of this width: whole in the first size in which they fit, broken within words where they fit in none. */
export function columnNames(names: readonly string[], width: number) {
  const whole = NAME_SIZES.map((size) => ({ size, lines: names.map((name) => wrap(name, width, size)) })).find(
    ({ size, lines }) =>
      lines.every((some) => some.length <= MOST_LINES && some.every((line) => textWidth(line, size) <= width)),
  );
  const least = Math.min(...NAME_SIZES);
  const { size, lines } = whole ?? { size: least, lines: names.map((name) => broken(name, width, least)) };
  return { size, lines, height: LINE + (Math.max(...lines.map(({ length }) => length)) - 1) * size * LEADING };
}

/** In as many lines as there may be; what does not fit in the last is cut. */
function broken(name: string, width: number, size: number): string[] {
  const lines = wrapAll(name, width, size);
  const last = lines.slice(MOST_LINES - 1).join(' ');
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), cutEnd(last, width, size)];
}

/** The colour of a cell with a share, 0 to 1, of its row. */
export const cellColour = (paper: Rgb, hue: Rgb, share: number): Rgb => mixed(paper, hue, SHADE * (0.3 + 0.7 * share));

const sizeOf = (room: number, count: number, least: number, most: number): number =>
  Math.max(least, Math.min(most, Math.floor(room / count)));
