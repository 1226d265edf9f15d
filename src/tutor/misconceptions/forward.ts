import { type OperationName, operation } from '../../engine/index.ts';
import type { Expression, Graph, GraphNode } from '../../expression/index.ts';
import type { MisconceptionName } from './index.ts';
import { same } from './replay.ts';

/** A forward rule that goes wrong; undefined where it stays right. */
type WrongRule = (a: number, b: number) => number | undefined;

/** Mutations of the forward rules. */
const FORWARD_BUGS = {
  'sum-for-product': { mul: (a, b) => a + b },
  'product-for-sum': { add: (a, b) => a * b },
  'sizes-added': { add: (a, b) => (a < 0 !== b < 0 ? Math.abs(a) + Math.abs(b) : undefined) },
  'product-sign-lost': {
    mul: (a, b) => (a < 0 || b < 0 ? -a * b : undefined),
    div: (a, b) => (a < 0 || b < 0 ? -a / b : undefined),
  },
  'double-minus-lost': { sub: (a, b) => (b < 0 ? a + b : undefined), neg: (a) => (a < 0 ? a : undefined) },
  'difference-turned-round': { sub: (a, b) => b - a },
  'sum-for-difference': { sub: (a, b) => a + b },
  'power-as-product': { pow: (a, b) => a * b },
  'power-sign-lost': { pow: (a, b) => (a < 0 ? -(a ** b) : undefined) },
  'quotient-upside-down': { div: (a, b) => b / a },
  'product-for-quotient': { div: (a, b) => a * b },
  'activation-skipped': { tanh: (a) => a, relu: (a) => a },
  'relu-taken-for-abs': { relu: (a) => Math.abs(a) },
  'term-forgotten': { add: (a) => a, sub: (a) => a },
  'difference-for-sum': { add: (a, b) => a - b },
  'quotient-for-product': { mul: (a, b) => a / b },
  'power-turned-round': { pow: (a, b) => b ** a },
  'power-one-factor-short': { pow: (a, b) => a ** (b - 1) },
} satisfies Partial<Record<MisconceptionName, Partial<Record<OperationName, WrongRule>>>>;

/** What a misconception makes of a value, and the first node that comes out differently. */
export interface ForwardMutant {
  readonly bug: MisconceptionName;
  readonly value: number;
  readonly node: GraphNode | undefined;
}

/**
 * The outputs that misconceptions lead to, by running the forward pass of the graph again under each of them: those
 * that are finite and differ from the right one.
 *
 * @param whole the output in the inputs alone, for mistakes about the order of operations
 */
export function forwardMutants(graph: Graph, whole?: Expression): ForwardMutant[] {
  const right = graph.tape.data[graph.output.id] as number;
  const rules = Object.entries(FORWARD_BUGS) as [MisconceptionName, Partial<Record<OperationName, WrongRule>>][];
  const found = rules.map(([bug, wrong]): ForwardMutant => ({ bug, ...replayForward(graph, wrong) }));
  found.push({ bug: 'sign-flipped', value: -right, node: graph.output });
  if (whole !== undefined) found.push(...orderMutants(graph, whole));
  return found.filter(({ value }) => Number.isFinite(value) && !same(value, right));
}

function replayForward(graph: Graph, wrong: Partial<Record<OperationName, WrongRule>>) {
  const { tape } = graph;
  const values = new Map<number, number>();
  let first: GraphNode | undefined;
  for (const node of graph.nodes) {
    const name = tape.operationOf(node.id);
    if (name === undefined) {
      values.set(node.id, tape.data[node.id] as number);
      continue;
    }
    const [a = 0, b = 0] = tape.operandsOf(node.id).map((id) => values.get(id) as number);
    const value = wrong[name]?.(a, b) ?? operation(name).forward(a, b);
    if (!same(value, tape.data[node.id] as number)) first ??= node;
    values.set(node.id, value);
  }
  return { value: values.get(graph.output.id) as number, node: first };
}

const SIGNS: Partial<Record<string, string>> = { add: '+', sub: '-', mul: '*', div: '/' };

/** The formula read without its brackets, and from left to right. */
function orderMutants(graph: Graph, whole: Expression): ForwardMutant[] {
  const row = inRow(whole);
  if (row === undefined) return [];
  const { numbers, signs } = row(graph);
  const fold = (from: number[], by: string[]): number =>
    from.reduce((left, right, i) => (i === 0 ? right : apply(by[i - 1] as string, left, right)));
  const terms: number[] = [];
  const between: string[] = [];
  for (const [i, number] of numbers.entries()) {
    const sign = signs[i - 1];
    if (sign === '*' || sign === '/') terms.push(apply(sign, terms.pop() as number, number));
    else {
      terms.push(number);
      if (sign !== undefined) between.push(sign);
    }
  }
  return [
    { bug: 'brackets-ignored', value: fold(terms, between), node: graph.output },
    { bug: 'left-to-right', value: fold(numbers, signs), node: graph.output },
  ];
}

const apply = (sign: string, a: number, b: number): number =>
  sign === '+' ? a + b : sign === '-' ? a - b : sign === '*' ? a * b : a / b;

/** The numbers and signs of a formula as they stand in a row; undefined for one with more than the four signs. */
function inRow(whole: Expression): ((graph: Graph) => { numbers: number[]; signs: string[] }) | undefined {
  const leaves: Expression[] = [];
  const signs: string[] = [];
  const walk = (expression: Expression): boolean => {
    if (expression.kind !== 'call') return leaves.push(expression) > 0;
    const sign = SIGNS[expression.fn];
    const [a, b] = expression.operands;
    if (sign === undefined || a === undefined || b === undefined || !walk(a)) return false;
    signs.push(sign);
    return walk(b);
  };
  if (!walk(whole)) return undefined;
  return ({ byName, tape }) => ({
    numbers: leaves.map((leaf) =>
      leaf.kind === 'name'
        ? (tape.data[byName.get(leaf.name)?.id ?? -1] ?? Number.NaN)
        : leaf.kind === 'number'
          ? leaf.value
          : Number.NaN,
    ),
    signs,
  });
}
