import { fromSource } from './from-source.ts';
import { type OperationName, operation, operationNames } from './operations.ts';

/** The code of a leaf in {@link Tape.op}; operation k of the table has code k + 1. */
const LEAF = 0;
const NONE = -1;
const FIRST_CAPACITY = 1024;

/** One contribution of a backward pass: `target += upstream × local`. */
export interface BackwardStep {
  /** The node whose local derivative is used. */
  readonly node: number;
  /** The operand that receives the contribution, and which operand of `node` it is. */
  readonly target: number;
  readonly operand: 0 | 1;
  readonly upstream: number;
  readonly local: number;
  /** The target's gradient before and after the contribution. */
  readonly before: number;
  readonly after: number;
}

/**
 * A Wengert list: every value of a computation in the order of its creation, which is already a topological
 * order, as a struct of typed arrays. The local derivatives are stored as each node is made, so the backward
 * pass is the chain rule and nothing else. No sort and no recursion: any depth works.
 */
export class Tape {
  /** Nodes in use; ids run from 0 to length - 1. */
  length = 0;
  private capacity = FIRST_CAPACITY;
  op = new Uint8Array(FIRST_CAPACITY);
  /** Two a node: the ids of its operands, -1 where there is none. Pairs, because they are always used together. */
  operands = new Int32Array(2 * FIRST_CAPACITY);
  data = new Float64Array(FIRST_CAPACITY);
  grad = new Float64Array(FIRST_CAPACITY);
  /** Two a node: d node / d first operand and d node / d second operand. */
  locals = new Float64Array(2 * FIRST_CAPACITY);
  private pending = new Uint8Array(FIRST_CAPACITY);
  readonly labels = new Map<number, string>();

  /** Appends a leaf and gives its id. */
  leaf(data: number): number {
    const id = this.node(LEAF, NONE, NONE);
    this.data[id] = data;
    return id;
  }

  /**
   * Appends a node and gives its id; `second` is -1 where there is none. Its number and its local derivatives are the
   * caller's to write: as arguments they would be objects wherever V8 does not inline this.
   */
  node(op: number, first: number, second: number): number {
    const id = this.length;
    if (id === this.capacity) this.grow();
    this.length = id + 1;
    this.op[id] = op;
    this.operands[2 * id] = first;
    this.operands[2 * id + 1] = second;
    return id;
  }

  /** Forgets every node from `length` on, so that their room is used again. */
  rewind(length: number): void {
    if (length < 0 || length > this.length) throw new RangeError(`cannot rewind a tape of ${this.length} to ${length}`);
    // Room that is used again must look unused: in one sweep here instead of a store for each new node.
    this.grad.fill(0, length, this.length);
    this.length = length;
    for (const id of this.labels.keys()) if (id >= length) this.labels.delete(id);
  }

  /** Is this node an input, rather than the result of an operation? */
  isLeaf(id: number): boolean {
    return this.op[id] === LEAF;
  }

  /** The operation that made a node; `undefined` for a leaf. */
  operationOf(id: number): OperationName | undefined {
    return operationNames[(this.op[id] as number) - 1];
  }

  /** The ids of a node's operands: none, one or two. */
  operandsOf(id: number): number[] {
    return [...this.operands.subarray(2 * id, 2 * id + 2)].filter((operand) => operand !== NONE);
  }

  /** Computes the nodes `from` … `to` (both included) again from their operands' present data; leaves stay. */
  forward(from: number, to: number): void {
    replay(this, from, to);
  }

