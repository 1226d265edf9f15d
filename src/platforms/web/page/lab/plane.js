import { channels, colours, shown, ticks } from './canvas.js';

/**
 * @typedef {import('./frames.js').Run} Run
 * @typedef {import('./frames.js').Frame} Frame
 * @typedef {{ x: (value: number) => number, y: (value: number) => number, left: number, right: number, top: number,
 *   bottom: number }} Scale
 */

/** How much of a class's colour is laid over the ground where the network is sure of it. */
const SHADE = 0.42;
const POINT = 4.5;
/** More samples than this are not drawn as rows. */
const MOST_ROWS = 24;

/**
 * Data, and over them what the network makes of them: its boundary, its curve, or its outputs beside the targets.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {Run} run
 * @param {Frame} frame
 * @param {number} sample the one that is marked
 */
export function drawPlane(context, width, height, run, frame, sample) {
  if (run.area === undefined) return drawOutputs(context, width, height, run, frame, sample);
  const scale = scaleOf(run.area, width, height);
  if (run.subject === 'boundary') drawField(context, scale, run, frame);
  drawAxes(context, scale, run);
  if (run.subject === 'boundary') drawPoints(context, scale, run, frame, sample);
  else drawCurve(context, scale, run, frame, sample);
}

/**
 * @param {import('./frames.js').Area} area
 * @param {number} width
 * @param {number} height
 * @returns {Scale}
 */
function scaleOf(area, width, height) {
  const [left, right, top, bottom] = [34, width - 8, 8, height - 24];
  return {
    left,
    right,
    top,
    bottom,
    x: (value) => left + ((value - area.left) / (area.right - area.left)) * (right - left),
    y: (value) => bottom - ((value - area.bottom) / (area.top - area.bottom)) * (bottom - top),
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {Run} run
 */
function drawAxes(context, { x, y, left, right, top, bottom }, { area }) {
  if (area === undefined) return;
  const { line, quiet } = colours();
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.strokeRect(left, top, right - left, bottom - top);
  context.fillStyle = quiet;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const tick of ticks(area.left, area.right, 5)) context.fillText(shown(tick), x(tick), bottom + 6);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const tick of ticks(area.bottom, area.top, 5)) context.fillText(shown(tick), left - 5, y(tick));
}

/** The image of the field, a pixel a value, before it is stretched. */
const small = document.createElement('canvas');

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {Run} run
 * @param {Frame} frame
 */
