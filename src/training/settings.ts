import {
  type ActivationChoice,
  type ActivationName,
  activationNamed,
  activationNames,
  type InitName,
  type LossName,
  lossNamed,
  type OptimiserName,
  type ScheduleName,
} from '../engine/index.ts';
import { UserError } from '../errors.ts';
import { nearest } from '../text.ts';
import { batchOf, fileData, prepared } from './data/prepare.ts';
import { withOutputAClass, withRangeOf, withTargetsFor } from './data/targets.ts';
import {
  type DataSet,
  dataNames,
  presetData,
  presets,
  publicTable,
  SUGGESTED_FOR_ROWS,
  type Suggested,
} from './data.ts';
import { optimiserSettings } from './optimisers/settings.ts';
import type { TrainingValues } from './options.ts';
import { readLayers } from './read/layers.ts';
import { readSteps } from './read/steps.ts';
import { parseRows, pastedTable } from './rows.ts';

/** What decides about a run, as a person gives it, and the content of a file. */
export interface TrainingOptions extends Omit<TrainingValues, 'file' | 'animate' | 'detail' | 'log' | 'probe'> {
  /** The content of a CSV file, which then takes the place of `data`. */
  readonly csv?: string | undefined;
}

/** Everything that decides how a run goes. */
export interface TrainingSettings {
  readonly data: DataSet;
  readonly layers: readonly number[];
  /** One a layer. */
  readonly activations: readonly ActivationName[];
  readonly loss: LossName;
  readonly optimiser: OptimiserName;
  readonly learningRate: number;
  /** How much of the last step is kept, by optimisers that do that. */
  readonly momentum: number;
  /** Of every parameter so much is added to its gradient; 0 for none. */
  readonly decay: number;
  /** The longest that a gradient may be; undefined for any length. */
  readonly clip: number | undefined;
  /** How the learning rate changes; undefined where it stays. */
  readonly schedule: ScheduleName | undefined;
  /** How the first weights are drawn. */
  readonly init: InitName;
  readonly steps: number;
  /** Samples an iteration; all of them for a full batch. */
  readonly batch: number;
  readonly seed: number;
  readonly zeroGrad: boolean;
  readonly track: string;
  /** How options were read where that is not as they were written, in sentences. */
  readonly readings?: readonly string[];
}

/** The article's second half stops after this many iterations. */
const NEVER_ZEROED_STEPS = 20;

/**
 * Fills in what a person left out.
 *
 * @throws UserError for settings that do not go together
 */
export const toSettings = (given: TrainingOptions): TrainingSettings => toAllSettings(given)[0];

/** The same for each optimiser that is asked for: settings that are others in how parameters are changed alone. */
export function toAllSettings(given: TrainingOptions): readonly [TrainingSettings, ...TrainingSettings[]] {
  const options = { ...given, csv: given.csv ?? pastedTable(given.data) };
  const { data: read, suggested } = options.csv === undefined ? readData(options) : fileData(options.csv, options);
  checkColumns(read, options);
  const asNoise = readNoise(read, options);
  const loss = options.loss ?? suggested.loss;
  const data = prepared(withOutputAClass(loss, read), options);
  const { layers, reading: asLayers } = readLayers(options, suggested.layers, data);
  const article = data.name === 'article';
  const usual = article && !options.zeroGrad ? NEVER_ZEROED_STEPS : suggested.steps;
  const batch = Math.min(options.batch ?? batchOf(data), data.xs.length);
  const { steps, reading: asSteps } = readSteps(options, usual, data.xs.length, batch);
  const readings = [asNoise, asLayers, asSteps].filter((reading) => reading !== undefined);
  const activation = options.activation ?? suggested.activation;
  const last = options.last ?? (data.scaling?.targets === undefined ? undefined : 'linear');
  checkLast(options.last, loss);
  const activations = activationsFor(activation, loss, layers.length, options.stableTanh, last);
  const settings = {
    data: withTargetsFor(loss, withRangeOf(activations.at(-1), data)),
    layers,
    activations,
    loss,
    steps,
    batch,
    seed: options.seed,
    zeroGrad: options.zeroGrad,
    ...(readings.length > 0 && { readings }),
  };
  const track = options.track ?? `layers[${layers.length > 1 ? 1 : 0}].neurons[0].w[0]`;
  const all = { ...settings, track: readTrack(track, settings) };
  const [first, ...others] = optimiserSettings(options, suggested.learningRate);
  return [{ ...all, ...first }, ...others.map((way) => ({ ...all, ...way }))];
}

function readData({ data: text, ...choice }: TrainingOptions): { data: DataSet; suggested: Suggested } {
  const name = text.trim().toLowerCase();
  const table = publicTable(name);
  if (table) {
    const { data, suggested } = fileData(table.csv, choice);
    return { data: { ...data, name, about: `${table.about} (${table.source})` }, suggested };
  }
  const data = presetData(name, choice.noise);
  if (data) return { data, suggested: presets[name]?.suggested ?? SUGGESTED_FOR_ROWS };
  if (/^[\p{L}_-]*$/u.test(name)) {
    const near = nearest(name, dataNames);
    const known = `The data sets are ${dataNames.join(', ')}; or give rows: \`--data "0,1 -> 1; 1,1 -> -1"\`.`;
    throw new UserError(`There is no data set \`${name.slice(0, 40)}\`.`, {
      code: 'E_UNKNOWN_DATA_SET',
      hint: near ? `Did you mean \`${near}\`?` : known,
      option: 'data',
      correction: near,
    });
  }
  return { data: parseRows(text), suggested: SUGGESTED_FOR_ROWS };
}

