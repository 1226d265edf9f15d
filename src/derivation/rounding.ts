import { type LocalDerivative, type OperationName, operation, operationNames, type Tape } from '../engine/index.ts';
import type { Graph } from '../expression/index.ts';

/** What one operation may lose: a unit in the last place, and one of the smallest numbers there are. */
const ULP = Number.EPSILON;
const SMALLEST = Number.MIN_VALUE;

/** What else rounding may add, by the code of the operation on the tape; leaves have code 0. */
const BLURS = Float64Array.of(0, ...operationNames.map((name) => operation(name).blur ?? 0));

/** Which nodes depend on a node, itself among them; by their ids. */
export function dependents({ tape, output }: Graph, on: number): Uint8Array {
  const { operands } = tape;
  const depends = new Uint8Array(output.id + 1);
  depends[on] = 1;
  for (let id = on + 1; id <= output.id; id++) {
    const [a, b] = [operands[2 * id] as number, operands[2 * id + 1] as number];
    if (a >= 0 && (depends[a] === 1 || (b >= 0 && depends[b] === 1))) depends[id] = 1;
  }
  return depends;
}

/**
 * Bounds on what rounding has done to the present values, to first order, each operation passing on by its local
 * derivatives what it was handed (N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2002, 3.3). Inputs and
 * constants are exact.
 *
 * @param only nodes without a mark are taken as exact: what does not move is the same on both sides of a difference
 */
export function valueErrors(tape: Tape, last: number, only?: Uint8Array): Float64Array {
  const { op, operands, locals, data } = tape;
  const errors = new Float64Array(last + 1);
  for (let id = 0; id <= last; id++) {
    const a = operands[2 * id] as number;
    if (a < 0 || only?.[id] === 0) continue;
    const b = operands[2 * id + 1] as number;
    let error = ULP * Math.abs(data[id] as number) + SMALLEST + (BLURS[op[id] as number] as number);
    if (errors[a] !== 0) error += Math.abs(locals[2 * id] as number) * (errors[a] as number);
    if (b >= 0 && errors[b] !== 0) error += Math.abs(locals[2 * id + 1] as number) * (errors[b] as number);
    errors[id] = error;
  }
  return errors;
}

/**
 * Bounds on what rounding has done to the gradients of a backward pass, and what the contributions to each come to without
 * their signs; by the ids of the nodes.
 */
export function gradientErrors(graph: Graph): { errors: Float64Array; sizes: Float64Array } {
  const { tape, output } = graph;
  const values = valueErrors(tape, output.id);
  const errors = new Float64Array(tape.length);
  const sizes = new Float64Array(tape.length);
  const at = ({ data }: Tape, id: number | undefined): number => (id === undefined ? 0 : (data[id] as number));
  for (const { node, target, operand, upstream, local, after } of tape.steps(output.id)) {
    const slope = operation(tape.operationOf(node) as OperationName).local[operand] as LocalDerivative;
    const [first, second] = tape.operandsOf(node);
    const here = [at(tape, first), at(tape, second), at(tape, node)] as const;
    let moved = 0;
    for (const [i, id] of [first, second, node].entries()) {
      const error = id === undefined ? 0 : (values[id] as number);
      if (error !== 0)
        moved += Math.abs(
          slope.number(...(here.with(i, (here[i] as number) + error) as [number, number, number])) - local,
        );
    }
    const size = Math.abs(upstream * local);
    const handed = Math.abs(upstream) * moved + Math.abs(local) * (errors[node] as number) + ULP * size;
    errors[target] = (errors[target] as number) + handed + ULP * Math.abs(after) + SMALLEST;
    sizes[target] = (sizes[target] as number) + size;
  }
  return { errors, sizes };
}
