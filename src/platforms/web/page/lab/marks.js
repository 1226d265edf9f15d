import { colours } from './canvas.js';

/** Of the classes in turn: two that look alike differ in colour and in shape. */
const HUES = /** @type {const} */ (['low', 'high', 'third', 'fourth']);
/** What the shapes are called in the style sheet. */
export const SHAPES = /** @type {const} */ (['disc', 'triangle', 'square', 'diamond']);

/** @param {number} place of a class */
export const colourOf = (place) => colours()[HUES[place % HUES.length] ?? 'low'];

/**
 * The outline of a class's mark.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} place of the class
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
export function shape(context, place, x, y, size) {
  const kind = SHAPES[place % SHAPES.length];
  if (kind === 'disc') return context.arc(x, y, size, 0, 2 * Math.PI);
  if (kind === 'square') return context.rect(x - 0.9 * size, y - 0.9 * size, 1.8 * size, 1.8 * size);
  const wide = 1.25 * size;
  context.moveTo(x, y - wide);
  context.lineTo(x + wide, y + (kind === 'diamond' ? 0 : 0.75 * wide));
  if (kind === 'diamond') context.lineTo(x, y + wide);
  context.lineTo(x - wide, y + (kind === 'diamond' ? 0 : 0.75 * wide));
  context.closePath();
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
