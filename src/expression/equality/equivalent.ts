import { operation, operationNames } from '../../engine/index.ts';
import { evaluate } from '../evaluate.ts';
import { type Expression, namesIn } from '../syntax.ts';
import { agreeNear, compare } from './compare.ts';
import { type Point, pointsNear } from './points.ts';

/**
 * `same`; `near` where the two agree around the given values but not everywhere, as `abs(x)` and `x` do for x > 0;
 * `different`; `unclear` where too few points have a finite value.
 */
export type Equivalence = 'same' | 'near' | 'different' | 'unclear';

/** Whether two expressions are the same in all their names: by their simplified form, else by sampling. */
export function equivalent(a: Expression, b: Expression, at: Point): Equivalence {
  const around = agreeNear({ expression: a }, b, at);
  if (around === false) return 'different';
  const { verdict, near, lacking } = compare({ expression: a }, b, at);
  if (verdict === 'unclear' || around === undefined) return 'unclear';
  // Far from the question, sqrt(b)/sqrt(a) is no other than sqrt(b/a) for lacking a value.
  if (verdict === 'same' || (near && lacking)) return 'same';
  return near ? 'near' : 'different';
}

/** Does the answer hold wherever the right one does? Where that has a kink, around the point of the question. */
export function holds(right: Expression, answer: Expression, at: Point): boolean {
  const verdict = equivalent(right, answer, at);
  return verdict === 'same' || (verdict === 'near' && hasKink(right));
}

/** Where a slope has a kink or a step of its own. */
const KINKED: readonly string[] = [
  ...operationNames.filter((name) => operation(name).kink !== undefined),
  'sign',
  'greater',
  'less',
];

/** Has it a kink or a jump somewhere? */
export const hasKink = (expression: Expression): boolean =>
  expression.kind === 'call' && (KINKED.includes(expression.fn) || expression.operands.some(hasKink));

/** NaN is equal to nothing: two forms that never have a value are not taken for the same. */
export function hasValueNear(expression: Expression, at: Point): boolean {
  if (namesIn(expression).size === 0) return Number.isFinite(evaluate(expression, at));
  for (const point of pointsNear(at)) if (Number.isFinite(evaluate(expression, point))) return true;
  return false;
}
