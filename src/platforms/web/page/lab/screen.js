import { create, find } from '../dom.js';
import { gradientOf, showNumbers, showTable } from './apart.js';
import { onTheme, Surface, shown } from './canvas.js';
import { drawLosses } from './losses.js';
import { swatch } from './marks.js';
import { drawNetwork, layoutOf, namesOf, nearest } from './network.js';
import { drawPlane } from './plane.js';

/**
 * @typedef {import('./frames.js').Run} Run
 * @typedef {import('./frames.js').Frame} Frame
 * @typedef {import('./losses.js').History} History
 */

/** What is seen of a run: the pictures, the numbers of one weight and one sample, and the table. */
export class Screen {
  /** @param {() => void} followed called when somebody chooses another weight */
  constructor(followed) {
    /** @type {Run | undefined} */
    this.run = undefined;
    /** @type {Frame | undefined} */
    this.frame = undefined;
    /** @type {History} */
    this.history = { losses: [], zeroed: [], changes: [], failure: undefined };
    this.until = 0;
    this.weight = 0;
    this.sample = 0;
    /** @type {readonly string[]} */
    this.names = [];
    this.drawn = 0;
    /** @type {ReturnType<typeof layoutOf> | undefined} */
    this.layout = undefined;
    const resized = () => this.draw();
    this.plane = new Surface(find('#plane', HTMLCanvasElement), resized);
    this.losses = new Surface(find('#losses', HTMLCanvasElement), resized);
    this.network = new Surface(find('#network', HTMLCanvasElement), () => {
      this.layout = undefined;
      this.draw();
    });
    this.weights = find('#weight', HTMLSelectElement);
    this.samples = find('#sample', HTMLSelectElement);
    this.hover = find('#hover', HTMLElement);
    this.table = find('#table', HTMLDetailsElement);
    this.weights.addEventListener('change', () => this.choose(this.weights.selectedIndex, followed));
    this.samples.addEventListener('change', () => {
      this.sample = this.samples.selectedIndex;
      this.draw();
    });
    this.table.addEventListener('toggle', () => this.draw());
    this.watchPointer(followed);
    onTheme(() => {
      this.drawLegend();
      this.draw();
    });
  }

  /** The name of the weight that is looked at. */
  get weightName() {
    return this.names[this.weight];
  }

  /**
   * @param {Run} run
   * @param {Frame} frame
   */
  open(run, frame) {
    const same = this.run?.sizes.join() === run.sizes.join();
    const before = this.run;
    this.run = run;
    this.frame = frame;
    this.until = run.settings.steps;
    this.history = { losses: [], zeroed: [], changes: [], failure: undefined };
    this.layout = undefined;
    this.names = namesOf(run.sizes);
    this.weight = run.tracked;
    if (!same) this.weights.replaceChildren(...this.names.map((name) => create('option', {}, name)));
    this.weights.selectedIndex = this.weight;
    if (before?.data !== run.data || before.xs.length !== run.xs.length) {
      this.samples.replaceChildren(
        ...run.xs.map((x, i) => create('option', {}, `${i + 1}: ${x.map((n) => shown(n, 3)).join(', ')}`)),
      );
      this.sample = 0;
    }
    this.samples.selectedIndex = this.sample;
    find('#plane-title', HTMLElement).textContent =
      run.subject === 'outputs' ? 'Outputs and targets' : 'Data and network';
    this.drawLegend();
    this.draw();
  }

  drawLegend() {
    if (this.run !== undefined) find('#plane-legend', HTMLElement).replaceChildren(...legendOf(this.run));
  }

  /** @param {Frame} frame */
  take(frame) {
    this.frame = frame;
    this.history.losses.push(...frame.losses);
    this.history.zeroed.push(...frame.losses.map(() => frame.zeroGrad));
    this.history.failure = frame.failure;
  }

  /** From here on something is different. */
  noteChange() {
    const { losses, changes } = this.history;
    if (losses.length > 0 && changes.at(-1) !== losses.length) changes.push(losses.length);
  }

  draw() {
    const { run, frame, history } = this;
    if (run === undefined || frame === undefined) return;
    this.plane.draw((context, width, height) => drawPlane(context, width, height, run, frame, this.sample));
    this.losses.draw((context, width, height) => drawLosses(context, width, height, history, this.until));
    explain(history);
    this.network.draw((context, width, height) => {
      this.layout ??= layoutOf(run.sizes, width, height);
      drawNetwork(context, this.layout, frame, this.weight);
    });
    showNumbers(run, frame, this.weight, this.sample);
    if (this.table.open) showTable(this.names, frame);
    find('#figures', HTMLElement).textContent = this.summary();
    for (const phase of ['forward', 'backward', 'update'])
      find(`#${phase}`, HTMLButtonElement).setAttribute(
        'aria-disabled',
        String(frame.next !== phase || frame.failure !== undefined),
      );
    document.body.dataset['frames'] = String(++this.drawn);
  }

