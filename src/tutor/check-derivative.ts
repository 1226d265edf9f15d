import { firstNonFinite } from '../derivation/domain.ts';
import { chooseValues } from '../derivation/example-values.ts';
import { withTape } from '../engine/index.ts';
import { UserError } from '../errors.ts';
import {
  buildGraph,
  type Comparison,
  call,
  compare,
  type Expression,
  expand,
  type Formula,
  hasKink,
  holdsAt,
  isRounded,
  measure,
  namesIn,
  notFinite,
  numberNode,
  type Point,
  type Right,
  readFormulaIn,
  readWritten,
  refuseMixed,
  simplerForm,
  substitute,
  withPoint,
} from '../expression/index.ts';
import { diagnoseClaim, type Reasons } from './misconceptions/diagnose-claim.ts';
import { asInput, type RightSide, rightSide, withValues } from './right-side.ts';

/** How a claimed derivative compares with the right one. */
export interface CheckedDerivative {
  /** `partly`: right on a part of where the derivative has a value, and another number elsewhere. */
  readonly verdict: 'right' | 'partly' | 'wrong' | 'unclear';
  /** The answer as it was understood. */
  readonly typed: Expression;
  /** A shorter way to write a right formula. */
  readonly simpler: string | undefined;
  /** The values of the person that had to be put in. */
  readonly given: Point | undefined;
  /** Where it is right, and where not. */
  readonly comparison: Comparison;
  /** The right value and the typed one where they differ. */
  readonly there: { readonly right: number; readonly typed: number } | undefined;
  /** Of a number that is wrong: the names without a value that the derivative depends on. */
  readonly depends: readonly string[];
  /** Is it 0 only because it was rounded too far? */
  readonly roundedAway: boolean;
  /** Of a formula that is wrong: is its value right at the values that were given? */
  readonly coincides: boolean;
  /** The misconceptions that lead to the wrong answer. */
  readonly reasons: Reasons;
  readonly wrongSign: boolean;
  /** The person's values, and others where they gave none: what is shown as an example, and never decides. */
  readonly values: Point;
}

/**
 * Compares a claimed d output / d `by` with the right one: as formulas, and as numbers at values that the person gave.
 *
 * @throws UserError for an answer that cannot be read, and for values at which the formula has none
 */
export function checkDerivative(formula: Formula, by: string, typed: string): CheckedDerivative {
  const chosen = chooseValues(formula);
  const values: Point = chosen ?? formula.values;
  if (formula.leaves.every((name) => formula.values.has(name)) && !hasValue(formula)) throw noValue();
  const inner = asInput(formula, by);
  const names = [...formula.leaves, ...formula.definitions.keys()];
  refuseMixed(typed);
  const written = withPoint(typed);
  const { expression, text } = readFormulaIn(written, names, [`d${formula.output}/d${by}`], true);
  const answer = substitute(expression, (name) =>
    name === by ? undefined : (expand({ ...inner, output: name }) ?? undefined),
  );
  if (namesIn(answer).size === 0 && !Number.isFinite(measure(answer, new Map()).value)) throw notFinite(text, names);
  const at = inner === formula ? values : new Map([...values, [by, valueOfName(formula, by, values)]]);
  const right = rightSide(formula, by, at);
  const question: Question = { formula, by, right, at, answer, written: rounding(written) };
  const found = judged(question, expression);
  if (chosen === undefined && found.verdict === 'unclear') throw noValue();
  return { typed: expression, values, ...found };
}

/** Has the formula a value at those that the person gave? */
const hasValue = (formula: Formula): boolean =>
  withTape((tape) => firstNonFinite(buildGraph(formula, formula.values, tape)) === undefined);

const noValue = (): UserError =>
  new UserError('I found no values at which this formula is finite.', {
    code: 'E_NO_FINITE_VALUES',
    hint: 'Give some, or others, behind it, as in `log(a*b) a=2 b=3`.',
  });

const valueOfName = (formula: Formula, name: string, values: Point): number => {
  const whole = expand({ ...formula, output: name });
  const value = whole === undefined ? Number.NaN : measure(whole, values).value;
  return Number.isFinite(value) ? value : 1.7;
};

interface Question {
  readonly formula: Formula;
  readonly by: string;
  readonly right: RightSide;
  /** Around which values formulas are compared first. */
  readonly at: Point;
  readonly answer: Expression;
  readonly written: ReturnType<typeof readWritten>;
}

/** How exactly a number was written; the part behind the last `=` counts. */
const rounding = (typed: string): Question['written'] => {
  const about = /^\s*[≈~≃≅]/.test(typed) || /[≈~≃≅]\s*[^=]*$/.test(typed);
  const written = readWritten(typed.split('=').at(-1) as string);
  return written && { ...written, about: written.about || about };
};

type Judged = Omit<CheckedDerivative, 'typed' | 'values'>;

