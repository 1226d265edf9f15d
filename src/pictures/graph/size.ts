import type { GraphCard, GraphDrawing } from '../../reply/document.ts';
import type { Size } from '../geometry.ts';
import { textWidth } from '../text.ts';

export type Form = GraphDrawing['form'];

/**
 * Graphs are laid out in the pixels of a chat, which shows a picture at most 550 px wide: no graph is wider, and no
 * text smaller than 12 px.
 */
export const GRAPH_WIDTH = 550;
/** A picture taller than this is no longer looked at as a whole. */
export const GRAPH_HEIGHT = 800;
export const MARGIN = 12;

export const NAME_SIZE = 14;
export const NUMBER_SIZE = 14;
/** "value" and "grad". */
export const LABEL_SIZE = 12.5;
export const SYMBOL_SIZE = 15;
export const GRAPH_TITLE_SIZE = 17;
export const SUBTITLE_SIZE = 13;
/** In an animation the line below the title is what to read. */
export const CAPTION_SIZE = 15;

/** Between a text and the border of its card. */
export const PADDING = 6;
/** Between a label and its number on one line. */
export const LABEL_GAP = 5;
export const NAME_HEIGHT = 23;
export const LABEL_HEIGHT = 16;
export const NUMBER_HEIGHT = 20;
/** A card of one line, a constant, and an operation. */
const LINE_CARD_HEIGHT = 26;
const LEAST_CONSTANT = 30;
/** Small numbers have room alike, so that their cards are. */
const LEAST_NUMBER = '−10';

/** A sub-expression on a card is cut to this many pixels. */
export const GROUP_NAME_WIDTH = 170;

export const LABELS = { value: 'value', grad: 'grad' } as const;

/** What a card says below its name. */
export const partsOf = (card: GraphCard): ('value' | 'grad')[] =>
  (['value', 'grad'] as const).filter((part) => card[part] !== undefined);

/** The texts of a card with their sizes, as wide as they ever get. */
interface Widths {
  readonly name: number;
  readonly valueLabel: number;
  readonly gradLabel: number;
  readonly value: number;
  readonly grad: number;
}

/** How wide the parts of a card are, its gradient at its widest. */
export const widthsOf = ({ name, value = '', grad = '', widest = '' }: GraphCard): Widths => ({
  name: textWidth(name, NAME_SIZE, 'bold'),
  valueLabel: textWidth(LABELS.value, LABEL_SIZE),
  gradLabel: textWidth(LABELS.grad, LABEL_SIZE),
  value: Math.max(...[value, LEAST_NUMBER].map((text) => textWidth(text, NUMBER_SIZE, 'bold'))),
  grad: Math.max(...[grad, widest, LEAST_NUMBER].map((text) => textWidth(text, NUMBER_SIZE, 'bold'))),
});

/** The size of a card, in the form of its graph. */
export function cardSize(card: GraphCard, form: Form): Size {
  const { name, valueLabel, gradLabel, value, grad } = widthsOf(card);
  if (card.kind === 'constant') {
    return { width: Math.max(LEAST_CONSTANT, Math.ceil(name + 2 * PADDING)), height: LINE_CARD_HEIGHT };
  }
  const top = name + 2 * PADDING;
  const parts = partsOf(card);
  if (parts.length === 0) return { width: Math.ceil(Math.max(LEAST_CONSTANT, top)), height: LINE_CARD_HEIGHT };
  const labels = Math.max(...parts.map((part) => (part === 'value' ? valueLabel : gradLabel)));
  const numbers = Math.max(...parts.map((part) => (part === 'value' ? value : grad)));
  switch (form) {
    case 'columns': {
      const column = Math.max(labels, numbers) + 2 * PADDING;
      const height = NAME_HEIGHT + LABEL_HEIGHT + NUMBER_HEIGHT;
      return { width: Math.ceil(Math.max(top, parts.length * column)), height };
    }
    case 'rows': {
      const row = labels + LABEL_GAP + numbers + 2 * PADDING;
      return { width: Math.ceil(Math.max(top, row)), height: NAME_HEIGHT + parts.length * NUMBER_HEIGHT };
    }
    case 'line': {
      const cells = parts.map((part) => (part === 'value' ? valueLabel + value : gradLabel + grad));
      const width = cells.reduce((sum, cell) => sum + cell + LABEL_GAP + 2 * PADDING, top);
      return { width: Math.ceil(width), height: LINE_CARD_HEIGHT };
    }
  }
}

/** A circle for a sign, a longer pill for a function's name. */
export const operationSize = (symbol: string): Size => ({
  width: Math.max(LINE_CARD_HEIGHT, Math.ceil(textWidth(symbol, SYMBOL_SIZE, 'bold') + 2 * PADDING)),
  height: LINE_CARD_HEIGHT,
});

/** Space between what stands beside each other, and along the arrows. */
export const gapsOf = (form: Form): { readonly beside: number; readonly along: number } =>
  form === 'line' ? { beside: 12, along: 10 } : { beside: 12, along: 14 };
