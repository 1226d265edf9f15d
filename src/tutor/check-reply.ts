import {
  boundOf,
  type Comparison,
  conditionText,
  type Formula,
  format,
  formatNumber,
  type Point,
} from '../expression/index.ts';
import { code, join, list, paragraph, say } from '../reply/build.ts';
import type { ReplyNode, Span } from '../reply/document.ts';
import type { CheckedDerivative } from './check-derivative.ts';
import { feedbackFor } from './misconceptions/diagnose.ts';
import type { ClaimDiagnosis } from './misconceptions/diagnose-claim.ts';

/** What somebody is told about the derivative that they worked out. */
export function checkNodes(formula: Formula, by: string, checked: CheckedDerivative): ReplyNode[] {
  const name = `d${formula.output}/d${by}`;
  const claimed = code(`${name} = ${format(checked.typed)}`);
  const { verdict, comparison, given } = checked;
  const at = given === undefined ? [] : say` with ${code(valuesText(given))}`;
  switch (verdict) {
    case 'right': {
      const simpler = checked.simpler === undefined ? [] : say`, and simpler: ${code(`${name} = ${checked.simpler}`)}`;
      return [
        paragraph(say`✔ ${claimed} is right${at}${whereRight(comparison)}${simpler}.`),
        ...kink(checked),
        ...elsewhere(checked),
      ];
    }
    case 'partly':
      return [
        paragraph(say`◐ ${claimed} is right${at}${whereRight(comparison)}, but not everywhere.`),
        ...elsewhere(checked),
        ...reasons(formula, checked),
      ];
    case 'unclear':
      return [
        paragraph(
          say`? I cannot tell whether ${claimed} is right: I found too few values at which both can be computed.`,
        ),
        paragraph(say`Give values behind the formula, or write it in another form.`),
      ];
    case 'wrong':
      return [
        paragraph(say`✘ ${claimed} is not right${valuesGiven(formula, checked)}.`),
        ...onlyRight(checked),
        ...(checked.atKink === undefined ? reasons(formula, checked) : kink(checked)),
      ];
  }
}

/** At a kink the slope is a convention. */
const kink = ({ atKink }: CheckedDerivative): ReplyNode[] =>
  atKink === undefined
    ? []
    : [
        paragraph(
          say`The formula has a kink there: a backward pass takes ${code(formatNumber(atKink))} by convention.`,
        ),
      ];

/** A number was compared at the values that were given. */
const valuesGiven = (formula: Formula, { typed, depends }: CheckedDerivative): Span[] =>
  typed.kind !== 'name' && isNumber(typed) && depends.length === 0 && formula.values.size > 0
    ? say` with ${code(valuesText(formula.values))}`
    : [];

const isNumber = (expression: CheckedDerivative['typed']): boolean =>
  expression.kind === 'number' || (expression.kind === 'call' && expression.operands.every(isNumber));

/** A wrong answer may be right on a part. */
function onlyRight(checked: CheckedDerivative): ReplyNode[] {
  const { where, except } = checked.comparison;
  if (where === undefined && except === undefined) return [];
  return [paragraph(say`It would be right${whereRight(checked.comparison)}.`), ...elsewhere(checked)];
}

/** "for `x > 0`", "up to `x = 8`", "but for `x > 0`", "but at `x = 8`". */
function whereRight({ where, except, spot, verdict }: Comparison): Span[] {
  if (spot !== undefined && verdict === 'same') return say` but at ${code(valuesText(spot))}, where yours has a kink`;
  if (where !== undefined && where.length > 0) {
    const [only, more] = where;
    const bound = only && more === undefined ? boundOf(only) : undefined;
    if (bound !== undefined && bound.at !== 0) {
      const place = code(`${bound.name} = ${formatNumber(bound.at)}`);
      return bound.above ? say` from ${place} on` : say` up to ${place}`;
    }
    return say` for ${conditions(where)}`;
  }
  return except === undefined ? [] : say` but for ${conditions(except)}`;
}

