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
