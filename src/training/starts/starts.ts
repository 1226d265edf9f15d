import { type Kernel, lossNamed } from '../../engine/index.ts';
import { constantLoss } from '../evaluation/measures.ts';
import { CompiledRun, isCompiledFor } from '../loop.ts';
import { Network } from '../network.ts';
import { descentOf } from '../optimisers/descent.ts';
import { evaluate } from '../run.ts';
import type { TrainingSettings } from '../settings.ts';
import { TapeRun } from '../tape-run.ts';

/** What a forward pass on the tape costs, in forward and backward passes of a compiled run. */
const TAPE_OVER_COMPILED = 8;

/** Where the usual threshold is out of reach, this many times the best end takes its place. */
const NEAR_BEST = 1.25;
/** An end with so much of the loss of the best constant answer, or less, shows that there was something to learn. */
const LEARNED_MUCH = 0.5;

/** What a loss has to end below for a start to have learned. */
export interface Threshold {
  readonly threshold: number;
  /** Is it a quarter above the best end, as noise in the data keeps all starts from the usual one? */
  readonly relative: boolean;
}

/** @param best the loss that the best start ended with; Infinity where none came to its end */
export function thresholdFor(settings: TrainingSettings, best: number): Threshold {
  const { learned, samples } = lossNamed(settings.loss);
  const usual = learned * (samples === 'sum' ? settings.data.xs.length : 1);
  const near = NEAR_BEST * best;
  const relative = near > usual && best <= LEARNED_MUCH * constantLoss(settings);
  return { threshold: relative ? Number(near.toPrecision(2)) : usual, relative };
}

/** Runs of one network from many seeds, of which only the loss is looked at. */
export class Starts {
  /** Has its training loop a compiled form? */
  readonly isCompiled: boolean;
  /** Operations of a run, with the look at its end. */
  readonly work: number;
  private readonly network: Network;
  private kernel: Kernel | undefined;

  constructor(settings: TrainingSettings) {
    const { steps, batch, data } = settings;
    this.network = new Network(settings);
    this.isCompiled = this.network.isCompiled;
    // With batches the loss of all rows at the end, taken on the tape, may be more work than the steps.
    const rows = data.xs.length;
    const ending = batch < rows ? rows * (this.isCompiled ? TAPE_OVER_COMPILED : 1) : 0;
    this.work = (steps * batch + ending) * this.network.operations;
  }

  /** Gets ready for so many runs. */
  prepare(runs: number): void {
    if (isCompiledFor(runs * this.work)) this.kernel = this.network.compiled();
  }

  /** The loss before the first step; undefined where it is not finite. */
  begin(settings: TrainingSettings, seed: number): number | undefined {
    this.network.restart(seed);
    return evaluate(this.network, settings).lossAfter;
  }

  /**
   * The loss after the last update; undefined where a loss was not finite, as in "math range error".
   *
   * @param settings those of the constructor, maybe with another rate, or with gradients that are reset or not
   */
  end(settings: TrainingSettings, seed: number): number | undefined {
    this.network.restart(seed);
    const whole = this.kernel ? this.compiled(this.kernel, settings, seed) : this.onTape(settings, seed);
    return whole ? evaluate(this.network, settings).lossAfter : undefined;
  }

  /** All iterations of a start; gives whether every loss was finite. */
  private compiled(kernel: Kernel, settings: TrainingSettings, seed: number): boolean {
    const start = this.network.parameters.map(({ data }) => data);
    const stopped = new CompiledRun(kernel, settings, seed, start, descentOf(settings)).run(settings.steps);
    this.network.set(kernel.parameters());
    return stopped === undefined;
  }

  private onTape(settings: TrainingSettings, seed: number): boolean {
    const tape = new TapeRun(this.network, settings, seed);
    for (let iteration = 0; iteration < settings.steps; iteration++) {
      if (tape.derive(settings.zeroGrad) !== undefined) return false;
      tape.stepper.step();
    }
    return true;
  }
}
