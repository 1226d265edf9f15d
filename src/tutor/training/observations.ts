import { type ActivationName, activationNamed, operation, saturates } from '../../engine/index.ts';
import { code, say } from '../../reply/build.ts';
import type { Span } from '../../reply/document.ts';
import {
  firstStale,
  fullyWrong,
  isPlain,
  longestPlateaus,
  type Plateau,
  type TrainingRecord,
  type TrainingSettings,
} from '../../training/index.ts';
import { short } from './words.ts';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

const inWords = (count: number): string => NUMBERS[count] ?? String(count);

/** Next to nothing: a fresh gradient this much smaller than the one in use does not steer any more. */
const VANISHED = 1e-3;
/** Most of the neurons' outputs. */
const MOSTLY = 0.5;

/** What went on inside a run, and where it failed, from its record alone. */
export function observations(settings: TrainingSettings, record: TrainingRecord): Span[][] {
  const sentences = [
    record.zeroGrad ? undefined : staleSentence(record),
    ...plateauSentences(record, settings),
    saturationSentence(record, settings),
    failureSentence(record, settings),
    ...(record.zeroGrad ? [] : whySentences(settings)),
  ];
  return sentences.filter((sentence) => sentence !== undefined);
}

function staleSentence(record: TrainingRecord): Span[] | undefined {
  const iteration = firstStale(record);
  if (iteration === undefined) return undefined;
  const { freshNorm = 0, staleNorm = 0 } = record.iterations[iteration] ?? {};
  return say`From iteration ${iteration} on the gradient is mostly stale: ${code('.grad')} still holds ${short(staleNorm)} (length over all parameters) from earlier iterations, and the backward pass adds only ${short(freshNorm)}.`;
}

function plateauSentences(record: TrainingRecord, settings: TrainingSettings): Span[][] {
  const each = fullyWrong(settings);
  if (each === undefined) return [];
  const longest = longestPlateaus(record, each.cost).slice(0, 2);
  return longest.map((plateau) => {
    const { from, to, wrong } = plateau;
    const [few, all] = [inWords(wrong), inWords(settings.data.xs.length)];
    const what = say`Iterations ${from} to ${to}: the loss sits near ${each.cost * wrong}, ${few} of ${all} targets fully wrong, each costing ${code(each.text)}.`;
    return [...what, ...marchSentence(plateau, record, settings)];
  });
}

/** Why nothing moves there but the weight. */
function marchSentence({ from }: Plateau, record: TrainingRecord, settings: TrainingSettings): Span[] {
  const { freshNorm = 0, staleNorm = 0, gradient = 0, saturated = 0 } = record.iterations[from + 1] ?? {};
  if (record.zeroGrad || !isPlain(settings) || freshNorm > VANISHED * staleNorm || gradient === 0) return [];
  const stride = short(Math.abs(settings.learningRate * gradient));
  return say` With ${saturated} of ${saturable(settings)} neuron outputs saturated the fresh gradient has vanished (${short(freshNorm)}), so the stale gradient of ${code(settings.track)} stays at ${short(gradient)} and the weight marches on by ${stride} an iteration.`;
}

/** How many outputs of neurons an iteration has that can saturate. */
function saturable({ layers, activations, batch }: TrainingSettings): number {
  const neurons = layers.reduce((sum, size, i) => sum + (saturates(activations[i] as ActivationName) ? size : 0), 0);
  return neurons * batch;
}

function saturationSentence(record: TrainingRecord, settings: TrainingSettings): Span[] | undefined {
  const last = record.iterations.at(-1);
  const all = saturable(settings);
  if (last === undefined || all === 0) return undefined;
  const ending =
    last.saturated > MOSTLY * all ? ': there the slope is near 0, and hardly any gradient comes through' : '';
  const are = last.saturated === 1 ? 'is' : 'are';
  return say`Saturated at the end: ${last.saturated} of ${all} neuron outputs (${all / settings.batch} neurons, ${settings.batch} samples) ${are} within 0.01 of the end of their range${ending}.`;
}

function failureSentence({ failure }: TrainingRecord, settings: TrainingSettings): Span[] | undefined {
  if (failure === undefined) return undefined;
  const { iteration, sample, place, operation: name, operand } = failure;
  const when = iteration >= settings.steps ? 'After the last update' : `In iteration ${iteration}`;
  const where = say`${when}, at sample ${sample + 1}, ${code(place)}`;
  if (name === 'tanhByExp') {
    return say`${where} had to take tanh of ${short(operand)}. Written as ${code(activationNamed(name).formula)} it needs ${code(`exp(${short(2 * operand)})`)}, and above x = 354.89 that is too large for a number: Python says "math range error". With ${code('--stable-tanh')} the run would go on.`;
  }
  if (name === undefined)
    return say`${where} is no longer a finite number: the steps have grown beyond all bounds. A smaller ${code('--lr')} helps.`;
  return say`${where} overflowed: ${code(operation(name).symbol)} of ${short(operand)} goes beyond 1.8e308, the largest number there is. A smaller ${code('--lr')} helps.`;
}

function whySentences(settings: TrainingSettings): Span[][] {
  const same = say`Never resetting is exactly momentum 1: ${code('.grad')} becomes the sum of all gradients so far. ${code('--momentum 1')} with the reset draws the same curve.`;
  return [
    ...(isPlain(settings) ? [same] : []),
    say`Only parameters need the reset: ${code('backward()')} adds to the gradients of leaves, while those of the values in between start at zero in each pass.`,
  ];
}
