import {
  classesOf,
  failureName,
  isPlain,
  largest,
  optimiserNamed,
  parameterCount,
  parameterIndex,
  predictor,
  presets,
  rightOf,
  subjectOf,
  unscaled,
} from '/lab/modules/training/lab/modules.ts';

/**
 * @typedef {import('/lab/modules/training/lab/modules.ts').StepwiseRun} StepwiseRun
 * @typedef {import('/lab/modules/training/lab/modules.ts').TrainingSettings} TrainingSettings
 * @typedef {{ left: number, right: number, bottom: number, top: number }} Area
 * @typedef {{ low: number, high: number, threshold: number }} Classes
 *
 * @typedef {{ x: number, y: number, means: readonly number[] }} Plane two inputs, and what the others are in it
 *
 * @typedef {object} Run what does not change while it goes on
 * @property {number} id
 * @property {readonly number[]} sizes inputs, then neurons a layer
 * @property {readonly string[]} activations one a layer
 * @property {Pick<TrainingSettings, 'loss' | 'optimiser' | 'learningRate' | 'momentum' | 'steps' | 'batch' | 'seed' | 'zeroGrad' | 'track'>} settings
 * @property {string} data the name of the data set
 * @property {number} samples how many it learns from
 * @property {readonly (readonly number[])[]} xs of those that are shown: all, or so many of them
 * @property {readonly (readonly number[])[]} ys
 * @property {readonly string[]} inputs what they are called
 * @property {'boundary' | 'regions' | 'curve' | 'outputs'} subject what of it can be shown
 * @property {Classes | undefined} classes of two classes their targets
 * @property {readonly string[]} names of more classes, one an output
 * @property {Plane} plane which inputs the area is of
 * @property {Area | undefined} area what is shown of the plane, or of the line and its targets
 * @property {number} cells how many cells the field has in either direction
 * @property {number} tracked index of the parameter that is followed
 * @property {number | undefined} noise how far the points are usually spread, where they are drawn by chance
 * @property {boolean} keeps does the optimiser ask for a momentum?
 * @property {boolean} plain is each step the rate times `.grad`, but for the momentum?
 * @property {boolean} scheduled does the rate depend on how many steps there are?
 *
 * @typedef {object} Frame what changes
 * @property {number} run the id of its run
 * @property {number} done how many updates were made
 * @property {'forward' | 'backward' | 'update'} next
 * @property {number | undefined} loss of the last forward pass
 * @property {readonly number[]} losses since the last frame, one an iteration
 * @property {boolean} zeroGrad were the gradients reset in these?
 * @property {Float64Array} parameters
 * @property {Float64Array} grads
 * @property {Float64Array} stale what each `.grad` held before the last backward pass
 * @property {readonly (readonly number[])[]} outputs of each sample, with these parameters
 * @property {number | undefined} right how many of them are on the right side
 * @property {Float32Array | undefined} field outputs over the area, of more classes the one with the largest: row by row
 *   from the bottom up, both edges included
 * @property {string | undefined} failure what the run ended in
 */

/** Cells of the field in either direction: fewer for a network so large that 60 would take more than a frame. */
const CELLS = { most: 60, least: 24, work: 400_000 };
/** Of a curve. */
const CURVE_POINTS = 160;
/** More samples than these are not seen apart, and would take longer than a frame. */
const MOST_SAMPLES = 500;
/** Of the width of the data, on each side. */
const MARGIN = 0.15;

/**
 * @param {number} id
 * @param {TrainingSettings} settings
 * @returns {Run}
 */
export function runOf(id, settings) {
  const { layers, activations, loss, optimiser, learningRate, momentum, steps, batch, seed, zeroGrad, track } =
    settings;
  const { data: all } = unscaled(settings);
  const data = { ...all, ...someOf(all) };
  const subject = subjectOf(settings);
  const plane = planeOf(data);
  const names = data.columns?.inputs ?? (data.xs[0] ?? []).map((_, i) => `input ${i + 1}`);
  return {
    id,
    sizes: [names.length, ...layers],
    activations,
    settings: { loss, optimiser, learningRate, momentum, steps, batch, seed, zeroGrad, track },
    data: data.name,
    samples: all.xs.length,
    xs: data.xs,
    ys: data.ys,
    inputs: names,
    subject,
    classes: classesOf(settings),
    names: data.columns?.classes ?? [],
    plane,
    area: areaOf(subject, data, plane),
    cells: Math.round(Math.max(CELLS.least, Math.min(CELLS.most, Math.sqrt(CELLS.work / parameterCount(settings))))),
    tracked: parameterIndex(track, settings) ?? 0,
    noise: data.reading === undefined ? presets[data.name]?.noise : undefined,
    keeps: optimiserNamed(optimiser).momentum !== undefined,
    plain: isPlain({ ...settings, momentum: 0 }),
    scheduled: settings.schedule !== undefined,
  };
}

