import { initNamed, type Optimiser, type OptimiserName, optimiserNamed, scheduleNamed } from '../../engine/index.ts';
import { code, say } from '../../reply/build.ts';
import type { Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import type { TrainingRecord, TrainingSettings } from '../../training/index.ts';
import { type Remark, WEIGHT } from './remark.ts';
import { short } from './words.ts';

/** What the options do that say how parameters begin and are changed, with numbers of this run. */
export function optimiserSettingsRemarks(settings: TrainingSettings, record: TrainingRecord): Remark[] {
  const remarks = [
    optimiserRemark(settings, record),
    scheduleRemark(settings),
    clipRemark(settings, record),
    decayRemark(settings, record),
    initRemark(settings),
  ];
  return remarks.filter((remark) => remark !== undefined);
}

/** The rule of an optimiser as code, with its constants: `m = beta1*m+…`, with `beta1 = 0.9`. */
export function ruleOf({ rule, constants }: Optimiser): Span[] {
  const given = Object.entries(constants).map(([name, value]) => `${name} = ${value}`);
  const written = code(rule.replace(/(?<![<>])=/g, ' = '));
  return given.length === 0 ? [written] : say`${written}, with ${code(given.join(', '))}`;
}

function optimiserRemark(settings: TrainingSettings, record: TrainingRecord): Remark | undefined {
  const { optimiser, momentum, learningRate, track } = settings;
  const plainMomentum = optimiser === 'sgd' && momentum > 0;
  if (optimiser === 'sgd' && !plainMomentum) return undefined;
  const entry = optimiserNamed(plainMomentum ? 'momentum' : optimiser);
  const [first, second] = record.iterations;
  const move =
    first === undefined || second === undefined
      ? ''
      : say` In iteration 0 the gradient of ${code(track)} is ${short(first.gradient)}, and the weight changes by ${short(second.weight - first.weight)}.`;
  return {
    weight: WEIGHT.optimiser,
    brief: say`${entry.sentence}`,
    full: say`${entry.sentence} Its rule for a weight ${code('w')} with the gradient ${code('g')}: ${ruleOf(entry)}.${move}${rateOf(optimiser, learningRate)}`,
  };
}

/** A sentence without its full stop. */
const unended = (sentence: string): string => sentence.replace(/\.$/, '');

/** How its own learning rate here compares with PyTorch's. */
function rateOf(optimiser: OptimiserName, learningRate: number): string {
  const { title, rate, torchRate } = optimiserNamed(optimiser);
  if (rate !== learningRate || torchRate === undefined) return '';
  return ` ${title} begins with the learning rate ${rate} here; in PyTorch it is ${torchRate}, for runs of many thousands of steps.`;
}

function scheduleRemark({ schedule, learningRate, steps }: TrainingSettings): Remark | undefined {
  if (schedule === undefined) return undefined;
  const { sentence, factor, torch } = scheduleNamed(schedule);
  const last = short(learningRate * factor(steps - 1, steps));
  const brief = `${unended(sentence)} (here from ${short(learningRate)} to ${last}).`;
  return {
    weight: WEIGHT.schedule,
    brief: say`${brief}`,
    full: say`${brief} In PyTorch this is ${code(torch(steps))}.`,
  };
}

function clipRemark({ clip }: TrainingSettings, { zeroGrad, iterations }: TrainingRecord): Remark | undefined {
  if (clip === undefined) return undefined;
  const longer = iterations.filter(({ freshNorm }) => freshNorm > clip).length;
  // Of what is left over from earlier iterations only the length is known, not the direction.
  const here = zeroGrad
    ? `, in ${longer} of ${counted(iterations.length, 'iteration')}`
    : ', with what is left over from earlier iterations';
  const brief = `Clipping shortens the gradient of all weights to the length ${short(clip)} where it is longer${here}.`;
  return { weight: WEIGHT.clip, brief: say`${brief}`, full: say`${brief} Its direction stays.` };
}

function decayRemark({ decay }: TrainingSettings, { snapshots }: TrainingRecord): Remark | undefined {
  if (decay === 0) return undefined;
  const end = snapshots.at(-1)?.parameters;
  const length = end === undefined ? '' : ` At the end they have the length ${short(Math.hypot(...end))}.`;
  const brief = `Weight decay adds ${short(decay)} times each weight and bias to its gradient, which pulls them towards 0.`;
  return {
    weight: WEIGHT.decay,
    brief: say`${brief}`,
    full: say`${brief}${length} It is the gradient of ${code(`${short(decay / 2)}*w^2`)} (L2), which is not counted in the loss that is shown.`,
  };
}

function initRemark({ init, layers, data }: TrainingSettings): Remark | undefined {
  if (init === 'uniform') return undefined;
  const { sentence, weight, torch } = initNamed(init);
  const bound = short(weight(data.xs[0]?.length ?? 1, layers[0] ?? 1));
  const brief = `${unended(sentence)} (±${bound} in the first layer).`;
  return { weight: WEIGHT.init, brief: say`${brief}`, full: say`${brief} In PyTorch: ${code(torch)}.` };
}
