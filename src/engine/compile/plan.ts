import { arity, type OperationName, operation } from '../operations.ts';
import type { Tape } from '../tape.ts';
import type { Value } from '../value.ts';

/** The graph of one sample on a tape: what is compiled. */
export interface Sample {
  readonly tape: Tape;
  /** The first node behind the leaves. */
  readonly first: number;
  readonly loss: Value;
  readonly parameters: readonly Value[];
  readonly inputs: readonly Value[];
  readonly targets: readonly Value[];
  readonly outputs: readonly Value[];
}

/** Neurons that read the same inputs: weighted sums, and an operation on each. */
interface Layer {
  readonly inputs: number;
  readonly size: number;
  readonly operation: OperationName | undefined;
}

/** One operation of the loss, with the ids of its operands. */
interface Step {
  readonly id: number;
  readonly operation: OperationName;
  readonly operands: readonly number[];
}

/** What a tape does, as the compiler writes it: layers, each after the one before, and the loss of their outputs. */
export interface Plan {
  readonly layers: readonly Layer[];
  readonly loss: readonly Step[];
}

/** Has an operation a compiled form? */
const isCompiled = (name: OperationName): boolean => operation(name).lanes !== undefined;

/** The plan of a graph; undefined where it is no network in layers, or has an operation without a compiled form. */
export function planOf({ tape, first, loss, parameters, outputs, inputs }: Sample): Plan | undefined {
  const layers: Layer[] = [];
  let at = first;
  let parameter = 0;
  let from = inputs.map(({ id }) => id);
  const ends = new Set(outputs.map(({ id }) => id));
  const is = (id: number, name: OperationName, a: number, b = -1): boolean =>
    tape.operationOf(id) === name && tape.operands[2 * id] === a && tape.operands[2 * id + 1] === b;

  /** The neuron that begins at `at`: `b + w[0]*x[0] + w[1]*x[1] …`, and its operation. */
  const neuron = (): { output: number; operation: OperationName | undefined } | undefined => {
    const bias = parameters[parameter + from.length];
    if (bias === undefined) return undefined;
    let sum = bias.id;
    let id = at;
    for (const [i, x] of from.entries()) {
      const weight = parameters[parameter + i] as Value;
      if (!is(id, 'mul', weight.id, x) || !is(id + 1, 'add', sum, id)) return undefined;
      sum = id + 1;
      id += 2;
    }
    const name = id < loss.id ? tape.operationOf(id) : undefined;
    // What the loss does first to an output is not the neuron's own.
    const own = name !== undefined && arity(name) === 1 && is(id, name, sum) && !ends.has(sum);
    at = own ? id + 1 : id;
    parameter += from.length + 1;
    return own ? { output: id, operation: name } : { output: sum, operation: undefined };
  };

  for (;;) {
    const head = neuron();
    if (head === undefined) break;
    const neurons = [head];
    for (let next = neuron(); next !== undefined; next = neuron()) neurons.push(next);
    if (neurons.some((other) => other.operation !== head.operation)) return undefined;
    layers.push({ inputs: from.length, size: neurons.length, operation: head.operation });
    from = neurons.map(({ output }) => output);
  }
  const whole = parameter === parameters.length && outputs.every(({ id }, i) => id === from[i]);
  const steps: Step[] = [];
  for (let id = at; id <= loss.id; id++) {
    const name = tape.operationOf(id);
    if (name !== undefined) steps.push({ id, operation: name, operands: tape.operandsOf(id) });
  }
  const used = [...layers, ...steps].map(({ operation }) => operation).filter((name) => name !== undefined);
  // The loss may read nothing of the network but its outputs.
  const known = new Set([...from, ...steps.map(({ id }) => id)]);
  const weights = new Set(parameters.map(({ id }) => id));
  const closed = steps.every(({ operands }) =>
    operands.every((id) => known.has(id) || (tape.isLeaf(id) && !weights.has(id))),
  );
  return whole && closed && used.every(isCompiled) ? { layers, loss: steps } : undefined;
}
