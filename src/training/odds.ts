import { lossNamed } from '../engine/index.ts';
import { Network } from './network.ts';
import { outcome, workOf } from './run.ts';
import type { TrainingSettings } from './settings.ts';

/** What became of many starts with the same settings. */
export interface Tally {
  readonly learned: number;
  readonly overflowed: number;
}

/** The same settings over seeds 0, 1, 2 …, with gradients reset and without. */
export interface Odds {
  readonly seeds: number;
  /** A start has learned when its loss ends below this. */
  readonly threshold: number;
  readonly zeroed: Tally;
  readonly neverZeroed: Tally;
}

const SEEDS = 200;
/** Operations for all starts together: about a second. */
const BUDGET = 100_000_000;

/** How many starts fit: {@link SEEDS}, or fewer for large settings. */
const seedsThatFit = (settings: TrainingSettings): number =>
  Math.min(SEEDS, Math.floor(BUDGET / (2 * workOf(settings))));

/** Tries the settings from many starts; undefined when not even ten fit. */
export function oddsOf(settings: TrainingSettings): Odds | undefined {
  const seeds = seedsThatFit(settings);
  if (seeds < 10) return undefined;
  const { learned, samples } = lossNamed(settings.loss);
  const threshold = learned * (samples === 'sum' ? settings.data.xs.length : 1);
  const network = new Network(settings);
  const tally = (zeroGrad: boolean): Tally => {
    const losses = Array.from({ length: seeds }, (_, seed) => outcome(network, { ...settings, zeroGrad }, seed));
    return {
      learned: losses.filter((loss) => loss !== undefined && loss < threshold).length,
      overflowed: losses.filter((loss) => loss === undefined).length,
    };
  };
  return { seeds, threshold, zeroed: tally(true), neverZeroed: tally(false) };
}
