import { code, say } from '../../reply/build.ts';
import { isPlain, type TrainingRecord, type TrainingSettings } from '../../training/index.ts';
import { type Remark, WEIGHT } from './remark.ts';
import { short } from './words.ts';

/** What the rows teach, with their own numbers. */
export function lessons(settings: TrainingSettings, { iterations }: TrainingRecord): Remark[] {
  const { learningRate } = settings;
  const [first, second] = iterations;
  if (first === undefined || second === undefined || !isPlain(settings) || first.gradient === 0) return [];
  const [sign, move] = first.gradient > 0 ? ['positive', 'falls'] : ['negative', 'rises'];
  const gradient = first.gradient < 0 ? `(${short(first.gradient)})` : short(first.gradient);
  const step = code(`${short(first.weight)} - ${learningRate}*${gradient} = ${short(second.weight)}`);
  const brief = say`A step goes against the sign of the gradient: in iteration 0 that of ${code(settings.track)} is ${sign}, so the weight ${move}: ${step}.`;
  const full = say`${brief} The learning rate is positive; the minus stands in the update rule.`;
  return [{ weight: WEIGHT.firstStep, brief, full }];
}
