import { type Descent, type Kernel, lossNamed, Stepper } from '../engine/index.ts';
import { weightOf } from './batches.ts';
import { batchesOf, CompiledRun, isCompiledFor } from './loop.ts';
import { Network } from './network.ts';
import { descentOf } from './optimisers/descent.ts';
import { evaluate } from './run.ts';
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
/** Operations for all starts together: about a second, as measured by `npm run bench`. */
const BUDGET = { compiled: 800_000_000, onTape: 100_000_000 };

/** Tries the settings from many starts; undefined when not even ten fit. */
export function oddsOf(settings: TrainingSettings): Odds | undefined {
  const network = new Network(settings);
  const budget = network.isCompiled ? BUDGET.compiled : BUDGET.onTape;
  const work = settings.steps * settings.batch * network.operations;
  // With batches the loss of all rows at the end, taken on the tape, may be more work than the steps.
  const rows = settings.data.xs.length;
  const ending = settings.batch < rows ? (rows * network.operations * budget) / BUDGET.onTape : 0;
  const seeds = Math.min(SEEDS, Math.floor(budget / (2 * (work + ending))));
  if (seeds < 10) return undefined;
  const { learned, samples } = lossNamed(settings.loss);
  const threshold = learned * (samples === 'sum' ? settings.data.xs.length : 1);
  const kernel = isCompiledFor(2 * seeds * work) ? network.compiled() : undefined;
  const descent = descentOf(settings);
  const tally = (zeroGrad: boolean): Tally => {
    const start = { network, kernel, descent, settings: { ...settings, zeroGrad } };
    const losses = Array.from({ length: seeds }, (_, seed) => outcome(start, seed));
    return {
      learned: losses.filter((loss) => loss !== undefined && loss < threshold).length,
      overflowed: losses.filter((loss) => loss === undefined).length,
    };
  };
  return { seeds, threshold, zeroed: tally(true), neverZeroed: tally(false) };
}

/** What starts from many seeds have in common. */
interface Start {
  readonly network: Network;
  readonly kernel: Kernel | undefined;
  readonly descent: Descent;
  readonly settings: TrainingSettings;
}

/** What became of one start: the loss after the last update, or undefined for "math range error". */
function outcome(start: Start, seed: number): number | undefined {
  const { network, kernel, settings } = start;
  network.restart(seed);
  const whole = kernel ? compiled(start, kernel, seed) : onTape(start, seed);
  return whole ? evaluate(network, settings).lossAfter : undefined;
}

/** All iterations of a start; gives whether every loss was finite. */
function compiled({ network, settings, descent }: Start, kernel: Kernel, seed: number): boolean {
  const start = network.parameters.map(({ data }) => data);
  const stopped = new CompiledRun(kernel, settings, seed, start, descent).run(settings.steps);
  network.set(kernel.parameters());
  return stopped === undefined;
}

function onTape({ network, settings, descent }: Start, seed: number): boolean {
  const stepper = new Stepper(network.parameters, descent);
  const batches = batchesOf(settings, seed);
  for (let iteration = 0; iteration < settings.steps; iteration++) {
    if (settings.zeroGrad) stepper.zeroGrad();
    const batch = batches.next().value as readonly number[];
    const weight = weightOf(settings, batch.length);
    let loss = 0;
    for (const sample of batch) {
      loss += weight * network.forward(sample);
      if (!Number.isFinite(loss)) return false;
      network.backward(weight);
    }
    stepper.step();
  }
  return true;
}
