import { type ActivationName, activationNamed, operation, saturates } from '../../engine/index.ts';
import { code, say } from '../../reply/build.ts';
import type { Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import {
  firstStale,
  fullyWrong,
  isPlain,
  longestPlateaus,
  type Plateau,
  type TrainingRecord,
  type TrainingSettings,
} from '../../training/index.ts';
import { type Remark, WEIGHT } from './remark.ts';
import { short } from './words.ts';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

const inWords = (count: number): string => NUMBERS[count] ?? String(count);

/** Next to nothing: a fresh gradient this much smaller than the one in use does not steer any more. */
const VANISHED = 1e-3;
/** Most of the neurons' outputs. */
const MOSTLY = 0.5;

/** What went on inside a run, and where it failed, from its record alone. */
export function observations(settings: TrainingSettings, record: TrainingRecord): Remark[] {
  const remarks = [
    record.zeroGrad ? undefined : staleRemark(record),
    ...plateauRemarks(record, settings),
    saturationRemark(record, settings),
    failureRemark(record, settings),
    ...(record.zeroGrad ? [] : whyRemarks(settings)),
  ];
  return remarks.filter((remark) => remark !== undefined);
}

function staleRemark(record: TrainingRecord): Remark | undefined {
  const iteration = firstStale(record);
  if (iteration === undefined) return undefined;
  const { freshNorm = 0, staleNorm = 0 } = record.iterations[iteration] ?? {};
  const told = (what: string): Span[] =>
    say`From iteration ${iteration} on the gradient is mostly stale: ${code('.grad')} still holds ${short(staleNorm)}${what} from earlier iterations, and the backward pass adds only ${short(freshNorm)}.`;
  return { weight: WEIGHT.stale, brief: told(''), full: told(' (length over all parameters)') };
}

function plateauRemarks(record: TrainingRecord, settings: TrainingSettings): Remark[] {
  const each = fullyWrong(settings);
  if (each === undefined) return [];
  const longest = longestPlateaus(record, each.cost).slice(0, 2);
  return longest.map((plateau, i) => {
    const { from, to, wrong } = plateau;
    const [few, all] = [inWords(wrong), inWords(settings.data.xs.length)];
    const what = say`Iterations ${from} to ${to}: the loss sits near ${each.cost * wrong}, ${few} of ${all} targets fully wrong, each costing ${code(each.text)}`;
    const march = marchOf(plateau, record, settings);
    const brief =
      march === undefined
        ? say`${what}.`
        : say`${what}, and the stale gradient moves the weight by ${march.stride} an iteration.`;
    // The second longest is for those who want to know everything.
    return { weight: i === 0 ? WEIGHT.plateau : WEIGHT.fullOnly, brief, full: say`${what}.${march?.why ?? ''}` };
  });
}

/** How far the weight moves an iteration where nothing else does, and why. */
function marchOf(
  { from }: Plateau,
  record: TrainingRecord,
  settings: TrainingSettings,
): { stride: string; why: Span[] } | undefined {
  const { freshNorm = 0, staleNorm = 0, gradient = 0, saturated = 0 } = record.iterations[from + 1] ?? {};
  if (record.zeroGrad || !isPlain(settings) || freshNorm > VANISHED * staleNorm || gradient === 0) return undefined;
  const stride = short(Math.abs(settings.learningRate * gradient));
  const why = say` With ${saturated} of ${saturable(settings)} neuron outputs saturated the fresh gradient has vanished (${short(freshNorm)}), so the stale gradient of ${code(settings.track)} stays at ${short(gradient)} and the weight marches on by ${stride} an iteration.`;
  return { stride, why };
}

/** How many outputs of neurons an iteration has that can saturate. */
function saturable({ layers, activations, batch }: TrainingSettings): number {
  const neurons = layers.reduce((sum, size, i) => sum + (saturates(activations[i] as ActivationName) ? size : 0), 0);
  return neurons * batch;
}

function saturationRemark(record: TrainingRecord, settings: TrainingSettings): Remark | undefined {
  const last = record.iterations.at(-1);
  const all = saturable(settings);
  if (last === undefined || all === 0) return undefined;
  const mostly = last.saturated > MOSTLY * all;
  const ending = mostly ? ': there the slope is near 0, and hardly any gradient comes through' : '';
  const are = last.saturated === 1 ? 'is' : 'are';
  const told = (what: string): Span[] =>
    say`Saturated at the end: ${last.saturated} of ${all} neuron outputs${what} ${are} within 0.01 of the end of their range${ending}.`;
  const whose = ` (${counted(all / settings.batch, 'neuron')}, ${counted(settings.batch, 'sample')})`;
  return { weight: mostly ? WEIGHT.saturated : WEIGHT.fullOnly, brief: told(''), full: told(whose) };
}

function failureRemark({ failure }: TrainingRecord, settings: TrainingSettings): Remark | undefined {
  if (failure === undefined) return undefined;
  const { iteration, sample, place, operation: name, operand } = failure;
  const when = iteration >= settings.steps ? 'After the last update' : `In iteration ${iteration}`;
  const where = say`${when}, at sample ${sample + 1}, ${code(place)}`;
  if (name === 'tanhByExp') {
    const brief = say`${when} tanh of ${short(operand)} needs ${code(`exp(${short(2 * operand)})`)}, too large for a number: Python says "math range error".`;
    const full = say`${where} had to take tanh of ${short(operand)}. Written as ${code(activationNamed(name).formula)} it needs ${code(`exp(${short(2 * operand)})`)}, and above x = 354.89 that is too large for a number: Python says "math range error". With ${code('--stable-tanh')} the run would go on.`;
    return { weight: WEIGHT.failure, brief, full };
  }
  const help = say`A smaller ${code('--lr')} helps.`;
  if (name === undefined) {
    const brief = say`${when} ${code(place)} is no longer a finite number: a smaller ${code('--lr')} helps.`;
    const full = say`${where} is no longer a finite number: the steps have grown beyond all bounds. ${help}`;
    return { weight: WEIGHT.failure, brief, full };
  }
  const beyond = say`${code(operation(name).symbol)} of ${short(operand)} goes beyond 1.8e308, the largest number there is`;
  const brief = say`${when} ${beyond}: a smaller ${code('--lr')} helps.`;
  return { weight: WEIGHT.failure, brief, full: say`${where} overflowed: ${beyond}. ${help}` };
}

function whyRemarks(settings: TrainingSettings): Remark[] {
  const same = say`Never resetting is exactly momentum 1: ${code('.grad')} becomes the sum of all gradients so far.`;
  const curve = say`${same} ${code('--momentum 1')} with the reset draws the same curve.`;
  const only = say`Only parameters need the reset: ${code('backward()')} adds to the gradients of leaves, while those of the values in between start at zero in each pass.`;
  return [
    ...(isPlain(settings) ? [{ weight: WEIGHT.momentumOne, brief: same, full: curve }] : []),
    { weight: WEIGHT.onlyParameters, brief: only, full: only },
  ];
}
