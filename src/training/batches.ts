import { lossNamed, Random } from '../engine/index.ts';
import type { TrainingSettings } from './settings.ts';

/** The share of one sample in the loss of so many. */
export const weightOf = ({ loss }: TrainingSettings, samples: number): number =>
  lossNamed(loss).samples === 'sum' ? 1 : 1 / samples;

/**
 * The samples of each iteration of an epoch, epoch after epoch: all of them, or the next few of an order that is
 * shuffled anew every epoch.
 */
export function* epochsOf({ data, batch }: TrainingSettings, seed: number): Generator<readonly (readonly number[])[]> {
  const all = data.xs.map((_, i) => i);
  const full = [all];
  // A stream of its own, apart from the one that draws the weights.
  const random = new Random(2 ** 32 + seed);
  for (;;) {
    if (batch >= all.length) yield full;
    else {
      const order = random.shuffled(all);
      const batches = Math.floor(order.length / batch);
      yield Array.from({ length: batches }, (_, i) => order.slice(i * batch, (i + 1) * batch));
    }
  }
}

/** The samples of each iteration, of one epoch after the other. */
export function* batchesOf(settings: TrainingSettings, seed: number): Generator<readonly number[]> {
  for (const epoch of epochsOf(settings, seed)) yield* epoch;
}
