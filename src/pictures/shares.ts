import type { SharesDrawing, Theme } from '../reply/document.ts';
import { mixed, toHex, toRgb } from './colours.ts';
import type { Size } from './geometry.ts';
import { headElements, headOf } from './graph/head.ts';
import { MARGIN } from './graph/size.ts';
import type { Raster } from './raster.ts';
import { element, textElement } from './svg.ts';
import { svgRaster } from './svg-raster.ts';
import { cutEnd, textWidth } from './text.ts';
import { graphColours, TEXT_SIZE } from './theme.ts';

const BAR = 30;
const GAP = 10;
/** Between the parts of a bar, and between its name and the bar. */
const PART_GAP = 2;
const NAME_GAP = 12;
/** Around a label in its part. */
const PADDING = 5;
/** How much of its colour a part has: two that stand beside each other are told apart, and the text on them stays readable. */
const SHADES = [0.42, 0.28] as const;

type Part = SharesDrawing['rows'][number]['parts'][number];

/**
 * Draws a bar for each row, as long as all others, in parts as large as their counts: right ones in one colour and framed,
 * wrong ones in another. What has no room for its label goes without.
 *
 * @param ratio pixels to a CSS pixel
 */
export function sharesRaster(drawing: SharesDrawing, box: Size, theme: Theme, ratio: number): Raster {
  const { svg, size } = sharesSvg(drawing, box, theme);
  return svgRaster(svg, size, ratio);
}

function sharesSvg(drawing: SharesDrawing, box: Size, theme: Theme): { readonly svg: string; readonly size: Size } {
  const { rows } = drawing;
  const colours = graphColours(theme);
  const head = headOf(drawing);
  const nameWidth = Math.max(...rows.map(({ name }) => textWidth(name, TEXT_SIZE)));
  const left = MARGIN + nameWidth + NAME_GAP;
  const width = box.width;
  const room = width - left - MARGIN;
  const top = MARGIN + head.height;
  const height = Math.ceil(top + rows.length * (BAR + GAP) - GAP + MARGIN);
  const paper = toRgb(colours.background);
  const hues = { right: colours.value, wrong: colours.grad, neither: colours.text } as const;
  const middle = (y: number): number => y + BAR / 2 + TEXT_SIZE * 0.35;

  const partElements = (part: Part, index: number, x: number, size: number, y: number): string => {
    const shade = SHADES[index % SHADES.length] ?? SHADES[0];
    const label = labelFor(part, size - 2 * PADDING);
    return [
      element('rect', {
        x,
        y,
        width: Math.max(1, size - PART_GAP),
        height: BAR,
        rx: 3,
        fill: toHex(mixed(paper, toRgb(hues[part.kind]), shade)),
        stroke: part.kind === 'right' ? colours.value : undefined,
        'stroke-width': part.kind === 'right' ? 1.5 : undefined,
      }),
      label === ''
        ? ''
        : textElement(label, { x: x + PADDING, y: middle(y), 'font-size': TEXT_SIZE, fill: colours.title }),
    ].join('');
  };
  const rowElements = ({ name, parts }: SharesDrawing['rows'][number], i: number): string => {
    const y = top + i * (BAR + GAP);
    const all = parts.reduce((sum, { count }) => sum + count, 0);
    let x = left;
    const drawn = parts
      .filter(({ count }) => count > 0)
      .map((part, index) => {
        const size = (room * part.count) / all;
        const made = partElements(part, index, x, size, y);
        x += size;
        return made;
      });
    const empty =
      all > 0 ? '' : textElement('no answer', { x: left, y: middle(y), 'font-size': TEXT_SIZE, fill: colours.text });
    const title = textElement(cutEnd(name, nameWidth, TEXT_SIZE), {
      x: left - NAME_GAP,
      y: middle(y),
      'font-size': TEXT_SIZE,
      fill: colours.text,
      'text-anchor': 'end',
    });
    return title + empty + drawn.join('');
  };
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height },
    element('rect', { width, height, fill: colours.background }),
    headElements(head, colours),
    ...rows.map(rowElements),
  );
  return { svg, size: { width, height } };
}

/** The whole label, as many of its words as there is room for, or nothing. */
function labelFor({ label }: Part, room: number): string {
  const words = label.split(' ');
  const shorter = [label, words.slice(0, 2).join(' '), words[0] ?? ''];
  return shorter.find((text) => textWidth(text, TEXT_SIZE) <= room) ?? '';
}
