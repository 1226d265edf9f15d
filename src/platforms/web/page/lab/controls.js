import { create, find } from '../dom.js';
import { shown } from './canvas.js';

/**
 * @typedef {import('./address.js').Values} Values
 * @typedef {import('./address.js').Option} Option
 * @typedef {import('./frames.js').Run} Run
 * @typedef {{ key: string, label: string, show: (run: Run, values: Values) => void }} Control
 */

/** What belongs to a data set, and is forgotten with it. */
const OF_DATA = [
  'file',
  'target',
  'inputs',
  'drop',
  'layers',
  'hidden',
  'epochs',
  'activation',
  'last',
  'lr',
  'steps',
  'loss',
  'batch',
  'track',
  'noise',
  'test',
  'scale',
];
const OWN_FILE = 'your file';

const NONE = 'none';

/** Rates on a slider, from 0.001 to 10 on a log scale: twenty a decade. */
const RATE = { min: -60, max: 20, a: 20 };

/**
 * The settings, one control each. What the server does not know is not offered.
 *
 * @param {readonly Option[]} options
 * @param {(changes: Values, how: 'anew' | 'onTheWay') => void} change
 */
export function makeControls(options, change) {
  const box = find('#controls', HTMLElement);
  const known = new Map(options.map((option) => [option.key, option]));
  const anew = (/** @type {Values} */ changes) => change(changes, 'anew');
  /** @type {Control[]} */
  const controls = [];
  const add = (
    /** @type {string} */ key,
    /** @type {string} */ label,
    /** @type {(option: Option) => Made} */ make,
  ) => {
    const option = known.get(key);
    if (option === undefined) return;
    const { element, show } = make(option);
    box.append(create('div', { class: 'control' }, create('label', { for: `set-${key}` }, label), element));
    controls.push({ key, label, show });
  };

  add('data', 'Data', (option) =>
    select(
      'data',
      option.choices,
      (data) => {
        if (data !== OWN_FILE) anew({ ...Object.fromEntries(OF_DATA.map((key) => [key, undefined])), data });
      },
      (_, { data, file }) => (file === undefined ? String(data) : OWN_FILE),
    ),
  );
  add('noise', 'Noise', () =>
    slider(
      'noise',
      { min: 0, max: 1, step: 0.01 },
      (noise) => anew({ noise }),
      ({ noise: usual }, { noise }) => Number(noise ?? usual ?? 0),
      ({ noise: usual }) => usual !== undefined,
    ),
  );
  add('layers', 'Neurons a layer', () =>
    text(
      'layers',
      (layers) => anew({ layers }),
      ({ sizes }) => sizes.slice(1).join(','),
    ),
  );
  add('activation', 'Activation', (option) =>
    select(
      'activation',
      option.choices,
      (activation) => anew({ activation }),
      (run) => {
        return run.activations[0] === 'tanhByExp' ? 'tanh' : (run.activations[0] ?? '');
      },
    ),
  );
  add('loss', 'Loss', (option) =>
    select(
      'loss',
      option.choices,
      (loss) => anew({ loss }),
      ({ settings }) => settings.loss,
    ),
  );
  add('optimizer', 'Optimizer', (option) =>
    select(
      'optimizer',
      option.choices.filter((name) => !name.includes(',')),
      (optimizer) => anew({ optimizer, momentum: undefined }),
      (_, { optimizer }) => String(optimizer ?? 'sgd'),
    ),
  );
  add('schedule', 'Schedule of the rate', (option) =>
    select(
      'schedule',
      [NONE, ...option.choices],
      (name) => anew({ schedule: name === NONE ? undefined : name }),
      (_, { schedule }) => String(schedule ?? NONE),
    ),
  );
  add('lr', 'Learning rate', () =>
    slider(
      'lr',
      {
        min: RATE.min,
        max: RATE.max,
        step: 1,
        toValue: (at) => Number((10 ** (at / RATE.a)).toPrecision(2)),
        toPlace: (rate) => Math.round(Math.log10(rate) * RATE.a),
      },
      (lr) => change({ lr }, 'onTheWay'),
      ({ settings }, { lr }) => Number(lr ?? settings.learningRate),
    ),
  );
  add('momentum', 'Momentum', () =>
    slider(
      'momentum',
      { min: 0, max: 1, step: 0.05 },
      (momentum) => change({ momentum }, 'onTheWay'),
      ({ settings }, { momentum }) => Number(momentum ?? settings.momentum),
      ({ keeps }) => keeps,
    ),
  );
  add('batch', 'Batch', () =>
    slider(
      'batch',
      { min: 1, max: 1, step: 1, most: ({ samples }) => samples },
      (batch) => anew({ batch }),
      ({ settings }) => settings.batch,
    ),
  );
  add('steps', 'Steps', () =>
    number(
      'steps',
      { min: 1, max: 10000 },
      (steps) => anew({ steps }),
      ({ settings }) => settings.steps,
    ),
  );
  add('seed', 'Seed', () =>
    number(
      'seed',
      { min: 0, max: 2 ** 32 - 1 },
      (seed) => anew({ seed }),
      ({ settings }) => settings.seed,
    ),
  );
  return {
    /**
     * @param {Run} run
     * @param {Values} values
     */
    show(run, values) {
      for (const control of controls) control.show(run, values);
    },
  };
}