/** What noise was asked for, in a sentence; only the points of some presets are spread. */
function readNoise({ name }: DataSet, { noise, csv }: TrainingOptions): string | undefined {
  if (noise === undefined) return undefined;
  const usual = csv === undefined && Object.hasOwn(presets, name) ? presets[name]?.noise : undefined;
  if (usual !== undefined) return `The points of ${name} are spread by a noise of ${noise}; ${usual} is usual.`;
  const spread = Object.keys(presets).filter((one) => presets[one]?.noise !== undefined);
  throw new UserError('`--noise` spreads points that are drawn by chance, and these are given.', {
    code: 'E_NO_NOISE',
    hint: `Leave it out, or take one of \`${spread.join(' ')}\`.`,
    option: 'data',
    correction: spread[0],
  });
}

/** Columns have names or numbers in a file only. */
function checkColumns({ reading }: DataSet, { target, inputs, drop }: TrainingOptions): void {
  const [option] = Object.entries({ target, inputs, drop }).find(([, value]) => value !== undefined) ?? [];
  if (reading !== undefined || option === undefined) return;
  throw new UserError(`\`--${option}\` is for the columns of a file.`, {
    code: 'E_COLUMNS_WITHOUT_FILE',
    hint: 'Give the file as well, with `--file`; in rows such as `1,2 -> 3` the target stands behind `->`.',
  });
}

/** @throws UserError for a last layer that the loss cannot work with */
function checkLast(last: ActivationChoice | undefined, loss: LossName): void {
  const { lastLayer } = lossNamed(loss);
  if (last === undefined || lastLayer === undefined || last === lastLayer) return;
  throw new UserError(`\`--loss ${loss}\` needs a last layer of ${lastLayer}.`, {
    code: 'E_LAST_FOR_LOSS',
    hint: 'Leave `--last` out, or take another loss.',
    option: 'last',
    correction: lastLayer,
  });
}

/**
 * The activation of each layer: the last one's is up to the loss, then to what was asked for or the targets need, then
 * to the activation, where these say so.
 */
function activationsFor(
  name: ActivationChoice,
  loss: LossName,
  layers: number,
  stable: boolean,
  wanted: ActivationChoice | undefined,
): ActivationName[] {
  const formOf = (choice: ActivationName): ActivationName =>
    (stable ? undefined : activationNames.find((other) => activationNamed(other).stableForm === choice)) ?? choice;
  const last = lossNamed(loss).lastLayer ?? wanted ?? activationNamed(name).lastLayer ?? name;
  return Array.from({ length: layers }, (_, i) => formOf(i === layers - 1 ? last : name));
}

interface Shape {
  readonly data: DataSet;
  readonly layers: readonly number[];
}

const inputsOf = ({ data, layers }: Shape, layer: number): number =>
  layer === 0 ? (data.xs[0]?.length ?? 0) : (layers[layer - 1] as number);

/** How many weights and biases the network has. */
export const parameterCount = (shape: Shape): number =>
  shape.layers.reduce((sum, size, layer) => sum + size * (inputsOf(shape, layer) + 1), 0);

/** The place of a tracked parameter, such as `layers[1].neurons[0].w[0]` or `….b`, in the list of parameters. */
export function parameterIndex(track: string, shape: Shape): number | undefined {
  const match = /^layers\[(\d+)\]\.neurons\[(\d+)\]\.(?:w\[(\d+)\]|(b))$/.exec(track);
  if (match === null) return undefined;
  const [layer, neuron, weight] = [Number(match[1]), Number(match[2]), match[4] ? undefined : Number(match[3])];
  const neurons = shape.layers[layer];
  if (neurons === undefined || neuron >= neurons) return undefined;
  const inputs = inputsOf(shape, layer);
  if ((weight ?? 0) >= inputs) return undefined;
  const before = parameterCount({ ...shape, layers: shape.layers.slice(0, layer) });
  return before + neuron * (inputs + 1) + (weight ?? inputs);
}

function readTrack(text: string, shape: Shape): string {
  const track = text.replace(/\s/g, '');
  if (parameterIndex(track, shape) !== undefined) return track;
  const sizes = [shape.data.xs[0]?.length, ...shape.layers].join('-');
  throw new UserError(`There is no parameter \`${text.slice(0, 60)}\` in this network of ${sizes}.`, {
    code: 'E_UNKNOWN_PARAMETER',
    hint: 'Count from 0: `layers[0].neurons[0].w[0]` is the first weight, `layers[0].neurons[0].b` the first bias.',
    option: 'track',
    correction: 'layers[0].neurons[0].w[0]',
  });
}
