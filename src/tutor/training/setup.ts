import { activationNamed, lossNamed } from '../../engine/index.ts';
import { code, say, strong } from '../../reply/build.ts';
import type { Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { parameterCount, type TrainingSettings } from '../../training/index.ts';

/** The same in a few words, for a brief report. */
export function setupInShort(settings: TrainingSettings): Span[] {
  const { data, learningRate, momentum, batch, seed } = settings;
  const batches = batch < data.xs.length ? say`, batches of ${batch}` : [];
  const extra = momentum > 0 ? `, momentum ${momentum}` : '';
  const squash = squashOf(settings).replace(/^all /, '');
  return say`${data.name}, ${networkOf(settings)}, ${squash}${batches}, lr ${learningRate}${extra}, seed ${seed}`;
}

const networkOf = ({ data, layers }: TrainingSettings): Span => code(`MLP ${data.xs[0]?.length}-[${layers.join(',')}]`);

function squashOf({ activations }: TrainingSettings): string {
  const names = [...new Set(activations.map((name) => activationNamed(name).title))];
  return names.length === 1 ? `all ${names[0]}` : `${names[0]}, last layer ${names.at(-1)}`;
}

/** What was trained, on what, and how. */
export function setup(settings: TrainingSettings): Span[] {
  const { data, loss, learningRate, momentum, batch, seed } = settings;
  const samples = data.xs.length;
  const batches = batch < samples ? `, ${batch} an iteration` : '';
  const extra = momentum > 0 ? `, momentum ${momentum}` : '';
  return say`${strong(data.name)}: ${counted(samples, 'sample')}${batches}. ${networkOf(settings)}, ${squashOf(settings)}, ${parameterCount(settings)} parameters. Loss: ${lossNamed(loss).title}. lr ${learningRate}${extra}, seed ${seed}.`;
}
