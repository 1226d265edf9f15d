import { explainNonFinite, firstNonFinite } from '../derivation/domain.ts';
import { chooseValues } from '../derivation/example-values.ts';
import { withTape } from '../engine/index.ts';
import { UserError } from '../errors.ts';
import {
  buildGraph,
  type Comparison,
  type Expression,
  expand,
  type Formula,
  hasKink,
  holdsAt,
  measure,
  namesIn,
  notFinite,
  type Point,
  pointsAfar,
  readFormulaIn,
  refuseMixed,
  roundedCoefficients,
  roundingOf,
  simplerForm,
  substitute,
  withPoint,
} from '../expression/index.ts';
import {
  compareWith,
  differenceAt,
  measureRight,
  negated,
  type Question,
  rounding,
  withGiven,
} from './check-compare.ts';
import { diagnoseClaim, type Reasons } from './misconceptions/diagnose-claim.ts';
import { asInput, rightSide } from './right-side.ts';

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
  /** Is it the right one, rounded to a single digit? */
  readonly roundedTooFar: boolean;
  /** Of a formula that is wrong: is its value right at the values that were given? */
  readonly coincides: boolean;
  /** Has the derivative no finite value at those of the person? */
  readonly infinite: boolean;
  /** Where the formula has a kink at the values of the person: the gradient of a backward pass there. */
  readonly atKink: number | undefined;
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
  const stop = formula.leaves.every((name) => formula.values.has(name)) ? reasonWithoutValue(formula) : undefined;
  if (stop !== undefined) throw stop;
  const inner = asInput(formula, by);
  const at = inner === formula ? values : new Map([...values, [by, valueOfName(formula, by, values)]]);
  const right = rightSide(formula, by, at);
  const names = [...formula.leaves, ...formula.definitions.keys()];
  const inInputs = (expression: Expression): Expression =>
    substitute(expression, (name) => (name === by ? undefined : (expand({ ...inner, output: name }) ?? undefined)));
  const judgedPart = (part: string): CheckedDerivative => {
    refuseMixed(part);
    const written = withPoint(part);
    const { expression, text } = readFormulaIn(written, names, [`d${formula.output}/d${by}`], true);
    const answer = inInputs(expression);
    if (namesIn(answer).size === 0 && !Number.isFinite(measure(answer, new Map()).value)) throw notFinite(text, names);
    const found = judged({ formula, by, right, at, answer, written: rounding(written) }, expression);
    return { typed: expression, values, ...found };
  };
  const parts = partsOf(typed, names);
  const checked = judgedPart(parts.at(-1) as string);
  if (chosen === undefined && checked.verdict === 'unclear') throw noValue();
  for (const part of parts.slice(0, -1)) {
    const other = judgedPart(part);
    const [one, two] = [other, checked].map((each) => measure(inInputs(each.typed), at).value) as [number, number];
    const both = [other, checked].every(({ verdict }) => verdict === 'wrong') && near(one, two);
    if (!both && [other, checked].some(({ verdict }) => verdict === 'wrong')) throw disagreeing(part, parts);
  }
  return checked;
}

/** `dL/dd*dd/da`: which derivatives are multiplied, and no formula. */
const STEP = /[d∂]\s?\p{L}[\p{L}\p{N}_]*\s?\/\s?[d∂]\s?\p{L}/u;

/** `b` and `-3` of `dL/da = b = -3`: each has to be right. A word that is no name of the formula only says what it is. */
function partsOf(typed: string, names: readonly string[]): string[] {
  const all = typed.replaceAll(/(?<=[\p{L}\p{N})]\s*)[≈≃≅]/gu, '=≈').split('=');
  const isLabel = (part: string): boolean =>
    STEP.test(part) || (/^\p{L}{2,}$/u.test(part) && !names.includes(part)) || part === '';
  return [...all.slice(0, -1).filter((part) => !isLabel(part.trim())), all.at(-1) as string];
}

const disagreeing = (part: string, parts: readonly string[]): UserError =>
  new UserError(`\`${part.trim()}\` is not the same as \`${parts.at(-1)?.trim()}\`.`, {
    code: 'E_SEVERAL_ANSWERS',
    hint: 'Type the one that you mean.',
  });