  /** How far it is, in one line. */
  summary() {
    const { frame, run } = this;
    if (frame === undefined || run === undefined) return '';
    const whose = run.settings.batch < run.samples ? ' of the batch' : '';
    const loss = frame.loss === undefined ? '' : `, loss${whose} ${shown(frame.loss)}`;
    const right = frame.right === undefined ? '' : `, ${frame.right} of ${run.xs.length} right`;
    if (frame.failure !== undefined)
      return `ended in “${frame.failure}” in step ${frame.done}${frame.loss === undefined ? '' : `; the last loss was ${shown(frame.loss)}`}`;
    return `step ${frame.done} of ${this.until}${loss}${right}`;
  }

  /** The pictures in words. */
  describe() {
    const { frame, run, history } = this;
    if (frame === undefined || run === undefined) return;
    const { losses } = history;
    const [first, last] = [losses[0], losses.at(-1)];
    const score =
      frame.right === undefined
        ? ''
        : ` ${frame.right} of ${run.xs.length} ${frame.right === 1 ? 'sample is' : 'samples are'} right.`;
    this.plane.describe(
      `${run.data}: ${run.samples === 1 ? '1 sample' : `${run.samples} samples`}, and what the network makes of them.${score}`,
    );
    this.losses.describe(
      first === undefined || last === undefined
        ? 'The loss of each iteration: none so far.'
        : `The loss of each iteration: from ${shown(first)} to ${shown(last)} in ${losses.length}.`,
    );
    const { value, grad } = gradientOf(frame, this.weight);
    this.network.describe(
      `A network of ${run.sizes.join('-')}. ${this.weightName} is ${shown(value)}, its .grad ${shown(grad)}. All weights are in the table below.`,
    );
  }

  /**
   * @param {number} parameter
   * @param {() => void} followed
   */
  choose(parameter, followed) {
    this.weight = parameter;
    this.weights.selectedIndex = parameter;
    followed();
    this.draw();
    this.describe();
  }

  /** @param {() => void} followed */
  watchPointer(followed) {
    const { canvas } = this.network;
    /** @param {MouseEvent} event */
    const under = ({ offsetX, offsetY }) => this.layout && nearest(this.layout.edges, offsetX, offsetY);
    canvas.addEventListener('pointermove', (event) => {
      const parameter = under(event);
      canvas.classList.toggle('over', parameter !== undefined);
      if (parameter === undefined || this.frame === undefined) return;
      const { value, grad } = gradientOf(this.frame, parameter);
      this.hover.textContent = `${this.names[parameter]} = ${shown(value)}, .grad ${shown(grad)}`;
    });
    canvas.addEventListener('pointerleave', () => {
      this.hover.textContent = '';
    });
    canvas.addEventListener('click', (event) => {
      const parameter = under(event);
      if (parameter !== undefined) this.choose(parameter, followed);
    });
  }
}

/**
 * The words for what is marked among the losses.
 *
 * @param {History} history
 */
function explain({ zeroed, changes }) {
  const marks = [
    ...(zeroed.includes(false) ? [['shade', 'not reset']] : []),
    ...(changes.length > 0 ? [['tick', 'something was changed']] : []),
  ];
  const legend = find('#losses-legend', HTMLElement);
  if (legend.childElementCount !== marks.length || legend.textContent !== marks.map(([, text]) => text).join(''))
    legend.replaceChildren(...marks.map(([kind, text = '']) => create('span', { class: `key ${kind}` }, text)));
}

/**
 * @param {Run} run
 * @returns {Node[]}
 */
function legendOf({ subject, classes, names, plane, inputs }) {
  const key = (/** @type {string} */ kind, /** @type {string} */ text) =>
    create('span', { class: `key ${kind}` }, text);
  const marked = (/** @type {number} */ place, /** @type {string} */ text, many = false) =>
    create('span', { class: 'mark' }, swatch(place, many), text);
  const cut = inputs.length > 2 ? ', the others at their mean' : '';
  const axes = create('span', {}, `across ${inputs[plane.x]}, up ${inputs[plane.y]}${cut}`);
  if (subject === 'boundary' && classes !== undefined)
    return [
      ...[classes.low, classes.high].map((target, i) => marked(i, names[i] ?? `target ${shown(target)}`)),
      key('ring', 'wrong side'),
      key('line', `output ${shown(classes.threshold)}`),
      axes,
    ];
  if (subject === 'regions')
    return [...names.map((name, i) => marked(i, name, true)), key('ring', 'wrong class'), axes];
  return subject === 'curve'
    ? [marked(0, 'target'), key('line high', 'output')]
    : [key('open', 'target'), marked(1, 'output')];
}