function judged(question: Question, typed: Expression): Judged {
  const { right, at, answer, formula, written } = question;
  const given = formula.values;
  const general = compareWith(right, question);
  const base: Judged = {
    verdict: 'right',
    simpler: undefined,
    given: undefined,
    comparison: general,
    there: undefined,
    depends: [],
    roundedAway: false,
    coincides: false,
    reasons: { diagnoses: [], together: false },
    wrongSign: false,
  };
  if (general.verdict === 'same') {
    const simpler = right.expression && simplerForm(typed, right.expression);
    return { ...base, simpler };
  }
  const put = given.size === 0 ? undefined : withGiven(question);
  if (put?.verdict === 'same') return { ...base, given, comparison: put };
  const partly = [general, ...(put ? [put] : [])].find(({ verdict }) => verdict === 'partly');
  if (partly !== undefined) {
    const conditions = partly.where ?? partly.except ?? [];
    const decided =
      conditions.length > 0 && conditions.every(({ edge }) => [...namesIn(edge)].every((name) => given.has(name)));
    const inside = decided && conditions.every((condition) => holdsAt(condition, at)) === (partly.where !== undefined);
    const there = partly.counterexample && differenceAt(question, partly.counterexample);
    const shown = { ...base, comparison: partly, there, given: partly === put ? given : undefined };
    if (inside) return { ...shown, comparison: partly.lacking ? { ...partly, verdict: 'same', where: [] } : partly };
    if (partly.lacking && !decided) return shown;
    // A kink of their own is no part of the answer.
    const own = right.expression !== undefined && !hasKink(right.expression) && !partly.lacking;
    return { ...shown, verdict: own || decided ? 'wrong' : 'partly', ...reasons(question) };
  }
  if (general.verdict === 'unclear' && (put === undefined || put.verdict === 'unclear')) {
    return { ...base, verdict: 'unclear' };
  }
  const number = namesIn(answer).size === 0;
  const missing = formula.leaves.filter((name) => !given.has(name));
  const valueHere = missing.length === 0 ? differenceAt(question, at) : undefined;
  const constant = measureRight(right, at).value;
  return {
    ...base,
    roundedAway: written?.value === 0 && constant !== 0 && Math.abs(constant) < Math.min(0.01, written.unit),
    verdict: 'wrong',
    there: general.counterexample && differenceAt(question, general.counterexample),
    depends: number
      ? missing.filter((name) => right.expression === undefined || namesIn(right.expression).has(name))
      : [],
    coincides: !number && valueHere !== undefined && near(valueHere.typed, valueHere.right),
    ...reasons(question),
  };
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

/** What is said about a wrong answer. */
function reasons(question: Question): Pick<Judged, 'reasons' | 'wrongSign'> {
  const { formula, by, at, answer, right, written } = question;
  const opposite = compareWith(negated(right), question);
  const put = formula.values.size === 0 ? undefined : withGiven({ ...question, right: negated(right) });
  return {
    reasons: diagnoseClaim({ formula, by, at, answer, written }),
    wrongSign: opposite.verdict === 'same' || put?.verdict === 'same',
  };
}

const negated = (right: RightSide): RightSide => {
  const { expression, value } = right;
  return {
    ...right,
    expression: expression && call('neg', expression),
    ...(value && { value: (point) => ({ ...value(point), value: -value(point).value }) }),
  };
};

/** Compares as formulas; a number also with a derivative that is a number, as far as it was written out. */
function compareWith(right: Right, { answer, at, written }: Question): Comparison {
  const exact = compare(right, answer, at);
  if (exact.verdict === 'same' || written === undefined || namesIn(answer).size > 0) return exact;
  const here = measureRight(right, at).value;
  if (!Number.isFinite(here) || !(isRounded(written, here) || nearly(written.value, right, at))) return exact;
  const constant = compare(right, numberNode(here), at);
  return constant.verdict === 'same' ? constant : exact;
}

/** The same number but for rounding in its last digits. */
function nearly(value: number, right: Right, at: Point): boolean {
  const exact = measureRight(right, at);
  return Math.abs(value - exact.value) <= 1e-9 * Math.abs(exact.value) + 8 * exact.error;
}

const measureRight = ({ expression, value }: Right, at: Point) =>
  value?.(at) ?? measure(expression ?? numberNode(Number.NaN), at);

/** Compares with the person's values put in: for the names that the answer has no more, or for numbers in it. */
function withGiven(question: Question): Comparison {
  const { formula, right, answer } = question;
  const kept = namesIn(answer);
  const put = new Map([...formula.values].filter(([name]) => !kept.has(name)));
  const plain = compareWith(withValues(right, put), question);
  if (plain.verdict === 'same' || kept.size === 0) return plain;
  const named = withNames(answer, formula.values);
  return named === undefined ? plain : compareWith(right, { ...question, answer: named });
}

/** Half of the places of a name may have its value: of a^2*x with a=3, a*3*x. Only factors: x+2 is no 2*x. */
function withNames(answer: Expression, given: Point): Expression | undefined {
  let found = false;
  const walk = (node: Expression, factor: boolean): Expression => {
    if (node.kind === 'number' && factor) {
      const name = [...given].find(([, value]) => value === node.value)?.[0];
      if (name === undefined) return node;
      found = true;
      return { kind: 'name', name };
    }
    if (node.kind !== 'call') return node;
    const product = node.fn === 'mul' || node.fn === 'div' || node.fn === 'neg';
    return { ...node, operands: node.operands.map((operand) => walk(operand, product && node.kind === 'call')) };
  };
  const named = walk(answer, false);
  return found ? named : undefined;
}

function differenceAt({ right, answer }: Question, point: Point): { right: number; typed: number } | undefined {
  const there = { right: measureRight(right, point).value, typed: measure(answer, point).value };
  return Number.isFinite(there.right) ? there : undefined;
}
