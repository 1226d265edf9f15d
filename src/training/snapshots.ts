import type { Value } from '../engine/index.ts';

/** The parameters of a network at one moment of a run. */
export interface Snapshot {
  /** How many updates had been made. */
  readonly iteration: number;
  /** The loss with these parameters: of the iteration's batch, and of all samples after the last update. */
  readonly loss: number;
  /** Every parameter, in the network's order: layer by layer, neuron by neuron, weights before the bias. */
  readonly parameters: readonly number[];
}

/**
 * Iterations for a picture that moves: from the start to the last update, closer together at the start, where most
 * happens. At most `count`, which is at least 2, and no iteration twice.
 */
export function spreadIterations(steps: number, count: number): number[] {
  if (steps < count) return Array.from({ length: steps + 1 }, (_, i) => i);
  const chosen = [0];
  while (chosen.length < count) {
    const last = chosen.at(-1) as number;
    // What is left is shared out evenly on a log scale; early on that is less than one iteration, and becomes one.
    const ratio = (steps / Math.max(1, last)) ** (1 / (count - chosen.length));
    chosen.push(Math.min(steps, Math.max(last + 1, Math.round(Math.max(1, last) * ratio))));
  }
  return chosen;
}

/** Keeps the parameters at chosen moments of a run, and at the last one at which the loss was finite. */
export class SnapshotKeeper {
  private readonly kept: Snapshot[] = [];
  private readonly parameters: readonly Value[];
  private readonly wanted: ReadonlySet<number>;
  private readonly latest: Float64Array;
  private seen: { iteration: number; loss: number } | undefined;

  /** @param wanted numbers of updates after which to keep the parameters */
  constructor(parameters: readonly Value[], wanted: readonly number[]) {
    this.parameters = parameters;
    this.wanted = new Set(wanted);
    this.latest = new Float64Array(parameters.length);
  }

  /** To be told after every forward pass with a finite loss, before the update. */
  see(iteration: number, loss: number): void {
    // One array that is written again and again: this runs in every iteration.
    for (let i = 0; i < this.latest.length; i++) this.latest[i] = (this.parameters[i] as Value).data;
    this.seen = { iteration, loss };
    if (this.wanted.has(iteration)) this.keep();
  }

  /** What was kept, in order; the last entry is the last that was seen. */
  get all(): readonly Snapshot[] {
    if (this.seen !== undefined && this.kept.at(-1)?.iteration !== this.seen.iteration) this.keep();
    return this.kept;
  }

  private keep(): void {
    if (this.seen !== undefined) this.kept.push({ ...this.seen, parameters: [...this.latest] });
  }
}