/**
 * As many samples as can be shown, from everywhere in the data.
 *
 * @param {{ xs: Run['xs'], ys: Run['ys'] }} data
 */
function someOf({ xs, ys }) {
  const every = Math.ceil(xs.length / MOST_SAMPLES);
  const some = (/** @type {Run['xs']} */ rows) => rows.filter((_, i) => i % every === 0);
  return { xs: some(xs), ys: some(ys) };
}

/**
 * The two inputs by which the targets differ most: the share of their variance that is between targets.
 *
 * @param {{ xs: Run['xs'], ys: Run['ys'] }} data
 * @returns {Plane}
 */
function planeOf({ xs, ys }) {
  const meanOf = (/** @type {readonly number[]} */ numbers) =>
    numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const groups = [...Map.groupBy(xs, (_, i) => String(ys[i])).values()];
  const inputs = (xs[0] ?? []).map((_, i) => {
    const column = (/** @type {Run['xs']} */ rows) => rows.map((row) => row[i] ?? 0);
    const mean = meanOf(column(xs));
    const all = meanOf(column(xs).map((x) => (x - mean) ** 2));
    const between = groups.reduce((sum, rows) => sum + rows.length * (meanOf(column(rows)) - mean) ** 2, 0) / xs.length;
    return { i, mean, share: all === 0 ? 0 : between / all };
  });
  const best = inputs.length > 2 ? inputs.toSorted((a, b) => b.share - a.share || a.i - b.i).slice(0, 2) : inputs;
  const [x = 0, y = 1] = best.map(({ i }) => i).sort((a, b) => a - b);
  return { x, y, means: inputs.map(({ mean }) => mean) };
}

/**
 * @param {Run['subject']} subject
 * @param {{ xs: Run['xs'], ys: Run['ys'] }} data
 * @param {Plane} plane
 * @returns {Area | undefined}
 */
function areaOf(subject, { xs, ys }, plane) {
  if (subject === 'outputs') return undefined;
  const [left, right] = wider(xs.map((row) => row[plane.x] ?? 0));
  const [bottom, top] = wider(subject === 'curve' ? ys.map(([y = 0]) => y) : xs.map((row) => row[plane.y] ?? 0));
  return { left, right, bottom, top };
}

/**
 * @param {readonly number[]} numbers
 * @returns {[low: number, high: number]}
 */
function wider(numbers) {
  const low = numbers.reduce((least, number) => Math.min(least, number));
  const high = numbers.reduce((most, number) => Math.max(most, number));
  const margin = MARGIN * (high - low) || 1;
  return [low - margin, high + margin];
}

/**
 * @param {Run} run
 * @param {StepwiseRun} stepper
 * @param {readonly number[]} losses
 * @returns {Frame}
 */
export function frameOf(run, stepper, losses) {
  const { settings, network, done, next, loss, failure } = stepper;
  const numbers = network.parameters.map(({ data }) => data);
  const shown = unscaled(settings);
  const predict = predictor(shown, numbers);
  const outputs = run.xs.map((x) => predict(x));
  return {
    run: run.id,
    done,
    next,
    loss,
    losses,
    zeroGrad: stepper.current.zeroGrad,
    parameters: Float64Array.from(numbers),
    grads: Float64Array.from(network.parameters, ({ grad }) => grad),
    stale: stepper.stale.slice(),
    outputs,
    right: rightOf(shown, run.ys, outputs),
    field: fieldOf(run, predict),
    failure: failure && failureName(failure),
  };
}

/**
 * @param {Run} run
 * @param {(x: readonly number[]) => readonly number[]} predict
 * @returns {Float32Array | undefined}
 */
function fieldOf({ subject, area, cells, plane }, predict) {
  if (area === undefined) return undefined;
  const { left, right, bottom, top } = area;
  if (subject === 'curve')
    return Float32Array.from({ length: CURVE_POINTS + 1 }, (_, i) => {
      return predict([left + ((right - left) * i) / CURVE_POINTS])[0] ?? 0;
    });
  const field = new Float32Array((cells + 1) ** 2);
  const at = [...plane.means];
  for (let row = 0, i = 0; row <= cells; row++) {
    at[plane.y] = bottom + ((top - bottom) * row) / cells;
    for (let column = 0; column <= cells; column++) {
      at[plane.x] = left + ((right - left) * column) / cells;
      const outputs = predict(at);
      field[i++] = subject === 'regions' ? largest(outputs) : (outputs[0] ?? 0);
    }
  }
  return field;
}
