import type { MasteryDrawing, Theme } from '../reply/document.ts';
import { type Mark, markOf } from '../reply/mastery-mark.ts';
import { mixed, toHex, toRgb } from './colours.ts';
import type { Size } from './geometry.ts';
import { headElements, headOf } from './graph/head.ts';
import { MARGIN } from './graph/size.ts';
import type { Raster } from './raster.ts';
import { element, textElement } from './svg.ts';
import { svgRaster } from './svg-raster.ts';
import { cutEnd, textWidth } from './text.ts';
import { graphColours } from './theme.ts';

/** A chat on a phone shows the picture at half its size: what is 22 px here is 11 px there. */
const NAME_SIZE = 22;
const NUMBER_SIZE = 26;
const COUNT_SIZE = 20;
const LINE = 34;
const GAP = 6;
const NAME_GAP = 14;
/** How much of its colour a cell has: the number on it stays readable. */
const SHADE = 0.36;

type Cell = MasteryDrawing['rows'][number]['cells'][number];

/**
 * Draws what somebody can do: a row for each topic, a column for each level, with a sign and a colour for how sure it is.
 *
 * @param ratio pixels to a CSS pixel
 */
export function masteryRaster(drawing: MasteryDrawing, box: Size, theme: Theme, ratio: number): Raster {
  const { columns, rows } = drawing;
  const colours = graphColours(theme);
  const head = headOf(drawing);
  const left = MARGIN + Math.max(...rows.map(({ name }) => textWidth(name, NAME_SIZE, 'bold'))) + NAME_GAP;
  const top = MARGIN + head.height + LINE;
  const cell = {
    width: (box.width - left - MARGIN) / columns.length,
    height: (box.height - top - MARGIN) / rows.length,
  };
  const paper = toRgb(colours.background);
  const hues: Readonly<Record<Mark, string>> = { '✔': colours.value, '~': colours.grad, '✘': colours.error };
  const middle = { 'text-anchor': 'middle' };

  const cellElement = ({ sure, tried, all }: Cell, row: number, column: number): string => {
    if (all === 0) return '';
    const x = left + column * cell.width + GAP / 2;
    const y = top + row * cell.height + GAP / 2;
    const [width, height] = [cell.width - GAP, cell.height - GAP];
    const mark = sure === undefined ? undefined : markOf(sure);
    const hue = mark && hues[mark];
    const fill = hue === undefined ? mixed(paper, toRgb(colours.operation), 0.5) : mixed(paper, toRgb(hue), SHADE);
    const frame = mark === '✔' ? { stroke: hue, 'stroke-width': 2 } : {};
    const number = mark === undefined ? '–' : `${mark} ${Math.round(100 * (sure ?? 0))} %`;
    return [
      element('rect', { x, y, width, height, rx: 4, fill: toHex(fill), ...frame }),
      textElement(number, {
        x: x + width / 2,
        y: y + height / 2 - 1,
        'font-size': NUMBER_SIZE,
        fill: mark === undefined ? colours.text : colours.title,
        ...middle,
        'font-weight': mark === undefined ? '400' : '700',
      }),
      textElement(`${tried} of ${all}`, {
        x: x + width / 2,
        y: y + height / 2 + COUNT_SIZE + 1,
        'font-size': COUNT_SIZE,
        fill: mark === undefined ? colours.text : colours.title,
        ...middle,
      }),
    ].join('');
  };
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', ...box },
    element('rect', { ...box, fill: colours.background }),
    headElements(head, colours),
    ...columns.map((name, i) =>
      textElement(cutEnd(name, cell.width, NAME_SIZE), {
        x: left + (i + 0.5) * cell.width,
        y: top - 10,
        'font-size': NAME_SIZE,
        fill: colours.text,
        ...middle,
      }),
    ),
    ...rows.map(({ name }, i) =>
      textElement(name, {
        x: left - NAME_GAP,
        y: top + (i + 0.5) * cell.height + NAME_SIZE * 0.35,
        'font-size': NAME_SIZE,
        'font-weight': '700',
        fill: colours.title,
        'text-anchor': 'end',
      }),
    ),
    ...rows.flatMap(({ cells }, row) => cells.map((one, column) => cellElement(one, row, column))),
  );
  return svgRaster(svg, box, ratio);
}
