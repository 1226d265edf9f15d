import type { GraphCard, GraphDrawing } from '../../reply/document.ts';
import type { Box, Pixel } from '../geometry.ts';
import { element, textElement } from '../svg.ts';
import type { GraphColours } from '../theme.ts';
import {
  cardSize,
  type Form,
  LABEL_GAP,
  LABEL_HEIGHT,
  LABEL_SIZE,
  LABELS,
  NAME_HEIGHT,
  NAME_SIZE,
  NUMBER_HEIGHT,
  NUMBER_SIZE,
  operationSize,
  PADDING,
  partsOf,
  SYMBOL_SIZE,
  widthsOf,
} from './size.ts';

/** Where the middle of small letters stands above the line they stand on, over the font size. */
const MIDDLE = 0.36;
const CORNER = 6;
export const THIN = 1.5;
export const THICK = 3;

interface TextStyle {
  readonly size: number;
  readonly fill: string;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
}

const write = (text: string, x: number, middle: number, { size, fill, bold, anchor = 'middle' }: TextStyle): string =>
  textElement(text, {
    x,
    y: middle + MIDDLE * size,
    'font-size': size,
    'font-weight': bold ? 700 : undefined,
    fill,
    'text-anchor': anchor,
  });

/** A card with its name, value and gradient, around its middle. */
export function cardElement(card: GraphCard, form: Form, { x, y }: Pixel, colours: GraphColours): string {
  const { width, height } = cardSize(card, form);
  const [left, top] = [x - width / 2, y - height / 2];
  const border = { active: colours.grad, error: colours.error, none: colours.line }[card.mark ?? 'none'];
  const frame = element('rect', {
    x: left,
    y: top,
    width,
    height,
    rx: CORNER,
    fill: colours.card,
    stroke: border,
    'stroke-width': card.mark === undefined ? THIN : THICK,
    ...(card.kind === 'group' && { 'stroke-dasharray': '6 4' }),
  });
  const name: TextStyle = { size: NAME_SIZE, fill: colours.title, bold: true };
  if (card.kind === 'constant') return frame + write(card.name, x, y, { ...name, fill: colours.value });
  const parts = partsOf(card);
  if (parts.length === 0) return frame + write(card.name, x, y, name);
  const box = { left, top, width, height };
  const content = form === 'line' ? lineContent(card, box, colours) : stackedContent(card, form, box, colours);
  return frame + content;
}

const divider = (from: Pixel, to: Pixel, colours: GraphColours): string =>
  element('line', { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: colours.line, 'stroke-width': 1 });

const styles = (card: GraphCard, colours: GraphColours) => ({
  name: { size: NAME_SIZE, fill: colours.title, bold: true } as const,
  label: { size: LABEL_SIZE, fill: colours.text } as const,
  value: { size: NUMBER_SIZE, fill: card.mark === 'error' ? colours.error : colours.value, bold: true } as const,
  grad: { size: NUMBER_SIZE, fill: colours.grad, bold: true } as const,
});

/** The name on top; below it value and gradient, beside each other or one under the other. */
function stackedContent(card: GraphCard, form: Form, { left, top, width, height }: Box, colours: GraphColours): string {
  const style = styles(card, colours);
  const [middle, right, below] = [left + width / 2, left + width, top + NAME_HEIGHT];
  const shown = partsOf(card);
  const parts = [
    write(card.name, middle, top + NAME_HEIGHT / 2, style.name),
    divider({ x: left, y: below }, { x: right, y: below }, colours),
  ];
  if (form === 'columns') {
    if (shown.length > 1) parts.push(divider({ x: middle, y: below }, { x: middle, y: top + height }, colours));
    for (const [i, part] of shown.entries()) {
      const x = left + (width * (1 + 2 * i)) / (2 * shown.length);
      parts.push(write(LABELS[part], x, below + LABEL_HEIGHT / 2 + 1, style.label));
      parts.push(write(card[part] ?? '', x, below + LABEL_HEIGHT + NUMBER_HEIGHT / 2 - 1.5, style[part]));
    }
    return parts.join('');
  }
  for (const [i, part] of shown.entries()) {
    const y = below + NUMBER_HEIGHT * (i + 0.5);
    parts.push(write(LABELS[part], left + PADDING, y, { ...style.label, anchor: 'start' }));
    parts.push(write(card[part] ?? '', right - PADDING, y, { ...style[part], anchor: 'end' }));
  }
  return parts.join('');
}

/** Name, value and gradient on one line, in cells. */
function lineContent(card: GraphCard, { left, top, height }: Box, colours: GraphColours): string {
  const style = styles(card, colours);
  const widths = widthsOf(card);
  const y = top + height / 2;
  const parts = [write(card.name, left + PADDING + widths.name / 2, y, style.name)];
  let x = left + widths.name + 2 * PADDING;
  for (const part of partsOf(card)) {
    const label = widths[`${part}Label`];
    parts.push(divider({ x, y: top }, { x, y: top + height }, colours));
    parts.push(write(LABELS[part], x + PADDING, y, { ...style.label, anchor: 'start' }));
    const start = x + PADDING + label + LABEL_GAP;
    parts.push(write(card[part] ?? '', start + widths[part] / 2, y, style[part]));
    x = start + widths[part] + PADDING;
  }
  return parts.join('');
}

type Operation = GraphDrawing['operations'][number];

/** A circle with the sign of an operation, or a pill with a function's name. */
export function operationElement({ symbol = '', active }: Operation, { x, y }: Pixel, colours: GraphColours): string {
  const { width, height } = operationSize(symbol);
  const shape = element('rect', {
    x: x - width / 2,
    y: y - height / 2,
    width,
    height,
    rx: height / 2,
    fill: colours.operation,
    stroke: active ? colours.grad : colours.line,
    'stroke-width': active ? THICK : THIN,
  });
  return shape + write(symbol, x, y, { size: SYMBOL_SIZE, fill: colours.title, bold: true });
}

const CROSS_RADIUS = 9;

/** The sign of a mistake on an arrow, for those who cannot go by its colour. */
export const crossElement = ({ x, y }: Pixel, colours: GraphColours): string =>
  element('circle', {
    cx: x,
    cy: y,
    r: CROSS_RADIUS,
    fill: colours.background,
    stroke: colours.error,
    'stroke-width': THIN,
  }) + write('✘', x, y, { size: LABEL_SIZE, fill: colours.error, bold: true });
