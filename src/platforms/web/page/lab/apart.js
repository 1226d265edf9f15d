import { create, find } from '../dom.js';
import { shown } from './canvas.js';

/**
 * @typedef {import('./frames.js').Run} Run
 * @typedef {import('./frames.js').Frame} Frame
 * @typedef {'forward' | 'backward' | 'update' | 'zero'} Phase
 */

/** More outputs than this are shown with two digits. */
const FEW = 2;
/** A longer text has a line for itself. */
const LONG = 12;

/**
 * One parameter of a frame: its value, its `.grad`, and what of that is from the last backward pass and from before.
 *
 * @param {Frame} frame
 * @param {number} parameter
 */
export function gradientOf({ parameters, grads, stale }, parameter) {
  const [value = 0, grad = 0, old = 0] = [parameters[parameter], grads[parameter], stale[parameter]];
  return { value, grad, stale: old, fresh: grad - old };
}

/**
 * What has just happened, in plain words.
 *
 * @param {Phase} phase
 * @param {Run} run
 * @param {Frame} before
 * @param {Frame} after
 * @param {number} parameter the one to speak of
 * @param {{ learningRate: number, plain: boolean }} update is the update the rate times `.grad`?
 * @returns {string}
 */
export function sentence(phase, run, before, after, parameter, { learningRate, plain }) {
  const [old, now] = [gradientOf(before, parameter), gradientOf(after, parameter)];
  if (after.failure !== undefined)
    return `Forward ended in “${after.failure}”: a number became too large, and the run cannot go on.`;
  if (phase === 'forward') {
    const { batch } = run.settings;
    const samples = batch === 1 ? '1 sample went' : `${batch} samples went`;
    return `Forward: ${samples} through the network, and the loss is ${shown(after.loss ?? 0)}. No gradient has changed.`;
  }
  if (phase === 'zero') return 'Zero: every .grad is 0. The next backward pass starts from nothing.';
  if (phase === 'backward') {
    if (after.zeroGrad) return `Backward: .grad was set to 0 first; then ${shown(now.fresh)} was added.`;
    const held = now.stale === 0 ? 'which held 0' : `which still held ${shown(now.stale)} from before`;
    return `Backward added ${shown(now.fresh)} to .grad, ${held}: now it holds ${shown(now.grad)}.`;
  }
  const why = plain ? ` It moved by −rate × .grad = −${shown(learningRate)} × ${shown(now.grad)}.` : '';
  const keeps = after.zeroGrad ? '' : ' .grad keeps what it holds.';
  return `Update: the weight went from ${shown(old.value)} to ${shown(now.value)}.${why}${keeps}`;
}

/**
 * The numbers of the chosen weight and the chosen sample.
 *
 * @param {Run} run
 * @param {Frame} frame
 * @param {number} parameter
 * @param {number} sample
 */
export function showNumbers(run, frame, parameter, sample) {
  const { value, grad, fresh, stale } = gradientOf(frame, parameter);
  const digits = (frame.outputs[sample]?.length ?? 1) > FEW ? 2 : undefined;
  const list = (/** @type {readonly number[]} */ numbers) => numbers.map((number) => shown(number, digits)).join(', ');
  const rows = [
    ['weight', shown(value)],
    ['.grad', shown(grad)],
    ['fresh part', shown(fresh)],
    ['stale part', shown(stale)],
    ['output', list(frame.outputs[sample] ?? [])],
    ['target', list(run.ys[sample] ?? [])],
    ['loss', frame.loss === undefined ? 'not yet' : shown(frame.loss)],
  ];
  const box = find('#numbers', HTMLElement);
  if (box.childElementCount !== rows.length)
    box.replaceChildren(...rows.map(([name = '']) => create('div', {}, create('dt', {}, name), create('dd'))));
  rows.forEach(([, text = ''], i) => {
    const cell = box.children[i]?.lastElementChild;
    box.children[i]?.classList.toggle('many', text.length > LONG);
    if (cell && cell.textContent !== text) cell.textContent = text;
  });
  box.classList.toggle('stale', Math.abs(stale) > Math.abs(fresh));
}

/**
 * All parameters as a table.
 *
 * @param {readonly string[]} names
 * @param {Frame} frame
 */
export function showTable(names, frame) {
  const body = find('#table tbody', HTMLTableSectionElement);
  const rows = names.map((name, i) => {
    const { value, grad, fresh, stale } = gradientOf(frame, i);
    const cells = [value, grad, fresh, stale].map((number) => create('td', {}, shown(number)));
    return create('tr', {}, create('th', { scope: 'row' }, name), ...cells);
  });
  body.replaceChildren(...rows);
}
