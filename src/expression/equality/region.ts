import { evaluate } from '../evaluate.ts';
import { format, formatNumber } from '../format.ts';
import { type Expression, namesIn } from '../syntax.ts';
import type { Point } from './points.ts';

/** An expression is above 0, or below. */
export interface Condition {
  readonly edge: Expression;
  readonly above: boolean;
}

/** A longer list would help nobody. */
const MAX_CONDITIONS = 3;

/** Does the condition hold at a point? */
export const holdsAt = ({ edge, above }: Condition, point: Point): boolean => {
  const value = evaluate(edge, point);
  return above ? value > 0 : value < 0;
};

/**
 * The fewest conditions that all points of the one kind fulfil, and none of the other kind fulfils all of; undefined
 * where these edges do not tell them apart.
 */
export function conditionsFor(
  inside: readonly Point[],
  outside: readonly Point[],
  edges: readonly Expression[],
): Condition[] | undefined {
  const candidates = edges
    .flatMap((edge): Condition[] => [
      { edge, above: true },
      { edge, above: false },
    ])
    .filter((condition) => inside.every((point) => holdsAt(condition, point)));
  const chosen: Condition[] = [];
  let left = outside;
  while (left.length > 0 && chosen.length < MAX_CONDITIONS) {
    const remaining = candidates.map((condition) => left.filter((point) => holdsAt(condition, point)));
    const best = remaining.reduce(
      (least, points, i) => (points.length < (remaining[least] as Point[]).length ? i : least),
      0,
    );
    const still = remaining[best];
    if (still === undefined || still.length === left.length) return undefined;
    chosen.push(candidates[best] as Condition);
    left = still;
  }
  return left.length === 0 ? chosen : undefined;
}

/** A condition as a bound of one name, where it is one: x above 8. */
export interface Bound {
  readonly name: string;
  readonly at: number;
  readonly above: boolean;
}

/** @returns undefined for a condition about more than one name, or none that is a straight line */
export function boundOf({ edge, above }: Condition): Bound | undefined {
  const [name, more] = namesIn(edge);
  if (name === undefined || more !== undefined) return undefined;
  const valueAt = (x: number): number => evaluate(edge, new Map([[name, x]]));
  const slope = valueAt(1) - valueAt(0);
  const straight = [-7, 3, 20].every(
    (x) => Math.abs(valueAt(x) - (valueAt(0) + slope * x)) <= 1e-9 * (1 + Math.abs(x * slope)),
  );
  if (!straight || slope === 0) return undefined;
  const at = -valueAt(0) / slope;
  return { name, at: at === 0 ? 0 : Number(at.toPrecision(12)), above: above === slope > 0 };
}

/** `x > 8`, `a*b < 0`. */
export function conditionText(condition: Condition): string {
  const bound = boundOf(condition);
  if (bound !== undefined) return `${bound.name} ${bound.above ? '>' : '<'} ${formatNumber(bound.at)}`;
  const { edge, above } = condition;
  const difference =
    edge.kind === 'call' && edge.fn === 'sub' ? (edge.operands as [Expression, Expression]) : undefined;
  const [left, right] = difference ? difference.map((each) => format(each)) : [format(edge), '0'];
  return `${left} ${above ? '>' : '<'} ${right}`;
}
