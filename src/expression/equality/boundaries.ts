import { format } from '../format.ts';
import { call, type Expression, nameNode, namesIn, numberNode } from '../syntax.ts';

/** What changes its sign where an operation has a kink, a jump, a pole or the edge of its domain. */
const EDGES: Record<string, (a: Expression, b: Expression) => Expression[]> = {
  ...Object.fromEntries(
    ['log', 'log2', 'log10', 'sqrt', 'cbrt', 'abs', 'relu', 'sign', 'step'].map((fn) => [fn, (a: Expression) => [a]]),
  ),
  ...Object.fromEntries(
    ['min', 'max', 'greater', 'less'].map((fn) => [
      fn,
      (a: Expression, b: Expression) => [b.kind === 'number' && b.value === 0 ? a : call('sub', a, b)],
    ]),
  ),
  ...Object.fromEntries(
    ['asin', 'acos', 'atanh', 'acosh'].map((fn) => [
      fn,
      (a: Expression) => [call('sub', a, numberNode(1)), call('add', a, numberNode(1))],
    ]),
  ),
  div: (_, b) => [b],
  pow: (a) => [a],
};

/** Every expression on whose sign something depends in these ones: the names first, each once. */
export function boundariesOf(...expressions: readonly Expression[]): Expression[] {
  const found = new Map<string, Expression>();
  for (const expression of expressions) for (const name of namesIn(expression)) found.set(name, nameNode(name));
  const walk = (node: Expression): void => {
    if (node.kind !== 'call') return;
    const [a, b] = node.operands as [Expression, Expression];
    for (const edge of EDGES[node.fn]?.(a, b) ?? []) {
      if (namesIn(edge).size > 0 && !found.has(format(edge))) found.set(format(edge), edge);
    }
    node.operands.forEach(walk);
  };
  expressions.forEach(walk);
  return [...found.values()].slice(0, MAX_BOUNDARIES);
}

/** More than these would be no help to a reader. */
const MAX_BOUNDARIES = 40;
