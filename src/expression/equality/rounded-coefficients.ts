import type { Expression } from '../syntax.ts';
import type { Right } from './compare.ts';
import { measure } from './measure.ts';
import { type Point, pointsAfar, pointsNear } from './points.ts';
import { readWritten } from './written-number.ts';

/** What is cut off is less than a whole unit: 5.9 is not 6 cut. */
const CUT = 1 - 1e-6;
/** As many points as must agree. */
const ENOUGH = 8;

/**
 * Is an answer the right one but for decimals in it that were rounded, or cut: 0.667*x for 2*x/3? `far` where one of
 * them has a single digit that says something.
 */
export function roundedCoefficients(right: Right, answer: Expression, at: Point): 'fair' | 'far' | 'none' {
  const exact = new Set(right.expression ? numbersIn(right.expression).map(({ value }) => value) : []);
  const rounded = numbersIn(answer).flatMap((number) => {
    const written = /\./.test(number.text) && !exact.has(number.value) ? readWritten(number.text) : undefined;
    return written === undefined || written.digits === 0 ? [] : [{ number, written }];
  });
  if (rounded.length === 0) return 'none';
  const others = rounded.map(({ number, written: { value, unit } }) =>
    [-0.5 * unit, CUT * unit].map((step) => withNumber(answer, number, value + step)),
  );
  let agreeing = 0;
  for (const point of [...pointsNear(at), ...pointsAfar([...at.keys()])]) {
    const wanted = right.value?.(point) ?? (right.expression && measure(right.expression, point));
    const here = measure(answer, point);
    if (wanted === undefined || !Number.isFinite(wanted.value) || !Number.isFinite(here.value)) continue;
    let [low, high] = [0, 0];
    for (const pair of others) {
      const moved = pair.map((other) => measure(other, point).value - here.value);
      low += Math.min(0, ...moved);
      high += Math.max(0, ...moved);
    }
    const slack = 8 * (wanted.error + here.error) + 1e-9 * (high - low);
    const difference = wanted.value - here.value;
    if (!(difference >= low - slack && difference <= high + slack)) return 'none';
    agreeing++;
  }
  if (agreeing < ENOUGH) return 'none';
  return rounded.some(({ written }) => written.digits < 2) ? 'far' : 'fair';
}

type NumberNode = Extract<Expression, { kind: 'number' }>;

function numbersIn(expression: Expression): NumberNode[] {
  if (expression.kind === 'number') return [expression];
  return expression.kind === 'call' ? expression.operands.flatMap(numbersIn) : [];
}

function withNumber(expression: Expression, number: NumberNode, value: number): Expression {
  if (expression === number) return { kind: 'number', value, text: String(value) };
  if (expression.kind !== 'call') return expression;
  return { ...expression, operands: expression.operands.map((operand) => withNumber(operand, number, value)) };
}
