import { UserError } from '../../errors.ts';
import type { DataSet } from '../data.ts';

const MAX_LAYERS = 6;
const MAX_NEURONS = 64;

/** Neurons a layer, and how they were read where that is not as they were written. */
export interface ReadLayers {
  readonly layers: readonly number[];
  readonly reading?: string;
}

interface Given {
  readonly layers?: string | undefined;
  readonly hidden?: string | undefined;
}

const outputsOf = (data: DataSet): number => data.ys[0]?.length ?? 1;

/** Layers whose last has one neuron a target. */
const fitOutput = (layers: readonly number[], data: DataSet): number[] => [...layers.slice(0, -1), outputsOf(data)];

/**
 * The layers that a person wants: all of them, of which the last is added where it is not there, or the hidden ones.
 *
 * @param suggested where nothing is said
 * @throws UserError for what no network can have
 */
export function readLayers({ layers, hidden }: Given, suggested: readonly number[], data: DataSet): ReadLayers {
  const outputs = outputsOf(data);
  if (hidden !== undefined) return { layers: [...sizes('hidden', hidden, data), outputs] };
  if (layers === undefined) return { layers: fitOutput(suggested, data) };
  const read = sizes('layers', layers, data);
  if (read.at(-1) === outputs) return { layers: read };
  if (read.at(-1) === 1)
    throw new UserError(`The last layer has 1 neuron, but a sample has ${outputs} targets.`, {
      code: 'E_LAST_LAYER_SIZE',
      hint: `Write \`--layers ${fitOutput(read, data).join(',')}\`.`,
      option: 'layers',
      correction: fitOutput(read, data).join(','),
    });
  const whole = [...read, outputs];
  if (whole.length > MAX_LAYERS) throw tooMany('layers', whole, data);
  const why =
    outputs === 1
      ? 'the last layer has one neuron for the target'
      : `the last layer has ${outputs} neurons, one a target`;
  return { layers: whole, reading: `${read.join(',')} is read as ${whole.join(',')}: ${why}.` };
}

function sizes(option: 'layers' | 'hidden', text: string, data: DataSet): number[] {
  const parts = text
    .trim()
    .replace(/^[[(]|[\])]$/g, '')
    .split(/\s*[,;]\s*|(?<=\d)[x×-](?=\d)|\s+/)
    .filter((part) => part !== '');
  const read = parts.map(Number);
  const most = option === 'layers' ? MAX_LAYERS : MAX_LAYERS - 1;
  if (
    parts.length === 0 ||
    !parts.every((part) => /^\d{1,3}$/.test(part)) ||
    read.some((size) => size < 1 || size > MAX_NEURONS)
  ) {
    const example = option === 'layers' ? fitOutput([4, 4, 1], data).join(',') : '4,4';
    throw new UserError(`\`--${option}\` lists neurons a layer, 1 to ${MAX_NEURONS} each.`, {
      code: 'E_LAYERS_FORMAT',
      hint: `For example \`--${option} ${example}\`.`,
      option,
      correction: example,
    });
  }
  if (read.length > most) throw tooMany(option, read, data);
  return read;
}

function tooMany(option: 'layers' | 'hidden', given: readonly number[], data: DataSet): UserError {
  const first = given.slice(0, MAX_LAYERS - 1);
  const fitting = option === 'layers' ? [...first, outputsOf(data)] : first;
  const most = option === 'layers' ? MAX_LAYERS : MAX_LAYERS - 1;
  return new UserError(`There are ${given.length} layers; ${most} fit.`, {
    code: 'E_TOO_MANY_LAYERS',
    hint: `For example \`--${option} ${option === 'layers' ? '4,4,1' : '4,4'}\`.`,
    option,
    correction: fitting.join(','),
  });
}
