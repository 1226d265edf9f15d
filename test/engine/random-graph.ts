import fc from 'fast-check';
import { arity, type OperationName, operationNames, type Value, value } from '../../src/engine/index.ts';
import { call } from './apply.ts';

/** A graph as data: leaves, then operations on any of the values before them, so nodes are shared freely. */
export interface Plan {
  readonly leaves: readonly number[];
  readonly steps: readonly { readonly name: OperationName; readonly operands: readonly [number, number] }[];
}

const step = fc.record({
  name: fc.constantFrom(...operationNames),
  operands: fc.tuple(fc.nat(1000), fc.nat(1000)),
});

/** Numbers of a size at which most graphs stay finite. */
export const leaf = fc
  .double({ min: -2, max: 2, noNaN: true, noDefaultInfinity: true })
  .map((x) => Math.fround(x) || 1);

export const plan: fc.Arbitrary<Plan> = fc.record({
  leaves: fc.array(leaf, { minLength: 2, maxLength: 4 }),
  steps: fc.array(step, { minLength: 2, maxLength: 14 }),
});

/** Builds the graph on the current tape; gives every value in order of creation, the last one last. */
export function build({ steps }: Plan, leaves: readonly number[]): Value[] {
  const values = leaves.map((data) => value(data));
  for (const { name, operands } of steps) {
    const chosen = operands.slice(0, arity(name)).map((pick) => values[pick % values.length] as Value);
    values.push(call(name, chosen));
  }
  return values;
}
