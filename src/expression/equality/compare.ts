import { Unwritable } from '../rational.ts';
import { sameForm } from '../simplify.ts';
import { type Expression, namesIn } from '../syntax.ts';
import { boundariesOf } from './boundaries.ts';
import { type Measured, measure } from './measure.ts';
import { crossings, type Point, pointsAfar, pointsInDomain, pointsNear, roundPoints } from './points.ts';
import { type Condition, conditionsFor } from './region.ts';

/** As many points as must have a finite value before two expressions are taken for equal. */
const ENOUGH = 8;
/** Rounding errors are bounded to first order only: twice the bound, and some more, is still rounding. */
const SLACK = 8;
/** A value with a larger error than this, relative to its size or to one thousandth, decides nothing. */
const TOO_VAGUE = 1e-6;

/** What is said of one point. `lack`: the answer has no value where the right one has; `outside`: that has none. */
type Outcome = 'agree' | 'differ' | 'lack' | 'outside' | 'vague';

/** How an answer compares with what is right. */
export interface Comparison {
  /**
   * `same` wherever the right one has a value; `partly` on a part of that, see `where` or `except`; `unclear` where
   * too few points can be computed.
   */
  readonly verdict: 'same' | 'partly' | 'different' | 'unclear';
  /** Do they agree around the values of the question? */
  readonly near: boolean;
  /** They agree where all of these hold. */
  readonly where?: readonly Condition[];
  /** They agree but where all of these hold. */
  readonly except?: readonly Condition[];
  /** Has the answer no value where it does not agree, rather than another one? */
  readonly lacking: boolean;
  /** Where the answer has another value, or none. */
  readonly counterexample?: Point;
  /** A single place with another value, though the right one runs through it without a jump. */
  readonly spot?: Point;
}

/** The right side of a comparison. */
export interface Right {
  /** Undefined where it is too long to write. */
  readonly expression: Expression | undefined;
  /** Its value at a point, where the expression is not what it is computed by. */
  readonly value?: (point: Point) => Measured;
  /** What has to have a value too, for a point to count. */
  readonly within?: Expression | undefined;
}

/** Compares a right expression with an answer, around a point and elsewhere. */
export function compare(right: Right, answer: Expression, at: Point): Comparison {
  const rest = [right.expression, right.within, answer].flatMap((each) => (each ? [...namesIn(each)] : []));
  const start = new Map([...at, ...rest.filter((name) => !at.has(name)).map((name): [string, number] => [name, 1.7])]);
  const look = (point: Point): Looked => ({ point, outcome: outcomeAt(right, answer, point) });
  const near = [...pointsNear(start)].map(look);
  const nearby = tally(near);
  const isNear = nearby.differ === 0 && nearby.agree > nearby.lack;
  if (right.expression !== undefined && sameSimplified(right.expression, answer)) {
    const here = near.some(({ point }) => Number.isFinite(measure(answer, point).value));
    if (here || searched(right, answer, start).length > 0) return { verdict: 'same', near: here, lacking: false };
  }
  const edges = boundariesOf(...[right.expression, answer, right.within].filter((each) => each !== undefined));
  const crossed = edges.flatMap((edge) => crossings(edge, start));
  const looked = [...near, ...[...pointsAfar([...start.keys()]), ...crossed.flatMap(({ sides }) => sides)].map(look)];
  if (tally(looked).agree < ENOUGH && tally(looked).differ === 0)
    looked.push(...searched(right, answer, start).map(look));
  const verdict = judged(looked, edges, isNear, look);
  if (verdict.verdict === 'same' && right.value !== undefined) {
    // Where it is defined cannot be read off an expression then.
    const [inside, outside] = (['agree', 'outside'] as const).map((wanted) =>
      looked.filter(({ outcome }) => outcome === wanted).map(({ point }) => point),
    ) as [Point[], Point[]];
    const where = conditionsFor(inside, outside, edges);
    return where === undefined || where.length === 0 ? verdict : { ...verdict, where };
  }
  const spot =
    verdict.verdict === 'same' ? crossed.find(({ root, sides }) => isSpot(right, answer, root, sides)) : undefined;
  return spot === undefined ? verdict : { ...verdict, spot: spot.root };
}

