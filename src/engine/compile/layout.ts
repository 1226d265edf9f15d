import type { Plan } from './plan.ts';
import { TABLE_AT, TABLES } from './rule.ts';

/** Vectors of two samples that are worked at together: more would not fit into the registers. */
export const DEPTH = 2;
export const SAMPLES = 2 * DEPTH;
/** Bytes of a quantity of such a block of samples. */
export const SLOT = 8 * SAMPLES;
/** Columns of a record, and its bytes. */
export const COLUMNS = 8;
export const RECORD = 8 * COLUMNS;

/** Single numbers, in bytes from the start of the memory. */
export const HEAD = { keep: 16, tracked: 20, saturated: 32, wrong: 48 } as const;

/** Where everything lies in the memory, in bytes. */
export interface Layout {
  /** Per layer: its first parameter, from the start of each table of parameters; a row is one neuron. */
  readonly rows: readonly { start: number; bytes: number }[];
  /** Bytes of a table of parameters. */
  readonly size: number;
  readonly parameters: number;
  readonly gradients: number;
  /** What the optimiser remembers of each parameter. */
  readonly remembered: readonly number[];
  readonly stale: number;
  readonly previous: number;
  /** The first byte behind these tables. */
  readonly tablesEnd: number;
  /** Per layer: outputs, sums before the operation, gradients. */
  readonly slots: readonly { out: number; sum: number; gradient: number }[];
  /** Inputs of a layer with the samples one after the other, two inputs side by side. */
  readonly turned: number;
  /** The first byte that is free. */
  readonly end: number;
  /** Bytes of a block of samples: inputs, targets, and the weights of the samples in the loss. */
  readonly block: number;
}

/** Rows are even, so that two parameters lie side by side everywhere. */
const even = (count: number): number => count + (count % 2);

/** @param remembers how many numbers the optimiser remembers of each parameter */
export function layoutOf({ layers }: Plan, inputs: number, targets: number, remembers: number): Layout {
  let size = 0;
  const rows = layers.map((layer) => {
    const row = { start: size, bytes: 8 * even(layer.inputs + 1) };
    size += layer.size * row.bytes;
    return row;
  });
  let end = TABLE_AT + 8 * TABLES.length;
  const room = (bytes: number): number => {
    end += bytes;
    return end - bytes;
  };
  const table = (): number => room(size);
  return {
    rows,
    size,
    parameters: table(),
    gradients: table(),
    remembered: Array.from({ length: remembers }, table),
    stale: table(),
    previous: table(),
    tablesEnd: end,
    slots: layers.map((layer) => {
      const [sum, gradient] = [room(SLOT * layer.size), room(SLOT * layer.size)];
      return { sum, gradient, out: layer.operation === undefined ? sum : room(SLOT * layer.size) };
    }),
    turned: room(2 * SLOT * Math.max(...layers.map((layer) => even(layer.inputs + 1)))),
    end,
    block: SLOT * (inputs + targets + 1),
  };
}
