import type { OperationName } from '../engine/index.ts';
import type { Snapshot } from './snapshots.ts';

/** What is recorded of one iteration: forward pass, backward pass, update. Counted from 0, as in the article. */
export interface Iteration {
  readonly iteration: number;
  /** The loss of the forward pass, before the update. */
  readonly loss: number;
  /** The tracked parameter before the update, and its `.grad` as the update uses it. */
  readonly weight: number;
  readonly gradient: number;
  /** Length (Euclidean norm) of this iteration's own gradient over all parameters. */
  readonly freshNorm: number;
  /** Length of what was still in `.grad` from earlier iterations; 0 when gradients are reset. */
  readonly staleNorm: number;
  /** How many of the (neuron, sample) pairs were saturated: output within 0.01 of an end of its range. */
  readonly saturated: number;
  /** How many outputs missed their target by the full distance between -1 and 1. */
  readonly wrong: number;
}

/** Numbers a row: a row is an iteration, in the order of {@link RecordTable.row}. */
const COLUMNS = 8;

/** The iterations of a run as they are written down: numbers in a table, of which the objects are made at the end. */
export class RecordTable {
  /** Iterations so far. */
  length = 0;
  private readonly numbers: Float64Array;
  private made: Iteration[] | undefined;

  /** @param most how many iterations there may be */
  constructor(most: number) {
    this.numbers = new Float64Array(COLUMNS * most);
  }

  /** Adds iterations: loss, weight, gradient, fresh and stale norm, saturated, wrong, and one number that is not used. */
  add(rows: Float64Array): void {
    this.numbers.set(rows, COLUMNS * this.length);
    this.length += rows.length / COLUMNS;
  }

  /** The loss of an iteration. */
  loss(iteration: number): number {
    return this.numbers[COLUMNS * iteration] as number;
  }

  get iterations(): readonly Iteration[] {
    this.made ??= Array.from({ length: this.length }, (_, iteration) => this.row(iteration));
    return this.made;
  }

  private row(iteration: number): Iteration {
    const at = (column: number): number => this.numbers[COLUMNS * iteration + column] as number;
    return {
      iteration,
      loss: at(0),
      weight: at(1),
      gradient: at(2),
      freshNorm: at(3),
      staleNorm: at(4),
      saturated: at(5),
      wrong: at(6),
    };
  }
}

/** Where a forward pass could not go on. */
export interface Failure {
  /** The iteration; one past the last when the final evaluation failed. */
  readonly iteration: number;
  /** Index of the sample. */
  readonly sample: number;
  /** The neuron, as `layers[1].neurons[0]`, or `loss`. */
  readonly place: string;
  /** The operation without a finite result; undefined when a parameter itself is no longer finite. */
  readonly operation: OperationName | undefined;
  /** Its (first) operand. */
  readonly operand: number;
}

/** Rows that the network did not learn from. */
export interface HeldRecord {
  /** After so many updates the loss, in the measure of an iteration's: of as many rows. */
  readonly losses: readonly { readonly iteration: number; readonly loss: number }[];
  /** One row a sample, after the last update; undefined when the run failed. */
  readonly predictions: readonly (readonly number[])[] | undefined;
}

/** One training run from start to end, as far as it came. */
export interface TrainingRecord {
  readonly zeroGrad: boolean;
  readonly iterations: readonly Iteration[];
  /** Loss and outputs (one row a sample) after the last update; undefined when the run failed. */
  readonly lossAfter: number | undefined;
  readonly predictions: readonly (readonly number[])[] | undefined;
  readonly failure: Failure | undefined;
  /** What the network makes of the rows held back, where there are some. */
  readonly held?: HeldRecord;
  /** Parameters at the moments that were asked for, and, as the last entry, the last with a finite loss; maybe none. */
  readonly snapshots: readonly Snapshot[];
}