/** Do they agree around the values of the question? Undefined where too few points can be computed. */
export function agreeNear(right: Right, answer: Expression, at: Point): boolean | undefined {
  if (right.expression !== undefined && sameSimplified(right.expression, answer)) {
    for (const point of pointsNear(at)) if (Number.isFinite(measure(answer, point).value)) return true;
  }
  const count = { agree: 0, lack: 0 };
  for (const point of pointsNear(at)) {
    const outcome = outcomeAt(right, answer, point);
    if (outcome === 'differ') return false;
    if (outcome === 'agree') count.agree++;
    if (outcome === 'lack') count.lack++;
    if (count.agree >= ENOUGH && count.lack === 0) return true;
  }
  // An identity may lack a value here and there (x^2/x at 0), but not at most of the points.
  if (count.agree >= ENOUGH && count.agree > count.lack) return true;
  return count.lack > count.agree ? false : undefined;
}

interface Looked {
  readonly point: Point;
  readonly outcome: Outcome;
}

function outcomeAt({ expression, value, within }: Right, answer: Expression, point: Point): Outcome {
  if (within !== undefined && Number.isNaN(measure(within, point).error)) return 'outside';
  const right = value ? value(point) : expression ? measure(expression, point) : undefined;
  if (right === undefined || Number.isNaN(right.error)) return 'outside';
  const typed = measure(answer, point);
  if (Number.isNaN(typed.error)) return 'lack';
  const vague = TOO_VAGUE * (1e-3 + Math.abs(right.value));
  if (!(right.error <= vague && typed.error <= vague)) return 'vague';
  return Math.abs(right.value - typed.value) > SLACK * (right.error + typed.error) ? 'differ' : 'agree';
}

function tally(looked: readonly Looked[]): Record<Outcome, number> {
  const counts = { agree: 0, differ: 0, lack: 0, outside: 0, vague: 0 };
  for (const { outcome } of looked) counts[outcome]++;
  return counts;
}

function searched({ expression, within }: Right, answer: Expression, at: Point): Point[] {
  const right = [expression, within].filter((each) => each !== undefined);
  return [...pointsInDomain([...right, answer], at, 3 * ENOUGH), ...pointsInDomain(right, at, 3 * ENOUGH)];
}

function judged(
  looked: readonly Looked[],
  edges: readonly Expression[],
  near: boolean,
  look: (point: Point) => Looked,
): Comparison {
  const { agree, differ, lack } = tally(looked);
  const lacking = differ === 0;
  if (differ + lack === 0) return { verdict: agree >= ENOUGH ? 'same' : 'unclear', near, lacking };
  const wrong = looked.filter(({ outcome }) => outcome === 'differ' || outcome === 'lack');
  const worst = (wrong.find(({ outcome }) => outcome === 'differ') ?? wrong[0]) as Looked;
  const counterexample =
    roundPoints([...worst.point.keys()]).find((point) => look(point).outcome === worst.outcome) ?? worst.point;
  const different: Comparison = { verdict: 'different', near, lacking, counterexample };
  if (agree < ENOUGH) return different;
  const right = looked.filter(({ outcome }) => outcome === 'agree').map(({ point }) => point);
  const other = wrong.map(({ point }) => point);
  const where = conditionsFor(right, other, edges);
  if (where !== undefined) return { ...different, verdict: 'partly', where };
  const except = conditionsFor(other, right, edges);
  return except === undefined ? different : { ...different, verdict: 'partly', except };
}

/** Has the answer another value at a single place, where the right one has no jump? */
function isSpot(right: Right, answer: Expression, root: Point, sides: readonly Point[]): boolean {
  if (outcomeAt(right, answer, root) !== 'differ') return false;
  const valueAt = (point: Point): number =>
    (right.value?.(point) ?? measure(right.expression as Expression, point)).value;
  const close = [-1e-7, 1e-7].map((step) => {
    const [first] = sides as [Point];
    return valueAt(new Map([...root].map(([name, value]) => [name, value + (first.get(name) === value ? 0 : step)])));
  });
  const here = valueAt(root);
  return close.every((value) => Math.abs(value - here) <= 1e-4 * Math.max(1, Math.abs(here)));
}

function sameSimplified(a: Expression, b: Expression): boolean {
  try {
    return sameForm(a, b);
  } catch (error) {
    if (error instanceof Unwritable) return false;
    throw error;
  }
}
