import { fromSource } from './from-source.ts';
import { arity, type OperationName, type OperationOfArity, operation, operationNames } from './operations.ts';
import { Tape } from './tape.ts';

type UnaryMethods = { [K in OperationOfArity<1>]: () => Value };
type BinaryMethods = { [K in OperationOfArity<2>]: (other: Value | number) => Value };

/** The methods that are put on the prototype at the end of this file, one for each operation of the table. */
export interface Value extends UnaryMethods, BinaryMethods {}

/**
 * A number that remembers how it was made: the readable face of one node on a {@link Tape}.
 *
 * Every operation of the table is a method: `a.mul(b).add(c).tanh()`. A plain number may stand for an operand.
 * Results are not checked: as in any floating-point code 1/0 gives Infinity and log(-1) NaN.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface above
export class Value {
  // Declared, not defined: a defined field is written twice for each of the many values.
  declare readonly tape: Tape;
  /** The node's place on its tape. */
  declare readonly id: number;

  constructor(tape: Tape, id: number) {
    this.tape = tape;
    this.id = id;
  }

  /** The number itself. */
  get data(): number {
    return this.tape.data[this.id] as number;
  }

  /** Changes the number of a leaf. Nodes made from it keep theirs until `tape.forward` or a new forward pass. */
  set data(data: number) {
    this.tape.data[this.id] = data;
  }

  /** d root / d this of the backward passes so far: accumulated for a leaf, of the last pass for any other node. */
  get grad(): number {
    return this.tape.grad[this.id] as number;
  }

  /** Sets the gradient, as to 0 before the next backward pass. */
  set grad(grad: number) {
    this.tape.grad[this.id] = grad;
  }

  /** The name under which it is shown; undefined where none was given. */
  get label(): string | undefined {
    return this.tape.labels.get(this.id);
  }

  /** Names it. */
  set label(label: string) {
    this.tape.labels.set(this.id, label);
  }

  /** The operation that made this value; `undefined` for a leaf. */
  get op(): OperationName | undefined {
    return this.tape.operationOf(this.id);
  }

  /** What it was made from: none for a leaf, else one or two. */
  get operands(): Value[] {
    return this.tape.operandsOf(this.id).map((id) => new Value(this.tape, id));
  }

  /** Adds d this / d leaf × `seed` to the gradient of each leaf; see {@link Tape.backward}. */
  backward(seed = 1): void {
    this.tape.backward(this.id, seed);
  }
}

let current = new Tape();

/** A leaf: a number with an optional label, on the current tape. */
export function value(data: number, label?: string): Value {
  const leaf = new Value(current, current.leaf(data));
  if (label !== undefined) leaf.label = label;
  return leaf;
}

/**
 * Runs `work` on a tape of its own and gives its result. The tape is dropped with the last value that refers to
 * it, so a long-lived program does not grow with each graph.
 */
export function withTape<T>(work: (tape: Tape) => T): T {
  const outer = current;
  current = new Tape();
  try {
    return work(current);
  } finally {
    current = outer;
  }
}

/**
 * Runs `work` and then forgets every value made by it: the body of a training loop, whose graph is new each time.
 * Whatever is to be kept must be read out as numbers.
 */
export function scratch<T>(work: () => T): T {
  const tape = current;
  const length = tape.length;
  try {
    return work();
  } finally {
    tape.rewind(length);
  }
}

/** The node for an operand: a number becomes a leaf; a value must live on the same tape. */
function operandId(tape: Tape, other: Value | number): number {
  if (typeof other === 'number') return tape.leaf(other);
  if (other.tape !== tape) throw new TypeError('these values are on different tapes and cannot meet in one graph');
  return other.id;
}

/**
 * One method an operation, compiled from the table: with the entry's functions as constants V8 inlines them,
 * which halves the time of a training step against a call through the table (W1 of the benchmark).
 */
for (const [index, name] of operationNames.entries()) {
  const entry = operation(name);
  const code = index + 1;
  const binary = arity(name) === 2;
  const [{ number: local0 }, { number: local1 } = { number: undefined }] = entry.local;
  const method = fromSource<(this: Value, other: Value | number) => Value>(
    { Value, operandId, forward: entry.forward, local0, local1 },
    binary
      ? `return function ${name}(other) {
          const tape = this.tape, first = this.id, second = other.tape === tape ? other.id : operandId(tape, other);
          const id = tape.node(${code}, first, second), { data, locals } = tape, a = data[first], b = data[second];
          const out = data[id] = forward(a, b);
          locals[2 * id] = local0(a, b, out);
          locals[2 * id + 1] = local1(a, b, out);
          return new Value(tape, id);
        }`
      : `return function ${name}() {
          const tape = this.tape, first = this.id;
          const id = tape.node(${code}, first, -1), { data, locals } = tape, a = data[first];
          const out = data[id] = forward(a, 0);
          locals[2 * id] = local0(a, 0, out);
          return new Value(tape, id);
        }`,
    () =>
      function (other) {
        const { tape, id: first } = this;
        const id = tape.node(code, first, binary ? operandId(tape, other) : -1);
        tape.forward(id, id);
        return new Value(tape, id);
      },
  );
  Object.defineProperty(Value.prototype, name, { value: method });
}
