import { type OperationName, operation, operationNames } from '../engine/index.ts';
import { parseSlope } from './parse.ts';
import { Unwritable } from './rational.ts';
import { simplify } from './simplify.ts';
import { call, type Expression, namesIn, numberNode, sizeOf, substitute } from './syntax.ts';

/** The table's local derivatives, parsed once. */
const slopes = new Map(
  operationNames.map((name) => [name, operation(name).local.map(({ text }) => parseSlope(text))] as const),
);

/** More nodes than this would be no answer for a person, and the work would grow with the square. */
const MAX_NODES = 600;

/**
 * The local derivative d out / d operand of an operation as text of the table, with the operands' own expressions
 * in place of `a` and `b`, and `out` for the result; not simplified where a number in it would be too large to write.
 */
export function localDerivative(
  name: OperationName,
  operand: number,
  operands: readonly Expression[],
  out: Expression,
): Expression {
  const [a, b] = operands;
  const replacements = new Map([
    ['a', a],
    ['b', b],
    ['out', out],
  ]);
  const slope = slopes.get(name)?.[operand] as Expression;
  const written = substitute(slope, (place) => replacements.get(place));
  try {
    return simplify(written);
  } catch (error) {
    if (error instanceof Unwritable) return written;
    throw error;
  }
}

/** Local derivatives with the result written out, of each operand; the same for every name that is derived by. */
const writtenOut = new WeakMap<Expression, Map<number, Expression>>();

function localOf(node: Extract<Expression, { kind: 'call' }>, operand: number): Expression {
  const known = writtenOut.get(node) ?? new Map<number, Expression>();
  writtenOut.set(node, known);
  const local = known.get(operand) ?? localDerivative(node.fn as OperationName, operand, node.operands, node);
  known.set(operand, local);
  return local;
}

/**
 * The derivative of an expression by a name, in the names of the expression, simplified; undefined where it
 * would be too long to read or has a number too large to write.
 *
 * @param longest the work stops where the derivative of a part has more nodes than this
 */
export function derivative(expression: Expression, by: string, longest = MAX_NODES): Expression | undefined {
  let nodes = 0;
  const zero = numberNode(0);
  const walk = (node: Expression): Expression => {
    if (node.kind !== 'call') return numberNode(node.kind === 'name' && node.name === by ? 1 : 0);
    const parts = node.operands.map((operand, i) => {
      const inner = walk(operand);
      if (inner === zero || (inner.kind === 'number' && inner.value === 0)) return zero;
      return call('mul', localOf(node, i), inner);
    });
    const [first, ...rest] = parts.filter((part) => part !== zero);
    if (first === undefined) return zero;
    const total = rest.reduce((sum, part) => call('add', sum, part), first);
    nodes += sizeOf(total);
    if (nodes > MAX_NODES) throw new Unwritable();
    const simple = simplify(total);
    if (sizeOf(simple) > longest) throw new Unwritable();
    return simple;
  };
  try {
    return namesIn(expression).has(by) ? walk(expression) : zero;
  } catch (error) {
    if (error instanceof Unwritable) return undefined;
    throw error;
  }
}
