import fc from 'fast-check';
import { arity, operation, operationNames } from '../../src/engine/index.ts';
import { call, type Expression, evaluate, nameNode, numberNode } from '../../src/expression/index.ts';

export const NAMES = ['a', 'b', 'c'];

const number = fc.oneof(
  fc.integer({ min: 0, max: 6 }).map((n) => numberNode(n)),
  fc.constantFrom('0.5', '1.25', '.1', '2e-1').map((text) => numberNode(Number(text), text)),
  fc.constant(numberNode(Math.PI, 'pi')),
);
const unary = fc.constantFrom(
  ...operationNames.filter((name) => arity(name) === 1 && name !== 'tanhByExp' && name !== 'step'),
);
const binary = fc.constantFrom('add', 'sub', 'mul', 'div', 'min', 'max');

/** Expressions in a, b and c as the parser could have made them. */
export const expression: fc.Arbitrary<Expression> = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.constantFrom(...NAMES).map(nameNode),
    number,
    fc.tuple(unary, tie('any')).map(([fn, a]) => call(fn, a)),
    fc.tuple(binary, tie('any'), tie('any')).map(([fn, a, b]) => call(fn as 'add', a, b)),
    fc.tuple(tie('any'), fc.oneof(number, tie('any'))).map(([a, b]) => call('pow', a, b)),
  ),
})).any;

/** Values for a, b and c, away from zero. */
export const point: fc.Arbitrary<Map<string, number>> = fc
  .array(
    fc.integer({ min: 20, max: 250 }).chain((n) => fc.constantFrom(n / 100, -n / 100)),
    { minLength: 3, maxLength: 3 },
  )
  .map((numbers) => new Map(NAMES.map((name, i) => [name, numbers[i] as number])));

/**
 * Is every value inside the expression of a size at which rounding does not show in nine digits, and none within
 * reach of a kink or a pole? Comparisons are made only there.
 */
export function harmless(node: Expression, values: ReadonlyMap<string, number>): boolean {
  const size = Math.abs(evaluate(node, values));
  if (!(size < 1e4)) return false;
  if (node.kind !== 'call') return true;
  const [a = 1, b = 0] = node.operands.map((operand) => evaluate(operand, values));
  const { fn } = node;
  if (fn === 'div' && Math.abs(b) < 0.01) return false;
  if (['log', 'log2', 'log10', 'sqrt'].includes(fn) && a < 0.01) return false;
  if (['asin', 'acos', 'atanh'].includes(fn) && !(Math.abs(a) < 0.99)) return false;
  if (fn === 'acosh' && !(a > 1.01)) return false;
  if (fn === 'tan' && Math.abs(Math.cos(a)) < 0.01) return false;
  if (['pow', 'cbrt'].includes(fn) && Math.abs(a) < 0.01) return false;
  if (fn !== 'greater' && fn !== 'less' && operation(fn).kink && Math.abs(a - b) < 0.01) return false;
  return node.operands.every((operand) => harmless(operand, values));
}

/** Near enough for two ways of computing one number. */
export const close = (x: number, y: number): boolean => Math.abs(x - y) <= 1e-6 * (1 + Math.abs(y));
