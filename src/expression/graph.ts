import { type OperationName, type Tape, Value } from '../engine/index.ts';
import { evaluate } from './evaluate.ts';
import { format, formatNumber } from './format.ts';
import type { Formula } from './formula.ts';
import { type Expression, nameNode, numberNode } from './syntax.ts';

/** One value of a computation, with the name under which it is shown. */
export interface GraphNode {
  readonly id: number;
  readonly kind: 'leaf' | 'constant' | 'operation';
  /** The person's own name for it or, inside a formula, one we chose; a constant's is its number as typed, or `1/3`. */
  readonly name: string;
  /** What it is made of, in the names of its operands: `e*f`. A leaf's is its name, a constant's its number or `1/3`. */
  readonly expression: Expression;
}

/** A formula laid out on a tape, each operation a node with a name. */
export interface Graph {
  readonly tape: Tape;
  readonly output: GraphNode;
  /** In the order in which they are computed. */
  readonly nodes: readonly GraphNode[];
  readonly byId: ReadonlyMap<number, GraphNode>;
  readonly byName: ReadonlyMap<string, GraphNode>;
  /** Nodes whose gradient is 0 but for rounding: their contributions cancel. */
  readonly cancelled?: ReadonlySet<number>;
}

/** The article's names for what stands inside `(a*b + c)*f`, for formulas that look like it. */
const ARTICLE_NAMES = ['e', 'd', 'g', 'h', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w'];
const INNER_NAMES = ['u', 'v', 'w', 'p', 'q', 'r', 's', 't', 'g', 'h', 'k', 'm', 'n'];

/**
 * Computes a formula on a tape.
 *
 * @param values a value for every leaf
 */
export function buildGraph(formula: Formula, values: ReadonlyMap<string, number>, tape: Tape): Graph {
  const { output, definitions, leaves } = formula;
  const taken = new Set([output, ...definitions.keys(), ...leaves]);
  const pool = ['a', 'b', 'c'].every((name) => leaves.includes(name)) ? ARTICLE_NAMES : INNER_NAMES;
  const nextName = freeNames(pool, taken);
  const nodes: GraphNode[] = [];
  const named = new Map<string, GraphNode>();
  const add = (node: GraphNode): GraphNode => {
    nodes.push(node);
    return node;
  };
  for (const name of leaves) {
    named.set(name, add({ id: tape.leaf(values.get(name) as number), kind: 'leaf', name, expression: nameNode(name) }));
  }
  const build = (expression: Expression, name?: string): GraphNode => {
    if (expression.kind === 'name') return named.get(expression.name) as GraphNode;
    const constant = constantValue(expression);
    if (constant !== undefined) {
      return add({ id: tape.leaf(constant), kind: 'constant', name: constantName(expression, constant), expression });
    }
    if (expression.kind === 'number') throw new Error('a number is a constant');
    const fn = expression.fn as OperationName;
    const operands = expression.operands.map((operand) => build(operand));
    const [first, second] = operands.map(({ id }) => new Value(tape, id)) as [Value, Value?];
    const value = (first[fn] as (this: Value, other?: Value) => Value).call(first, second);
    const shown = name ?? nextName();
    const inner = operands.map((node) => (node.kind === 'constant' ? node.expression : nameNode(node.name)));
    return add({ id: value.id, kind: 'operation', name: shown, expression: { kind: 'call', fn, operands: inner } });
  };
  for (const [name, expression] of definitions) named.set(name, build(expression, name));
  return {
    tape,
    // A result that is an input itself (`L = a`) keeps its own name.
    output: { ...(named.get(output) as GraphNode), name: output },
    nodes,
    byId: new Map(nodes.map((node) => [node.id, node])),
    byName: new Map(nodes.filter(({ kind }) => kind !== 'constant').map((node) => [node.name, node])),
  };
}

/** Names for the inside, one after the other: those of a list, then numbered ones, as far as they are free. */
function freeNames(pool: readonly string[], taken: ReadonlySet<string>): () => string {
  // Where the person has v1 and v2, v3 would look like one of these.
  const letter =
    ['v', 'u', 'z', 'q'].find((one) => ![...taken].some((name) => new RegExp(`^${one}_?\\d`).test(name))) ?? 'v';
  const names = (function* (): Generator<string> {
    yield* pool;
    for (let i = 1; ; i++) yield `${letter}${i}`;
  })();
  return () => {
    for (;;) {
      const name = names.next().value as string;
      if (!taken.has(name)) return name;
    }
  };
}

/** A longer constant is named by its value. */
const MAX_CONSTANT_NAME = 14;

/** Values of what has no name in it, undefined for the rest: expressions never change, and are in graphs over and over. */
const constants = new WeakMap<Expression, number | undefined>();

/** The value of what has no name in it, such as -2 or 1/3; undefined for the rest, and where nothing finite comes out. */
function constantValue(expression: Expression): number | undefined {
  const value = valueWithoutNames(expression);
  return Number.isFinite(value) ? value : undefined;
}

function valueWithoutNames(expression: Expression): number | undefined {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind === 'name') return undefined;
  if (constants.has(expression)) return constants.get(expression);
  const operands = expression.operands.map(valueWithoutNames);
  const known = operands.filter((operand) => operand !== undefined).map((operand) => numberNode(operand, ''));
  const value = known.length < operands.length ? undefined : evaluate({ ...expression, operands: known }, new Map());
  constants.set(expression, value);
  return value;
}

function constantName(expression: Expression, value: number): string {
  if (expression.kind === 'number') return expression.text;
  const text = format(expression, true);
  return text.length <= MAX_CONSTANT_NAME ? text : formatNumber(value);
}

/** The operands of an operation with their present numbers in place of their names: `2*(-3)`. */
export function withNumbers(graph: Graph, node: GraphNode, show: (value: number) => string): Expression {
  if (node.expression.kind !== 'call') return node.expression;
  const operands = graph.tape.operandsOf(node.id).map((id) => {
    const { kind, expression } = graph.byId.get(id) as GraphNode;
    if (kind === 'constant' && expression.kind === 'call') return expression;
    const value = graph.tape.data[id] as number;
    return numberNode(value, show(value));
  });
  return { ...node.expression, operands };
}
