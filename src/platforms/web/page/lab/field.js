import { channels, colours } from './canvas.js';
import { colourOf, HUES } from './marks.js';

/**
 * @typedef {import('./frames.js').Run} Run
 * @typedef {import('./frames.js').Frame} Frame
 * @typedef {import('./plane.js').Scale} Scale
 */

/** How much of a class's colour is laid over the ground where the network is sure of it, and in a region. */
const SHADE = 0.42;
const REGION = 0.32;

/** The image of the field, a pixel a value, before it is stretched. */
const small = document.createElement('canvas');

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {Run} run
 * @param {Frame} frame
 */
export function drawField(context, { left, right, top, bottom }, { cells, classes }, { field }) {
  const brush = small.getContext('2d');
  if (field === undefined || brush === null) return;
  const side = cells + 1;
  if (small.width !== side) small.width = small.height = side;
  const image = brush.createImageData(side, side);
  const shadeOf = classes === undefined ? regionShade() : boundaryShade(classes);
  const ground = channels(colours().card);
  for (let i = 0; i < field.length; i++) {
    const { colour, share } = shadeOf(field[i] ?? 0);
    const at = 4 * ((side - 1 - Math.floor(i / side)) * side + (i % side));
    for (let channel = 0; channel < 3; channel++)
      image.data[at + channel] = (1 - share) * (ground[channel] ?? 0) + share * (colour[channel] ?? 0);
    image.data[at + 3] = 255;
  }
  brush.putImageData(image, 0, 0);
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  // The values lie on the corners of the cells: their pixels go half a cell beyond the edges.
  const [wide, tall] = [(right - left) / cells, (bottom - top) / cells];
  context.imageSmoothingEnabled = true;
  context.drawImage(small, left - wide / 2, top - tall / 2, right - left + wide, bottom - top + tall);
  if (classes !== undefined) {
    context.strokeStyle = colours().text;
    context.lineWidth = 2;
    context.stroke(
      contour(field, cells, classes.threshold, (column, row) => [left + column * wide, bottom - row * tall]),
    );
  }
  context.restore();
}

/**
 * How a value is shaded: the colour of its class, laid over the ground the thicker the surer.
 *
 * @typedef {(value: number) => { colour: readonly number[], share: number }} Shade
 */

/**
 * @param {import('./frames.js').Classes} classes
 * @returns {Shade}
 */
function boundaryShade({ low, high, threshold }) {
  const [lower, upper] = [channels(colourOf(0, false)), channels(colourOf(1, false))];
  const half = (high - low) / 2;
  return (value) => {
    const sure = (value - threshold) / half;
    // What is no number keeps the colour of the ground.
    const share = Number.isNaN(sure) ? 0 : SHADE * Math.min(1, Math.abs(sure));
    return { colour: sure > 0 ? upper : lower, share };
  };
}

/** @returns {Shade} */
function regionShade() {
  const classes = HUES.map((_, place) => channels(colourOf(place, true)));
  return (place) => ({ colour: classes[place % classes.length] ?? [], share: REGION });
}

/**
 * Where a field crosses a value: in each cell the straight piece between the edges that it crosses (marching squares).
 *
 * @param {Float32Array} field
 * @param {number} cells
 * @param {number} value
 * @param {(column: number, row: number) => [x: number, y: number]} place
 */
function contour(field, cells, value, place) {
  const path = new Path2D();
  const side = cells + 1;
  const above = (/** @type {number} */ column, /** @type {number} */ row) => (field[row * side + column] ?? 0) - value;
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      /** The corners in turn around the cell. @type {[number, number][]} */
      const corners = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ];
      /** @type {[number, number][]} */
      const crossed = [];
      corners.forEach(([fromColumn, fromRow], i) => {
        const [toColumn, toRow] = corners[(i + 1) % 4] ?? [0, 0];
        const [from, to] = [above(fromColumn, fromRow), above(toColumn, toRow)];
        if (from > 0 === to > 0) return;
        const part = from / (from - to);
        crossed.push([fromColumn + part * (toColumn - fromColumn), fromRow + part * (toRow - fromRow)]);
      });
      for (let i = 0; i + 1 < crossed.length; i += 2) {
        path.moveTo(...place(...(crossed[i] ?? [0, 0])));
        path.lineTo(...place(...(crossed[i + 1] ?? [0, 0])));
      }
    }
  }
  return path;
}
