import { activationNamed, lossNamed, optimiserNamed } from '../../engine/index.ts';
import { code, say, strong } from '../../reply/build.ts';
import type { Span } from '../../reply/document.ts';
import { capitalize, counted } from '../../text.ts';
import { parameterCount, type TrainingSettings } from '../../training/index.ts';

/** The same in a few words, for a brief report. */
export function setupInShort(settings: TrainingSettings): Span[] {
  const { data, batch, seed } = settings;
  const batches = batch < data.xs.length ? `, batches of ${batch}` : '';
  const squash = squashOf(settings).replace(/^all /, '');
  return say`${data.name}, ${networkOf(settings)}, ${squash}${batches}, ${wayOf(settings)}, seed ${seed}`;
}

const networkOf = ({ data, layers }: TrainingSettings): Span => code(`MLP ${data.xs[0]?.length}-[${layers.join(',')}]`);

/** The activations, and what makes predictions of the outputs. */
function squashOf({ activations, loss }: TrainingSettings): string {
  const names = [...new Set(activations.map((name) => activationNamed(name).title))];
  const { predictions: made } = lossNamed(loss);
  const then = made === undefined ? '' : `, then ${made.title}`;
  return `${names.length === 1 ? `all ${names[0]}` : `${names[0]}, last layer ${names.at(-1)}`}${then}`;
}

/** What was trained, on what, and how. */
export function setup(settings: TrainingSettings): Span[] {
  const { data, loss, batch, seed, readings = [] } = settings;
  const samples = data.xs.length;
  const batches = batch < samples ? `, ${batch} an iteration` : '';
  return say`${strong(data.name)}: ${counted(samples, 'sample')}${batches}. ${networkOf(settings)}, ${squashOf(settings)}, ${parameterCount(settings)} parameters. Loss: ${lossNamed(loss).title}. ${wayOf(settings)}, seed ${seed}.${readings.map((reading) => ` ${capitalize(reading)}`).join('')}`;
}

/** How the parameters begin and are changed, as far as it is not the article's way: `Adam, lr 0.1, clip 1`. */
function wayOf({ optimiser, learningRate, momentum, decay, clip, schedule, init }: TrainingSettings): string {
  const parts = [
    optimiser === 'sgd' ? undefined : optimiserNamed(optimiser).title,
    `lr ${learningRate}`,
    momentum > 0 ? `momentum ${momentum}` : undefined,
    schedule && `schedule ${schedule}`,
    decay > 0 ? `decay ${decay}` : undefined,
    clip === undefined ? undefined : `clip ${clip}`,
    init === 'uniform' ? undefined : `init ${init}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