/** Why a formula has no value at those that the person gave; undefined where it has one. */
const reasonWithoutValue = (formula: Formula): UserError | undefined =>
  withTape((tape) => {
    const graph = buildGraph(formula, formula.values, tape);
    const node = firstNonFinite(graph);
    return (
      node &&
      noValue(
        explainNonFinite(graph, node)
          .map(({ style, text }) => (style === 'code' ? `\`${text}\`` : text))
          .join(''),
      )
    );
  });

const noValue = (reason = ''): UserError =>
  new UserError(
    reason === '' ? 'I found no values at which this formula is finite.' : `The formula has no value there. ${reason}`,
    {
      code: 'E_NO_FINITE_VALUES',
      hint: `Give ${reason === '' ? 'some, or others,' : 'others'} behind it, as in \`log(a*b) a=2 b=3\`.`,
    },
  );

const valueOfName = (formula: Formula, name: string, values: Point): number => {
  const whole = expand({ ...formula, output: name });
  const value = whole === undefined ? Number.NaN : measure(whole, values).value;
  return Number.isFinite(value) ? value : 1.7;
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
    roundedTooFar: false,
    atKink: undefined,
    infinite: false,
    coincides: false,
    reasons: { diagnoses: [], together: false },
    wrongSign: false,
  };
  if (general.verdict === 'same') {
    const simpler = right.expression && simplerForm(typed, right.expression);
    return { ...base, simpler };
  }
  const number = namesIn(answer).size === 0;
  const missing = formula.leaves.filter((name) => !given.has(name));
  const kink = number && given.size > 0 ? slopeAtKink(question, missing) : undefined;
  if (kink !== undefined) {
    const value = measure(answer, at).value;
    const same = near(value, kink) || (written !== undefined && roundingOf(written, kink) === 'fair');
    const verdict = same ? 'same' : 'different';
    const comparison: Comparison = { verdict, near: same, lacking: false };
    return { ...base, given, comparison, atKink: kink, verdict: same ? 'right' : 'wrong' };
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
  const valueHere = missing.length === 0 ? differenceAt(question, at) : undefined;
  const constant = measureRight(right, at).value;
  const depends = number
    ? missing.filter((name) => right.expression === undefined || namesIn(right.expression).has(name))
    : [];
  const far = number
    ? depends.length === 0 && written !== undefined && roundingOf(written, constant) === 'far'
    : roundedCoefficients(right, answer, at) === 'far';
  return {
    ...base,
    roundedTooFar: far,
    infinite: number && missing.length === 0 && !Number.isFinite(right.pass(at).value),
    roundedAway: written?.value === 0 && constant !== 0 && Math.abs(constant) < Math.min(0.01, written.unit),
    verdict: 'wrong',
    there: general.counterexample && differenceAt(question, general.counterexample),
    depends,
    coincides: !number && valueHere !== undefined && near(valueHere.typed, valueHere.right),
    ...reasons(question),
  };
}

/**
 * The gradient where the formula has a kink: there a backward pass follows a convention, as slope 0 of relu at 0, that
 * the written derivative may not have. Undefined where the two agree.
 */
function slopeAtKink({ right, at }: Question, missing: readonly string[]): number | undefined {
  const pass = right.pass(at).value;
  const formal = measureRight(right, at).value;
  const agree = Number.isFinite(formal) && Math.abs(pass - formal) <= 1e-6 * Math.abs(formal) + 1e-12;
  if (!Number.isFinite(pass) || agree) return undefined;
  // Whatever the names without a value are.
  const others = missing.length === 0 ? [] : [...pointsAfar(missing)];
  return others.every((other) => near(right.pass(new Map([...at, ...other])).value, pass)) ? pass : undefined;
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

/** What is said about a wrong answer. */
function reasons(question: Question): Pick<Judged, 'reasons' | 'wrongSign'> {
  const { formula, by, at, answer, right, written } = question;
  const opposite = compareWith(negated(right), question);
  const put = formula.values.size === 0 ? undefined : withGiven({ ...question, right: negated(right) });
  return {
    reasons: diagnoseClaim({ formula, by, at, answer, written }),
    wrongSign: opposite.verdict === 'same' || put?.verdict === 'same' || isFar(negated(right), question),
  };
}

/** A number of a single digit may have another sign as well. */
const isFar = (right: Question['right'], { at, written, formula }: Question): boolean =>
  written !== undefined &&
  formula.leaves.every((name) => formula.values.has(name)) &&
  roundingOf(written, measureRight(right, at).value) === 'far';