/** @typedef {{ element: HTMLElement, show: Control['show'] }} Made */

/**
 * @param {string} key
 * @param {readonly string[]} choices
 * @param {(value: string) => void} chosen
 * @param {(run: Run, values: Values) => string} read
 * @returns {Made}
 */
function select(key, choices, chosen, read) {
  const element = create('select', { id: `set-${key}` }, ...choices.map((value) => create('option', { value }, value)));
  element.addEventListener('change', () => chosen(element.value));
  return {
    element,
    show(run, values) {
      const value = read(run, values);
      if (![...element.options].some((option) => option.value === value))
        element.append(create('option', { value }, value));
      element.value = value;
    },
  };
}

/**
 * @param {string} key
 * @param {{ min: number, max: number, step: number, most?: (run: Run) => number, toValue?: (at: number) => number,
 *   toPlace?: (value: number) => number }} range
 * @param {(value: number) => void} moved
 * @param {(run: Run, values: Values) => number} read
 * @param {(run: Run) => boolean} [used] does it matter in this run?
 * @returns {Made}
 */
function slider(
  key,
  { min, max, step, most, toValue = (at) => at, toPlace = (value) => value },
  moved,
  read,
  used = () => true,
) {
  const input = create('input', {
    id: `set-${key}`,
    type: 'range',
    min: String(min),
    max: String(max),
    step: String(step),
  });
  const output = create('output', { for: `set-${key}` });
  const say = (/** @type {number} */ value) => {
    output.value = shown(value);
    input.setAttribute('aria-valuetext', shown(value));
  };
  input.addEventListener('input', () => {
    const value = toValue(Number(input.value));
    say(value);
    moved(value);
  });
  return {
    element: create('span', { class: 'slider' }, input, output),
    show(run, values) {
      const value = read(run, values);
      if (most !== undefined) input.max = String(most(run));
      input.disabled = !used(run);
      input.value = String(toPlace(value));
      say(value);
    },
  };
}

/**
 * @param {string} key
 * @param {(value: string) => void} typed
 * @param {(run: Run, values: Values) => string} read
 * @returns {Made}
 */
function text(key, typed, read) {
  const element = create('input', { id: `set-${key}`, type: 'text', inputmode: 'text', spellcheck: 'false' });
  element.addEventListener('change', () => typed(element.value.trim()));
  return {
    element,
    show(run, values) {
      element.value = read(run, values);
    },
  };
}

/**
 * @param {string} key
 * @param {{ min: number, max: number }} range
 * @param {(value: number) => void} typed
 * @param {(run: Run, values: Values) => number} read
 * @returns {Made}
 */
function number(key, { min, max }, typed, read) {
  const element = create('input', { id: `set-${key}`, type: 'number', min: String(min), max: String(max), step: '1' });
  element.addEventListener('change', () => {
    if (element.value !== '') typed(Math.min(max, Math.max(min, Math.round(Number(element.value)))));
  });
  return {
    element,
    show(run, values) {
      element.value = String(read(run, values));
    },
  };
}
