import { type Descent, type Kernel, lengthOf } from '../engine/index.ts';
import { epochsOf, weightOf } from './batches.ts';
import type { Network } from './network.ts';
import { descentOf } from './optimisers/descent.ts';
import { RecordTable } from './record.ts';
import { parameterIndex, type TrainingSettings } from './settings.ts';
import { TapeRun } from './tape-run.ts';

/** Iterations of one start, one after the other: on the tape or compiled, with the same numbers to the last bit. */
export interface Loop {
  /** What was recorded of the iterations so far. */
  readonly table: RecordTable;
  /**
   * Makes so many iterations, or fewer where one has a loss that is not finite: before the update of that one.
   *
   * @returns the sample with which the loss stopped being finite, of which the network holds the forward pass
   */
  run(count: number): number | undefined;
  /** All parameters, or those that the last recorded iteration began with. */
  parameters(before?: boolean): readonly number[];
}

/**
 * Operations from which on a run is quicker compiled, with the time to compile it: in a new process 25 ms, in which the
 * tape makes 800 iterations of the article or 30 of moons.
 */
const COMPILED_FROM = 300_000;
/** Iterations whose records a compiled loop keeps at a time. */
const AT_A_TIME = 512;

/** Is so much work, in operations of forward passes, quicker compiled? */
export const isCompiledFor = (work: number): boolean => work >= COMPILED_FROM;

/** The loop for so much work, in operations of forward passes. */
export function loopFor(network: Network, settings: TrainingSettings, work: number): Loop {
  const tracked = parameterIndex(settings.track, settings) as number;
  const most = Math.min(AT_A_TIME, settings.steps);
  const kernel = isCompiledFor(work) ? network.compiled({ tracked, most }) : undefined;
  return kernel ? compiledLoop(network, kernel, settings, most) : tapeLoop(network, settings, tracked);
}

function tapeLoop(network: Network, settings: TrainingSettings, tracked: number): Loop {
  const { parameters } = network;
  const tape = new TapeRun(network, settings, settings.seed);
  const { stale } = tape;
  const table = new RecordTable(settings.steps);
  const row = new Float64Array(8);
  const [fresh, began] = [new Float64Array(parameters.length), new Float64Array(parameters.length)];
  const count = (): void => {
    row[5] = (row[5] as number) + network.saturated;
    row[6] = (row[6] as number) + network.wrong;
  };
  const one = (): number | undefined => {
    row.fill(0);
    const stopped = tape.derive(settings.zeroGrad, count);
    if (stopped !== undefined) return stopped;
    let [freshSquares, staleSquares] = [0, 0];
    for (let i = 0; i < parameters.length; i++) {
      const { data, grad } = parameters[i] as (typeof parameters)[number];
      const old = stale[i] as number;
      const own = grad - old;
      began[i] = data;
      fresh[i] = own;
      freshSquares += own * own;
      staleSquares += old * old;
    }
    row[0] = tape.loss as number;
    row[1] = parameters[tracked]?.data as number;
    row[3] = lengthOf(freshSquares, fresh);
    row[4] = settings.zeroGrad ? 0 : lengthOf(staleSquares, stale);
    tape.stepper.step();
    // As the update used it: clipping changes it.
    row[2] = parameters[tracked]?.grad as number;
    table.add(row);
    return undefined;
  };
  return {
    table,
    run(count) {
      for (let i = 0; i < count; i++) {
        const stopped = one();
        if (stopped !== undefined) return stopped;
      }
      return undefined;
    },
    parameters: (before) => (before ? [...began] : parameters.map(({ data }) => data)),
  };
}

/** The loss of some samples one after the other: the sample with which it stops being finite. */
function stopIn(network: Network, batch: readonly number[], weight: number): number | undefined {
  let loss = 0;
  return batch.find((sample) => {
    loss += weight * network.forward(sample);
    return !Number.isFinite(loss);
  });
}

/** A kernel on its way through the epochs of a start. */
export class CompiledRun {
  private readonly kernel: Kernel;
  private readonly settings: TrainingSettings;
  private readonly epochs: ReturnType<typeof epochsOf>;
  private epoch: readonly (readonly number[])[] = [];
  private next = 0;

  /** @param descent the same for all starts, where there are several: its numbers are worked out once */
  constructor(
    kernel: Kernel,
    settings: TrainingSettings,
    seed: number,
    parameters: readonly number[],
    descent: Descent = descentOf(settings),
  ) {
    kernel.start(parameters, descent, settings.zeroGrad);
    this.kernel = kernel;
    this.settings = settings;
    this.epochs = epochsOf(settings, seed);
  }

  /**
   * Makes so many iterations, as long as their loss is finite.
   *
   * @param most how many at a time, after which `see` is told how many were made
   * @returns the batch with another loss
   */
  run(count: number, most = count, see?: (done: number) => void): readonly number[] | undefined {
    const { data, batch } = this.settings;
    const full = batch >= data.xs.length;
    for (let left = count; left > 0; ) {
      if (this.next === this.epoch.length) {
        this.epoch = this.epochs.next().value as typeof this.epoch;
        this.next = 0;
        this.kernel.load(this.epoch, data.xs, data.ys, weightOf(this.settings, batch));
      }
      const some = Math.min(left, most, full ? left : this.epoch.length - this.next);
      const done = this.kernel.run(some, this.next);
      see?.(done);
      if (done < some) return this.epoch[full ? 0 : this.next + done];
      if (!full) this.next += done;
      left -= done;
    }
    return undefined;
  }
}

function compiledLoop(network: Network, kernel: Kernel, settings: TrainingSettings, most: number): Loop {
  const table = new RecordTable(settings.steps);
  const start = network.parameters.map(({ data }) => data);
  const run = new CompiledRun(kernel, settings, settings.seed, start);
  return {
    table,
    run(count) {
      const batch = run.run(count, most, (done) => table.add(kernel.records(done)));
      if (batch === undefined) return undefined;
      network.set(kernel.parameters());
      return stopIn(network, batch, weightOf(settings, batch.length));
    },
    parameters: (before) => kernel.parameters(before),
  };
}
