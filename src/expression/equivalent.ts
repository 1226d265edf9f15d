import { operation, operationNames, Random } from '../engine/index.ts';
import { evaluate } from './evaluate.ts';
import { Unwritable } from './rational.ts';
import { sameForm } from './simplify.ts';
import { type Expression, namesIn } from './syntax.ts';

/**
 * `same`; `near` where the two agree around the given values but not everywhere, as `abs(x)` and `x` do for x > 0;
 * `different`; `unclear` where too few points have a finite value.
 */
export type Equivalence = 'same' | 'near' | 'different' | 'unclear';

/** As many points as must have a finite value before two expressions are taken for equal. */
const ENOUGH = 8;
const ATTEMPTS = 60;
/** Fixed, so that the same two expressions always get the same verdict. */
const SEED = 20;
/** Rounding errors are bounded to first order only: twice the bound, and some more, is still rounding. */
const SLACK = 8;
/** A value with a larger error than this, relative to its size or to one thousandth, decides nothing. */
const TOO_VAGUE = 1e-6;
const UNIT_ROUNDOFF = Number.EPSILON;
/** Slopes that no operation of the table has: steps have no error to pass on. */
const STEPS = ['greater', 'less'];

/** Whether two expressions are the same in all their names: by their simplified form, else by sampling. */
export function equivalent(a: Expression, b: Expression, at: ReadonlyMap<string, number>): Equivalence {
  if (sameSimplified(a, b) && hasValueNear(a, at)) return 'same';
  const around = agreement(a, b, pointsNear(at));
  if (around !== 'same') return around;
  return agreement(a, b, pointsAfar(at), 'values') === 'different' ? 'near' : 'same';
}

/** Does the answer hold wherever the right one does? Where that has a kink, around the point of the question. */
export function holds(right: Expression, answer: Expression, at: ReadonlyMap<string, number>): boolean {
  const verdict = equivalent(right, answer, at);
  return verdict === 'same' || (verdict === 'near' && hasKink(right));
}

/** Where a slope has a kink or a step of its own. */
const KINKED: readonly string[] = [...operationNames.filter((name) => operation(name).kink !== undefined), ...STEPS];

const hasKink = (expression: Expression): boolean =>
  expression.kind === 'call' && (KINKED.includes(expression.fn) || expression.operands.some(hasKink));

/** NaN is equal to nothing: two forms that never have a value are not taken for the same. */
export function hasValueNear(expression: Expression, at: ReadonlyMap<string, number>): boolean {
  if (namesIn(expression).size === 0) return Number.isFinite(evaluate(expression, at));
  for (const point of pointsNear(at)) if (Number.isFinite(evaluate(expression, point))) return true;
  return false;
}

function sameSimplified(a: Expression, b: Expression): boolean {
  try {
    return sameForm(a, b);
  } catch (error) {
    if (error instanceof Unwritable) return false;
    throw error;
  }
}

/**
 * Compares at {@link ENOUGH} points where the first has a value; the second must have the same value at each. With
 * `values`, where it has one: far from the question, sqrt(b)/sqrt(a) is no other than sqrt(b/a) for lacking one.
 */
function agreement(
  a: Expression,
  b: Expression,
  points: Iterable<ReadonlyMap<string, number>>,
  compared: 'all' | 'values' = 'all',
): Equivalence {
  let agreed = 0;
  let without = 0;
  for (const point of points) {
    const [right, typed] = [bounded(a, point), bounded(b, point)];
    if (!Number.isFinite(right.value)) continue;
    if (!Number.isFinite(typed.value)) {
      if (compared === 'all') without++;
      continue;
    }
    const size = Math.abs(right.value);
    const vague = TOO_VAGUE * (1e-3 + size);
    if (!(right.error <= vague && typed.error <= vague)) continue;
    if (Math.abs(right.value - typed.value) > SLACK * (right.error + typed.error)) return 'different';
    if (++agreed >= ENOUGH && without === 0) return 'same';
  }
  // An identity may lack a value here and there (x^2/x at 0), but not at most of the points.
  return agreed >= ENOUGH && agreed > without ? 'same' : without > agreed ? 'different' : 'unclear';
}

/** A value and a bound on its rounding error, carried through each operation by its local derivatives. */
interface Bounded {
  readonly value: number;
  readonly error: number;
}

function bounded(expression: Expression, values: ReadonlyMap<string, number>): Bounded {
  if (expression.kind !== 'call') {
    const value = evaluate(expression, values);
    const exact = expression.kind === 'name' || Number.isInteger(value);
    return { value, error: exact ? 0 : UNIT_ROUNDOFF * Math.abs(value) };
  }
  const operands = expression.operands.map((operand) => bounded(operand, values));
  const [a = 0, b = 0] = operands.map(({ value }) => value);
  const { fn } = expression;
  const inner = operands.map(({ value }, i) => [`${i}`, value] as const);
  const value = evaluate({ ...expression, operands: inner.map(([name]) => ({ kind: 'name', name })) }, new Map(inner));
  const steps = STEPS.includes(fn);
  const passedOn = operands.reduce((sum, { error }, i) => {
    if (error === 0 || steps) return sum;
    const slope = operation(fn as Exclude<typeof fn, 'greater' | 'less'>).local[i];
    return sum + error * Math.abs(slope?.number(a, b, value) ?? 0);
  }, 0);
  return { value, error: passedOn + UNIT_ROUNDOFF * Math.abs(value) };
}

/** The point itself, then points around it, closer ones first. */
export function* pointsNear(at: ReadonlyMap<string, number>): Generator<Map<string, number>> {
  yield new Map(at);
  const random = new Random(SEED);
  for (let i = 0; i < ATTEMPTS; i++) {
    const radius = 0.02 + (0.3 * i) / ATTEMPTS;
    yield new Map(
      [...at].map(([name, value]) => [name, value + radius * random.uniform(-1, 1) * Math.max(0.5, Math.abs(value))]),
    );
  }
}

/** Points of both signs and several sizes, away from the given one. */
function* pointsAfar(at: ReadonlyMap<string, number>): Generator<Map<string, number>> {
  const random = new Random(SEED + 1);
  for (let i = 0; i < ATTEMPTS; i++) {
    const size = [0.7, 3, 10][i % 3] as number;
    yield new Map([...at].map(([name]) => [name, random.uniform(-size, size)]));
  }
}
