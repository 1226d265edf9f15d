import { type OperationName, type Value, value, withTape } from '../../src/engine/index.ts';

/** An operation of the table, called as the method that it is. */
export function call(name: OperationName, operands: readonly (Value | number)[]): Value {
  const [first, second] = operands as [Value, Value | number | undefined];
  return (first[name] as (this: Value, other?: Value | number) => Value).call(first, second);
}

/** One operation on a tape of its own: its result and its gradient by each operand. */
export function apply(name: OperationName, operands: readonly number[]): { out: number; grads: number[] } {
  return withTape(() => {
    const leaves = operands.map((operand) => value(operand));
    const result = call(name, leaves);
    result.backward();
    return { out: result.data, grads: leaves.map(({ grad }) => grad) };
  });
}
