import { colours, shown, ticks } from './canvas.js';
import { drawField } from './field.js';
import { mark, ring } from './marks.js';

/**
 * @typedef {import('./frames.js').Run} Run
 * @typedef {import('./frames.js').Frame} Frame
 * @typedef {{ x: (value: number) => number, y: (value: number) => number, left: number, right: number, top: number,
 *   bottom: number }} Scale
 */

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
  if (run.subject !== 'curve') drawField(context, scale, run, frame);
  drawAxes(context, scale, run);
  if (run.subject !== 'curve') drawPoints(context, scale, run, frame, sample);
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

/**
 * Every sample as the mark of its class; a ring around what is taken for another.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {Run} run
 * @param {Frame} frame
 * @param {number} sample
 */
function drawPoints(context, { x, y }, { xs, ys, classes, plane }, { outputs }, sample) {
  const { text, accent } = colours();
  const many = classes === undefined;
  const classOf = (/** @type {readonly number[]} */ row) =>
    classes === undefined ? row.indexOf(Math.max(...row)) : Number((row[0] ?? 0) > classes.threshold);
  xs.forEach((row, i) => {
    const [px, py] = [x(row[plane.x] ?? 0), y(row[plane.y] ?? 0)];
    const own = classOf(ys[i] ?? []);
    mark(context, own, many, px, py, POINT);
    if (own !== classOf(outputs[i] ?? [])) ring(context, px, py, text);
    if (i === sample) ring(context, px, py, accent, 9);
  });
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
  const { low, quiet, text, line, accent } = colours();
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
    mark(context, 1, false, at, y, 5);
  });
}
