import type { Update } from '../update.ts';
import type { LossOperation, Plan, Sample } from './plan.ts';
import { TABLE_AT, TABLES } from './rule.ts';
import { range } from './wasm.ts';

/** Vectors of two samples that are worked at together: more would not fit into the registers. */
export const DEPTH = 2;
export const SAMPLES = 2 * DEPTH;
/** Bytes of a quantity of such a block of samples. */
export const SLOT = 8 * SAMPLES;
/** Numbers of a record. */
export const COLUMNS = 8;
/** Iterations that are made in one call: V8 takes better code for a function only when it is called anew. */
export const AT_A_TIME = 64;

/** Where everything lies in the memory, in bytes. */
export type Layout = ReturnType<typeof layoutOf>;

/** @param records of how many iterations there is a record at a time */
export function layoutOf(plan: Plan, { inputs, targets }: Sample, { remembers, numbers }: Update, records: number) {
  const loss: readonly LossOperation[] = plan.loss;
  let end = TABLE_AT + 8 * TABLES.length;
  const room = (bytes: number): number => {
    end += bytes;
    return end - bytes;
  };
  let size = 0;
  const layers = plan.layers.map((layer) => {
    const start = size;
    // Rows are even, so that two parameters lie side by side everywhere.
    const bytes = 16 * Math.ceil((layer.inputs + 1) / 2);
    size += layer.size * bytes;
    const values = (): number => room(SLOT * layer.size);
    return { ...layer, start, bytes, sum: values(), out: values(), gradient: values() };
  });
  const table = (): number => room(size);
  return {
    /** With where the rows of their parameters start in each table, one row a neuron, and where their values lie. */
    layers,
    loss,
    /** Where the parameters lie in a table, in their order. */
    places: layers.flatMap((layer) =>
      range(layer.size).flatMap((row) => range(layer.inputs + 1).map((i) => layer.start + row * layer.bytes + 8 * i)),
    ),
    /** Bytes of each of the tables that follow, which have a number for every parameter. */
    size,
    parameters: table(),
    gradients: table(),
    stale: table(),
    previous: table(),
    remembered: remembers.map((name) => [name, table()] as const),
    tablesEnd: end,
    /** Those of the update, for each iteration of a call. */
    numbers: room(8 * numbers.length * AT_A_TIME),
    records: room(8 * COLUMNS * records),
    /** Blocks of inputs, targets, and weights of the samples in the loss, from here to the end. */
    samples: end,
    block: SLOT * (inputs.length + targets.length + 1),
  };
}
