import { firstNonFinite } from '../derivation/domain.ts';
import { chooseValues } from '../derivation/example-values.ts';
import { symbolicGradient } from '../derivation/steps.ts';
import { withTape } from '../engine/index.ts';
import { UserError } from '../errors.ts';
import {
  buildGraph,
  type Expression,
  equivalent,
  evaluate,
  expand,
  type Formula,
  holds,
  namesIn,
  pointsNear,
  readFormula,
  simplerForm,
  substitute,
} from '../expression/index.ts';
import { type Diagnosis, diagnose, gradientDiagnoses } from './misconceptions/diagnose.ts';

/** How a claimed derivative compares with the right one. */
export interface CheckedDerivative {
  readonly right: boolean;
  /** The answer as it was understood. */
  readonly typed: Expression;
  /** A shorter way to write a right formula. */
  readonly simpler: string | undefined;
  /** Every misconception that leads to the wrong answer. */
  readonly diagnoses: readonly Diagnosis[];
  readonly wrongSign: boolean;
  /** The values at which it was compared; those that were not given are chosen. */
  readonly values: ReadonlyMap<string, number>;
  /** Does the verdict hold at these values only, because the answer is a number and the derivative is none? */
  readonly only: boolean;
}

/** So many points must agree before a misconception is taken for the reason of a formula. */
const ENOUGH = 8;
const SAME = 1e-7;

/**
 * Compares a claimed d output / d `by` with the right one: as formulas where it has names, else as numbers.
 *
 * @throws UserError for an answer that cannot be read, and for a formula that cannot be compared
 */
export function checkDerivative(formula: Formula, by: string, typed: string): CheckedDerivative {
  const values = chooseValues(formula);
  if (values === undefined) {
    throw new UserError('I found no values at which this formula is finite.', {
      code: 'E_NO_FINITE_VALUES',
      hint: 'Give some, or others, behind it, as in `log(a*b) a=2 b=3`.',
    });
  }
  const inner = formula.definitions.has(by);
  const names = inner ? new Map([...values, [by, valueAt(formula, values, by)]]) : values;
  const { expression } = readFormula(typed, withInner(formula, names), [`d${formula.output}/d${by}`]);
  const answer = substitute(expression, (name) =>
    name === by ? undefined : (expand({ ...formula, output: name }) ?? undefined),
  );
  const slope = symbolicGradient(formula, by, expand(formula));
  const number = namesIn(answer).size === 0;
  if (slope === undefined && !number) {
    throw new UserError('This derivative is too long to compare formulas.', {
      code: 'E_DERIVATIVE_TOO_LONG',
      hint: 'Give values, and check a number.',
    });
  }
  const verdict = { typed: expression, simpler: undefined, diagnoses: [], wrongSign: false, values };
  if (slope !== undefined && holds(slope, answer, names)) {
    // Of abs(x) the slope is 1 on one side of 0 only.
    const only = equivalent(slope, answer, names) !== 'same';
    return { ...verdict, right: true, simpler: simplerForm(expression, slope), only };
  }
  const right = slope === undefined ? gradientAt(formula, values, by) : evaluate(slope, names);
  const given = evaluate(answer, names);
  if (number && near(given, right, typed)) return { ...verdict, right: true, only: true };
  return {
    ...verdict,
    right: false,
    diagnoses: diagnosesOf(formula, values, by, answer),
    wrongSign:
      right !== 0 &&
      (slope === undefined || number ? near(given, -right, typed) : holds(negated(slope), answer, names)),
    only: number,
  };
}

const negated = (expression: Expression): Expression => ({ kind: 'call', fn: 'neg', operands: [expression] });

/** The gradient as a backward pass finds it. */
const gradientAt = (formula: Formula, values: ReadonlyMap<string, number>, by: string): number =>
  withTape((tape) => {
    const graph = buildGraph(formula, values, tape);
    tape.backward(graph.output.id);
    return tape.grad[graph.byName.get(by)?.id ?? graph.output.id] as number;
  });

/** The names that an answer may have: those of the inputs, and those of the values in between. */
function withInner(formula: Formula, values: ReadonlyMap<string, number>): Map<string, number> {
  const names = new Map(values);
  for (const name of formula.definitions.keys()) names.set(name, valueAt(formula, values, name));
  return names;
}

const valueAt = (formula: Formula, values: ReadonlyMap<string, number>, name: string): number => {
  const whole = expand({ ...formula, output: name });
  return whole === undefined ? Number.NaN : evaluate(whole, values);
};

/** The same number, as far as it was written out: 0.42 is 0.4199. */
function near(given: number, wanted: number, typed: string): boolean {
  const [, decimals = ''] = /^\s*[-+−]?\d*\.(\d{2,})\s*$/.exec(typed) ?? [];
  const written = decimals === '' ? 0 : 0.5 * 10 ** -decimals.length;
  return Math.abs(given - wanted) <= Math.max(written, 1e-9 * Math.max(1, Math.abs(wanted)));
}

/** A number at values that nobody gave counts as a formula first: of x^2 the answer 2 is not x, though x may be 2. */
function diagnosesOf(
  formula: Formula,
  values: ReadonlyMap<string, number>,
  by: string,
  answer: Expression,
): Diagnosis[] {
  const number = namesIn(answer).size === 0;
  const chosen = formula.leaves.some((leaf) => !formula.values.has(leaf));
  const always = number && !chosen ? [] : diagnosesOfFormula(formula, values, by, answer);
  return number && always.length === 0 ? diagnosesOfNumber(formula, values, by, evaluate(answer, new Map())) : always;
}

function diagnosesOfNumber(
  formula: Formula,
  values: ReadonlyMap<string, number>,
  by: string,
  given: number,
): Diagnosis[] {
  return withTape((tape) => {
    const graph = buildGraph(formula, values, tape);
    const target = graph.byName.get(by);
    if (target === undefined || firstNonFinite(graph) !== undefined) return [];
    tape.backward(graph.output.id);
    return diagnose(graph, target, given);
  });
}

/** The misconceptions that give the formula's own value at every one of several points. */
function diagnosesOfFormula(
  formula: Formula,
  values: ReadonlyMap<string, number>,
  by: string,
  answer: Expression,
): Diagnosis[] {
  let shared: Diagnosis[] | undefined;
  let points = 0;
  for (const point of pointsNear(values)) {
    const found = withTape((tape) => {
      const graph = buildGraph(formula, point, tape);
      const target = graph.byName.get(by);
      if (target === undefined || firstNonFinite(graph) !== undefined) return undefined;
      tape.backward(graph.output.id);
      const here = new Map([...point, [by, tape.data[target.id] as number]]);
      const given = evaluate(answer, here);
      if (!Number.isFinite(given)) return undefined;
      return gradientDiagnoses(graph, target).filter(
        ({ value }) => Math.abs(value - given) <= SAME * Math.max(1e-3, Math.abs(given)),
      );
    });
    if (found === undefined) continue;
    shared = (shared ?? found).filter(({ name }) => found.some((other) => other.name === name));
    if (shared.length === 0) return [];
    if (++points === ENOUGH) return shared;
  }
  return [];
}