const conditions = (all: NonNullable<Comparison['where']>): Span[] =>
  join(
    all.map((condition) => [code(conditionText(condition))]),
    ' and ',
  );

/** Where the answer is right on a part only, what it is elsewhere. */
function elsewhere({ comparison, there }: CheckedDerivative): ReplyNode[] {
  const { where, except, counterexample, lacking } = comparison;
  if ((where ?? except ?? []).length === 0 || counterexample === undefined || there === undefined) return [];
  if (lacking) return [paragraph(say`Elsewhere yours has no value, where the derivative has one.`)];
  const [right, typed] = [there.right, there.typed].map((value) => code(formatNumber(value))) as [Span, Span];
  const point = code(valuesText(counterexample));
  return [
    paragraph(
      Number.isFinite(there.typed)
        ? say`With ${point} yours gives ${typed}, and the derivative is ${right}.`
        : say`With ${point} yours has no value, and the derivative is ${right}.`,
    ),
  ];
}

function reasons(formula: Formula, checked: CheckedDerivative): ReplyNode[] {
  if (checked.roundedAway) {
    return [paragraph(say`It is small, but not 0: a rounded number keeps at least one digit that is not 0.`)];
  }
  if (checked.infinite) return [paragraph(say`The derivative has no finite value there.`)];
  if (checked.roundedTooFar) return [paragraph(say`It is rounded too far: give two digits or more.`)];
  const { diagnoses, together } = checked.reasons;
  const [first, second] = diagnoses;
  if (first === undefined) return unexplained(formula, checked);
  const step = diagnoses.every(({ where }) => where === first.where) ? first.where : undefined;
  const reasonOf = ({ name, where, place }: ClaimDiagnosis): Span[] => [
    ...feedbackFor(name, step === undefined ? where : undefined),
    ...(place === undefined || where !== undefined ? [] : say` Look at ${code(place)}.`),
  ];
  const count = diagnoses.length === 2 ? 'Two mistakes lead' : 'Several mistakes lead';
  const opening = together ? say`Two slips would give this:` : say`${count} to it:`;
  const named =
    second === undefined ? [paragraph(reasonOf(first))] : [paragraph(opening), list(diagnoses.map(reasonOf))];
  const chosen = formula.leaves.some((leaf) => !formula.values.has(leaf));
  const values = code(valuesText(checked.values));
  const at = chosen ? say`, with ${values}` : [];
  const apart = step === undefined && diagnoses.some(({ where }) => where !== undefined);
  return [
    ...named,
    ...(step === undefined ? [] : [paragraph(say`See ${code(step)}${at}.`)]),
    ...(apart && chosen ? [paragraph(say`The numbers are those with ${values}.`)] : []),
    ...depending(checked),
  ];
}

/** No number is right without values, if the derivative is none. */
const depending = ({ depends, verdict }: CheckedDerivative): ReplyNode[] =>
  depends.length === 0 || verdict === 'partly'
    ? []
    : [paragraph(say`The derivative depends on ${namesOf(depends)}: a number is right only at values that you give.`)];

const namesOf = (names: readonly string[]): Span[] => {
  const codes = names.map((name) => [code(name)]);
  return codes.length < 2
    ? codes.flat()
    : [...join(codes.slice(0, -1), ', '), ...say` and `, ...(codes.at(-1) as Span[])];
};

function unexplained(formula: Formula, checked: CheckedDerivative): ReplyNode[] {
  const { wrongSign, coincides, verdict } = checked;
  if (verdict === 'partly') return [];
  if (wrongSign) return [paragraph(feedbackFor('sign-flipped')), ...depending(checked)];
  if (coincides) {
    const at = code(valuesText(formula.values));
    return [paragraph(say`With ${at} its value is right, but not as a formula.`)];
  }
  return [paragraph(say`None of the mistakes I know gives this. Compare it with every step.`), ...depending(checked)];
}

const valuesText = (values: Point): string =>
  [...values].map(([name, value]) => `${name}=${formatNumber(value)}`).join(' ');
