import { type OperationName, operation } from '../engine/index.ts';
import type { Expression } from './syntax.ts';

const SLOPES: Record<string, (a: number, b: number) => number> = {
  // A tie counts half, as max and min share it; relu, which has its own rule at 0, is not decided here.
  greater: (a, b) => (a > b ? 1 : a < b ? 0 : 0.5),
  less: (a, b) => (a < b ? 1 : a > b ? 0 : 0.5),
};

/**
 * The value of an expression where its names have these values; NaN or an infinity as in floating-point arithmetic,
 * and NaN for a name without a value.
 */
export function evaluate(expression: Expression, values: ReadonlyMap<string, number>): number {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind === 'name') return values.get(expression.name) ?? Number.NaN;
  const [a, b = 0] = expression.operands.map((operand) => evaluate(operand, values)) as [number, number?];
  const rule = Object.hasOwn(SLOPES, expression.fn)
    ? SLOPES[expression.fn]
    : operation(expression.fn as OperationName).forward;
  return rule?.(a, b) ?? Number.NaN;
}
