import { activationNamed, lossNamed } from '../../engine/index.ts';
import { code, say, strong } from '../../reply/build.ts';
import type { Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { parameterCount, type TrainingSettings } from '../../training/index.ts';

/** What was trained, on what, and how. */
export function setup(settings: TrainingSettings): Span[] {
  const { data, layers, activations, loss, learningRate, momentum, batch, seed } = settings;
  const network = code(`MLP ${data.xs[0]?.length}-[${layers.join(',')}]`);
  const names = [...new Set(activations.map((name) => activationNamed(name).title))];
  const squash = names.length === 1 ? `all ${names[0]}` : `${names[0]}, last layer ${names.at(-1)}`;
  const { title, predictions: made } = lossNamed(loss);
  const then = made === undefined ? '' : `, then ${made.title}`;
  const samples = data.xs.length;
  const batches = batch < samples ? `, ${batch} an iteration` : '';
  const extra = momentum > 0 ? `, momentum ${momentum}` : '';
  return say`${strong(data.name)}: ${counted(samples, 'sample')}${batches}. ${network}, ${squash}${then}, ${parameterCount(settings)} parameters. Loss: ${title}. lr ${learningRate}${extra}, seed ${seed}.`;
}