  /**
   * The backward pass: adds d root / d node × `seed` into the gradient of every leaf that `root` depends on.
   * Leaves accumulate over calls; the gradients of intermediate nodes start at zero in each call. Nodes that
   * `root` does not depend on are never touched, so a log(0) elsewhere on the tape does no harm.
   */
  backward(root: number, seed = 1): void {
    const { op, operands, grad, locals, pending } = this;
    grad[root] = operands[2 * root] === NONE ? (grad[root] as number) + seed : seed;
    pending[root] = 1;
    let left = 1;
    for (let node = root; left > 0; node--) {
      if (pending[node] === 0) continue;
      pending[node] = 0;
      left--;
      const a = operands[2 * node] as number;
      if (a === NONE) continue;
      const upstream = grad[node] as number;
      if (pending[a] === 0) {
        pending[a] = 1;
        left++;
        if (op[a] !== LEAF) grad[a] = 0;
      }
      grad[a] = (grad[a] as number) + upstream * (locals[2 * node] as number);
      const b = operands[2 * node + 1] as number;
      if (b === NONE) continue;
      if (pending[b] === 0) {
        pending[b] = 1;
        left++;
        if (op[b] !== LEAF) grad[b] = 0;
      }
      grad[b] = (grad[b] as number) + upstream * (locals[2 * node + 1] as number);
    }
  }

  /**
   * The contributions of a backward pass from `root` with every gradient starting at zero, in the order in which
   * the pass makes them. Reads the tape and changes nothing, so the steps cannot disagree with the result.
   */
  *steps(root: number): Generator<BackwardStep> {
    const running = new Map([[root, 1]]);
    for (let node = root; node >= 0; node--) {
      const upstream = running.get(node);
      if (upstream === undefined) continue;
      for (const [operand, target] of this.operandsOf(node).entries()) {
        const local = this.locals[2 * node + operand] as number;
        const before = running.get(target) ?? 0;
        const after = before + upstream * local;
        running.set(target, after);
        yield { node, target, operand: operand as 0 | 1, upstream, local, before, after };
      }
    }
  }

  private grow(): void {
    this.capacity *= 2;
    const wider = <T extends Uint8Array | Int32Array | Float64Array>(old: T): T => {
      const fresh = new (old.constructor as new (length: number) => T)(2 * old.length);
      fresh.set(old);
      return fresh;
    };
    this.op = wider(this.op);
    this.operands = wider(this.operands);
    this.data = wider(this.data);
    this.grad = wider(this.grad);
    this.locals = wider(this.locals);
    this.pending = wider(this.pending);
  }
}

/**
 * The loop behind {@link Tape.forward}, written out from the table with one case an operation: V8 inlines a
 * callee that is always the same at its place, and an indirect call through the table takes twice the time.
 */
const replay = compileReplay();

type Replay = (tape: Tape, from: number, to: number) => void;

function compileReplay(): Replay {
  const rules: Record<string, unknown> = {};
  const cases = operationNames.map((name, index) => {
    const { forward, local } = operation(name);
    rules[`forward${index}`] = forward;
    const slopes = local.map(({ number }, operand) => {
      rules[`local${index}_${operand}`] = number;
      return `locals[2 * id + ${operand}] = local${index}_${operand}(a, b, out);`;
    });
    return `case ${index + 1}: { const out = data[id] = forward${index}(a, b); ${slopes.join(' ')} break; }`;
  });
  return fromSource<Replay>(
    rules,
    `return (tape, from, to) => {
      const { op, operands, data, locals } = tape;
      for (let id = from; id <= to; id++) {
        if (op[id] === ${LEAF}) continue;
        const a = data[operands[2 * id]], j = operands[2 * id + 1], b = j < 0 ? 0 : data[j];
        switch (op[id]) { ${cases.join('\n')} }
      }
    }`,
    () => replayByTable,
  );
}

/** The rules by the code of their operation in {@link Tape.op}. */
const RULES = [undefined, ...operationNames.map((name) => operation(name))];

function replayByTable({ op, operands, data, locals }: Tape, from: number, to: number): void {
  for (let id = from; id <= to; id++) {
    const rule = RULES[op[id] as number];
    if (rule === undefined) continue;
    const [j, k] = [operands[2 * id] as number, operands[2 * id + 1] as number];
    const a = data[j] as number;
    const b = k < 0 ? 0 : (data[k] as number);
    const out = rule.forward(a, b);
    data[id] = out;
    const [first, second] = rule.local;
    locals[2 * id] = first.number(a, b, out);
    if (second !== undefined) locals[2 * id + 1] = second.number(a, b, out);
  }
}