function drawField(context, { left, right, top, bottom }, { cells, classes }, { field }) {
  const brush = small.getContext('2d');
  if (field === undefined || classes === undefined || brush === null) return;
  const side = cells + 1;
  if (small.width !== side) small.width = small.height = side;
  const [low, high, ground] = [channels(colours().low), channels(colours().high), channels(colours().card)];
  const image = brush.createImageData(side, side);
  const half = (classes.high - classes.low) / 2;
  for (let i = 0; i < field.length; i++) {
    const sure = ((field[i] ?? 0) - classes.threshold) / half;
    // What is no number keeps the colour of the ground.
    const share = Number.isNaN(sure) ? 0 : SHADE * Math.min(1, Math.abs(sure));
    const colour = sure > 0 ? high : low;
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
  const [wide, high2] = [(right - left) / cells, (bottom - top) / cells];
  context.imageSmoothingEnabled = true;
  context.drawImage(small, left - wide / 2, top - high2 / 2, right - left + wide, bottom - top + high2);
  context.strokeStyle = colours().text;
  context.lineWidth = 2;
  context.stroke(
    contour(field, cells, classes.threshold, (column, row) => [left + column * wide, bottom - row * high2]),
  );
  context.restore();
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

/**
 * A disc for the low class, a triangle for the high one; a ring around what lies on the wrong side.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {Run} run
 * @param {Frame} frame
 * @param {number} sample
 */
function drawPoints(context, { x, y }, { xs, ys, classes }, { outputs }, sample) {
  if (classes === undefined) return;
  const { low, high, card, text, accent } = colours();
  xs.forEach(([first = 0, second = 0], i) => {
    const [px, py] = [x(first), y(second)];
    const isHigh = (ys[i]?.[0] ?? 0) > classes.threshold;
    context.beginPath();
    if (isHigh) triangle(context, px, py, POINT + 1.5);
    else context.arc(px, py, POINT, 0, 2 * Math.PI);
    context.fillStyle = isHigh ? high : low;
    context.fill();
    context.strokeStyle = card;
    context.lineWidth = 1;
    context.stroke();
    if (isHigh !== (outputs[i]?.[0] ?? 0) > classes.threshold) ring(context, px, py, text);
    if (i === sample) ring(context, px, py, accent, 9);
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
function triangle(context, x, y, size) {
  context.moveTo(x, y - size);
  context.lineTo(x + 0.9 * size, y + 0.65 * size);
  context.lineTo(x - 0.9 * size, y + 0.65 * size);
  context.closePath();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {string} colour
 * @param {number} [size]
 */
function ring(context, x, y, colour, size = 7) {
  context.beginPath();
  context.arc(x, y, size, 0, 2 * Math.PI);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {Run} run
 * @param {Frame} frame
 * @param {number} sample
 */
function drawCurve(context, { x, y, left, right, top, bottom }, { area, xs, ys }, { field }, sample) {
  if (area === undefined || field === undefined) return;
  const { low, high, card, accent } = colours();
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  context.beginPath();
  field.forEach((value, i) => {
    context.lineTo(left + ((right - left) * i) / (field.length - 1), Number.isFinite(value) ? y(value) : bottom);
  });
  context.strokeStyle = high;
  context.lineWidth = 2.5;
  context.stroke();
  context.restore();
  xs.forEach(([input = 0], i) => {
    const [px, py] = [x(input), y(ys[i]?.[0] ?? 0)];
    context.beginPath();
    context.arc(px, py, POINT, 0, 2 * Math.PI);
    context.fillStyle = low;
    context.fill();
    context.strokeStyle = card;
    context.lineWidth = 1;
    context.stroke();
    if (i === sample) ring(context, px, py, accent, 9);
  });
}

/**
 * One row an output: where it is, where it is to be, and what is between them.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {Run} run
 * @param {Frame} frame
 * @param {number} sample
 */
function drawOutputs(context, width, height, { ys }, { outputs }, sample) {
  const { low, high, quiet, text, line, accent } = colours();
  const rows = ys.flatMap((targets, i) => {
    const name = (/** @type {number} */ output) => (targets.length > 1 ? `${i + 1}.${output + 1}` : String(i + 1));
    return targets.map((target, o) => ({ i, name: name(o), target, output: outputs[i]?.[o] ?? 0 }));
  });
  const drawn = rows.slice(0, MOST_ROWS);
  const numbers = drawn.flatMap(({ target, output }) => (Number.isFinite(output) ? [target, output] : [target]));
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const margin = 0.08 * (most - least) || 1;
  const [left, right, top, bottom] = [74, width - 14, 10, height - 26];
  const x = (/** @type {number} */ value) =>
    left + ((value - least + margin) / (most - least + 2 * margin)) * (right - left);
  context.textBaseline = 'top';
  context.textAlign = 'center';
  for (const tick of ticks(least - margin, most + margin, 5)) {
    context.fillStyle = quiet;
    context.fillText(shown(tick), x(tick), bottom + 7);
    context.fillStyle = line;
    context.fillRect(x(tick) - 0.5, top, 1, bottom - top);
  }
  const step = (bottom - top) / drawn.length;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  drawn.forEach(({ i, name, target, output }, row) => {
    const y = top + (row + 0.5) * step;
    context.fillStyle = i === sample ? accent : text;
    if (step >= 12 || row % 2 === 0) context.fillText(`sample ${name}`, left - 8, y);
    const at = Number.isFinite(output) ? x(output) : right;
    context.fillStyle = quiet;
    context.fillRect(Math.min(at, x(target)), y - 1, Math.abs(at - x(target)), 2);
    context.beginPath();
    context.arc(x(target), y, 6, 0, 2 * Math.PI);
    context.strokeStyle = low;
    context.lineWidth = 2.5;
    context.stroke();
    context.beginPath();
    triangle(context, at, y, 6.5);
    context.fillStyle = high;
    context.fill();
  });
}
