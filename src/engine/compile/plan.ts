import { type OperationName, operation } from '../operations.ts';
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

/** An operation as the compiler reads it. */
interface Rules {
  readonly rule: string;
  readonly slopes: readonly string[];
}

/** An operation of the loss, with the ids of its operands. */
export interface LossOperation extends Rules {
  readonly id: number;
  readonly operands: readonly number[];
}

/** What a tape does, as the compiler writes it: layers, each after the one before, and the loss of their outputs. */
export interface Plan {
  /** Neurons that read the same inputs: weighted sums, and an operation on each. */
  readonly layers: readonly (Rules & { inputs: number; size: number })[];
  readonly loss: readonly LossOperation[];
}

/** The rules of an operation; those of a neuron without one leave its sum as it is. */
function rulesOf(name: OperationName | undefined): Rules | undefined {
  if (name === undefined) return { rule: 'a', slopes: ['1'] };
  const { lanes, local } = operation(name);
  return lanes === undefined ? undefined : { rule: lanes, slopes: local.map((one) => one.lanes ?? one.text) };
}

/** The plan of a graph; undefined where it is no network in layers, or has an operation without a compiled form. */
export function planOf({ tape, first, loss, parameters, outputs, inputs }: Sample): Plan | undefined {
  const ends = new Set(outputs.map(({ id }) => id));
  const layers: Plan['layers'][number][] = [];
  let from = inputs.map(({ id }) => id);
  let [at, parameter] = [first, 0];
  const is = (id: number, name: OperationName, a: number, b = -1): boolean =>
    tape.operationOf(id) === name && tape.operands[2 * id] === a && tape.operands[2 * id + 1] === b;

  /** The neuron that begins at `at`: `b + w[0]*x[0] + w[1]*x[1] …`, and its operation. */
  const neuron = (): { output: number; operation: OperationName | undefined } | undefined => {
    const bias = parameters[parameter + from.length];
    if (bias === undefined) return undefined;
    let sum = bias.id;
    for (const [i, x] of from.entries()) {
      const id = at + 2 * i;
      if (!is(id, 'mul', parameters[parameter + i]?.id ?? -1, x) || !is(id + 1, 'add', sum, id)) return undefined;
      sum = id + 1;
    }
    at += 2 * from.length;
    parameter += from.length + 1;
    const name = at < loss.id ? tape.operationOf(at) : undefined;
    // What the loss does first to an output is not the neuron's own.
    const isOwn = name !== undefined && is(at, name, sum) && !ends.has(sum);
    return isOwn ? { output: at++, operation: name } : { output: sum, operation: undefined };
  };

  for (let head = neuron(); head !== undefined; head = neuron()) {
    const neurons = [head];
    for (let next = neuron(); next !== undefined; next = neuron()) neurons.push(next);
    const { operation: name } = head;
    const rules = rulesOf(name);
    if (rules === undefined || neurons.some((other) => other.operation !== name)) return undefined;
    layers.push({ ...rules, inputs: from.length, size: neurons.length });
    from = neurons.map(({ output }) => output);
  }
  if (parameter < parameters.length || outputs.some(({ id }, i) => id !== from[i])) return undefined;
  const steps: Plan['loss'][number][] = [];
  // The loss may read nothing of the network but its outputs.
  const hidden = new Set(parameters.map(({ id }) => id));
  for (let id = first; id < at; id++) if (!from.includes(id)) hidden.add(id);
  for (let id = at; id <= loss.id; id++) {
    if (tape.isLeaf(id)) continue;
    const [rules, operands] = [rulesOf(tape.operationOf(id)), tape.operandsOf(id)];
    if (rules === undefined || operands.some((operand) => hidden.has(operand))) return undefined;
    steps.push({ ...rules, id, operands });
  }
  return { layers, loss: steps };
}
