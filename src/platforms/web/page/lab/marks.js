import { colours } from './canvas.js';

/** Of two classes with a boundary between them. */
const PAIR = /** @type {const} */ (['low', 'high']);
/** Of more, as in the pictures of the chat: eight differ in colour and in shape, which are shifted in the next round. */
export const HUES = /** @type {const} */ ([
  'class-blue',
  'class-orange',
  'class-green',
  'class-pink',
  'class-yellow',
  'class-red',
  'class-purple',
  'class-turquoise',
]);
const SHAPES = /** @type {const} */ (['circle', 'triangle', 'square', 'diamond', 'down', 'cross', 'star', 'plus']);
/** Of a mark beside a word, in pixels. */
const SWATCH = 14;

/**
 * @param {number} place of a class
 * @param {boolean} many whether there are more than two
 */
export const colourOf = (place, many) => colours()[(many ? HUES[place % HUES.length] : PAIR[place % 2]) ?? 'low'];

/**
 * The mark of a class.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} place of the class
 * @param {boolean} many whether there are more than two
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
export function mark(context, place, many, x, y, size) {
  const kind = SHAPES[(place + Math.floor(place / HUES.length)) % SHAPES.length];
  const colour = colourOf(place, many);
  context.beginPath();
  if (kind === 'cross' || kind === 'star' || kind === 'plus') {
    strokes(context, kind, x, y, 1.2 * size);
    for (const [line, width] of /** @type {const} */ ([
      [colours().card, 4],
      [colour, 2.25],
    ])) {
      context.strokeStyle = line;
      context.lineWidth = width;
      context.stroke();
    }
    return;
  }
  outline(context, kind, x, y, size);
  context.fillStyle = colour;
  context.fill();
  context.strokeStyle = colours().card;
  context.lineWidth = 1;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {'cross' | 'star' | 'plus'} kind
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
function strokes(context, kind, x, y, size) {
  const slant = size * Math.SQRT1_2;
  const straight = [
    [size, 0],
    [0, size],
  ];
  const diagonal = [
    [slant, slant],
    [slant, -slant],
  ];
  const arms = [...(kind === 'cross' ? [] : straight), ...(kind === 'plus' ? [] : diagonal)];
  for (const [dx = 0, dy = 0] of arms) {
    context.moveTo(x - dx, y - dy);
    context.lineTo(x + dx, y + dy);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string | undefined} kind
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
function outline(context, kind, x, y, size) {
  if (kind === 'circle') return context.arc(x, y, size, 0, 2 * Math.PI);
  if (kind === 'square') return context.rect(x - 0.9 * size, y - 0.9 * size, 1.8 * size, 1.8 * size);
  const wide = 1.25 * size;
  const tip = kind === 'down' ? -wide : wide;
  const side = kind === 'diamond' ? 0 : 0.75 * tip;
  context.moveTo(x, y - tip);
  context.lineTo(x + wide, y + side);
  if (kind === 'diamond') context.lineTo(x, y + wide);
  context.lineTo(x - wide, y + side);
  context.closePath();
}

/**
 * The mark of a class, to stand beside its name.
 *
 * @param {number} place
 * @param {boolean} many
 */
export function swatch(place, many) {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  const ratio = devicePixelRatio || 1;
  canvas.width = canvas.height = Math.round(SWATCH * ratio);
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.scale(ratio, ratio);
    mark(context, place, many, SWATCH / 2, SWATCH / 2, 5);
  }
  return canvas;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {string} colour
 * @param {number} [size]
 */
export function ring(context, x, y, colour, size = 7) {
  context.beginPath();
  context.arc(x, y, size, 0, 2 * Math.PI);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.stroke();
}
