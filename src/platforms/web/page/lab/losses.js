import { colours, shown } from './canvas.js';

/**
 * @typedef {object} History what has been so far
 * @property {number[]} losses one an iteration
 * @property {boolean[]} zeroed were the gradients reset in it?
 * @property {number[]} changes iterations before which something was changed
 * @property {string | undefined} failure what it ended in
 */

/** Losses below this are drawn as if they were this. */
const LEAST = 1e-12;
/** More points than pixels are not seen. */
const POINTS_A_PIXEL = 2;

/**
 * The loss by iteration on a log scale; where the gradients were not reset the ground is shaded.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {History} history
 * @param {number} steps as many as are to be made
 */
export function drawLosses(context, width, height, { losses, zeroed, changes, failure }, steps) {
  const { line, quiet, high, low, text } = colours();
  const [left, right, top, bottom] = [50, width - 10, 10, height - 24];
  const logs = losses.map((loss) => Math.log10(Math.max(LEAST, loss)));
  const least = Math.floor(logs.reduce((one, other) => Math.min(one, other), logs[0] ?? -1));
  const most = Math.max(least + 1, Math.ceil(logs.reduce((one, other) => Math.max(one, other), logs[0] ?? 0)));
  const last = Math.max(steps, losses.length, 2) - 1;
  const x = (/** @type {number} */ iteration) => left + (iteration / last) * (right - left);
  const y = (/** @type {number} */ log) => bottom - ((log - least) / (most - least)) * (bottom - top);

  context.fillStyle = line;
  let from = 0;
  for (let i = 1; i <= zeroed.length; i++) {
    if (i < zeroed.length && zeroed[i] === zeroed[from]) continue;
    if (!zeroed[from]) {
      context.globalAlpha = 0.55;
      context.fillRect(x(from), top, Math.max(2, x(i - 1) - x(from)), bottom - top);
      context.globalAlpha = 1;
    }
    from = i;
  }
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const each = Math.ceil((most - least) / 5);
  for (let power = least; power <= most; power += each) {
    context.fillStyle = quiet;
    context.fillText(shown(10 ** power), left - 6, y(power));
    context.fillStyle = line;
    context.fillRect(left, y(power) - 0.5, right - left, 1);
  }
  context.textBaseline = 'top';
  context.fillStyle = quiet;
  context.textAlign = 'left';
  context.fillText('0', left, bottom + 6);
  context.textAlign = 'right';
  context.fillText(`iteration ${last}`, right, bottom + 6);
  for (const change of changes) {
    context.fillStyle = quiet;
    context.fillRect(x(change), bottom - 8, 2, 8);
  }
  if (logs.length === 0) return;
  const stride = Math.max(1, Math.floor(logs.length / (POINTS_A_PIXEL * (right - left))));
  context.beginPath();
  for (let i = 0; i < logs.length; i += stride) context.lineTo(x(i), y(logs[i] ?? 0));
  const end = logs.length - 1;
  context.lineTo(x(end), y(logs[end] ?? 0));
  context.strokeStyle = low;
  context.lineWidth = 2;
  context.stroke();
  context.beginPath();
  context.arc(x(end), y(logs[end] ?? 0), 4, 0, 2 * Math.PI);
  context.fillStyle = low;
  context.fill();
  if (failure !== undefined) {
    context.strokeStyle = high;
    context.lineWidth = 3;
    const [px, py] = [Math.min(right - 6, x(end + 1)), y(logs[end] ?? 0)];
    context.beginPath();
    context.moveTo(px - 5, py - 5);
    context.lineTo(px + 5, py + 5);
    context.moveTo(px + 5, py - 5);
    context.lineTo(px - 5, py + 5);
    context.stroke();
    context.fillStyle = text;
    context.textBaseline = 'bottom';
    context.fillText(failure, right, py < top + 24 ? py + 26 : py - 8);
  }
}
