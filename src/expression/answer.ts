import { UserError } from '../errors.ts';
import { hasValueNear } from './equality/equivalent.ts';
import { evaluate } from './evaluate.ts';
import { format } from './format.ts';
import { clean } from './notation/clean.ts';
import { parse, parseTokens, tokensOf } from './parse.ts';
import { withEuler } from './reading.ts';
import { applied, factorsOf, takeApart } from './run-together.ts';
import { type Expression, namesIn, type Statement } from './syntax.ts';

/** Longer than any sensible answer; hostile ones stop here. */
const MAX_ANSWER = 400;

/** `dL/da`, `∂L/∂a`, `d y / d x`, `a.grad`: names of a gradient, not its value. */
const GRADIENT_NAME = /^(?:[d∂]\s*\p{L}*\s*\/\s*[d∂]\s*\p{L}[\p{L}\p{N}_]*|\p{L}[\p{L}\p{N}_]*\.grad)$/u;

/**
 * Full-width letters and the like as a keyboard would have them. Superscripts stay, as x² is not x2; ½ is parted from a
 * number before it, as 8½ is not 81/2.
 */
const plainSigns = (text: string): string =>
  text
    .replaceAll(/[^⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (part) => part.replaceAll(/[¼-¾⅐-⅞]/g, ' $&').normalize('NFKC'))
    .replaceAll('⁄', '/');

/** Is this the name of a gradient, and so only repeats the question? */
export const isGradientName = (text: string): boolean => GRADIENT_NAME.test(text.trim());

const ONE = String.raw`[d∂]\s?\p{L}[\p{L}\p{N}_]*\s?/\s?[d∂]\s?\p{L}[\p{L}\p{N}_]*`;
/** A gradient with its own `=` or `is`, behind something that is whole without it. */
const ANOTHER = new RegExp(`(?:[,;]\\s*|[\\p{L}\\p{N})]\\s+)${ONE}(?:\\s*=|\\s+(?:is|equals)\\s)`, 'u');

/**
 * Of `dL/da = b, dL/db = a` nobody could tell which one is to be compared.
 *
 * @throws UserError for more than one gradient with its answer
 */
export function refuseSeveral(text: string): void {
  if (ANOTHER.test(text)) {
    throw new UserError('These are several gradients.', {
      code: 'E_SEVERAL_GRADIENTS',
      hint: 'Say one at a time, for example `dL/da = b`.',
    });
  }
}

/**
 * Reads the one formula that somebody typed as an answer. Of `dL/da = b` the part behind the last `=` counts, and a
 * full stop or `≈` around it is passed over.
 *
 * @param example what an answer looks like, for the error
 * @param read which language it is written in
 * @throws UserError that says what cannot be read, where, and what to type instead
 */
export function readAnswer(text: string, example: string, read = parse): { expression: Expression; text: string } {
  if (text.length > MAX_ANSWER) {
    throw new UserError(`This answer has ${text.length} characters; ${MAX_ANSWER} fit.`, {
      code: 'E_ANSWER_TOO_LONG',
      hint: `For example ${example}.`,
    });
  }
  refuseSeveral(text);
  const cleaned = clean(plainSigns(text).replace(/^[\s≈~]+/, ''));
  const answer = (cleaned.split('=').at(-1) as string).replace(/[\s.!?]+$/, '').replace(/^[\s≈~]+/, '');
  if (answer === '')
    throw new UserError('There is no answer here.', { code: 'E_NO_ANSWER', hint: `Type one, for example ${example}.` });
  const [statement, more] = read(answer);
  if (statement === undefined || more !== undefined) {
    throw new UserError('These are several answers.', {
      code: 'E_SEVERAL_ANSWERS',
      hint: /\d,\d/.test(answer)
        ? 'Type the one that you mean; a decimal has a point, as in `3.5`.'
        : 'Type the one that you mean.',
    });
  }
  return { expression: statement.expression, text: answer };
}

/**
 * @param known the names that the question has
 * @throws UserError that names the first other one
 */
export function checkNames(answer: { expression: Expression; text: string }, known: readonly string[]): void {
  const stray = [...namesIn(answer.expression)].find((name) => !known.includes(name));
  if (stray === undefined) return;
  const place = placeOfName(answer.expression, stray);
  throw new UserError(`\`${stray}\` does not occur here.`, {
    code: 'E_UNKNOWN_NAME',
    hint:
      stray === 'e' && known.length > 0
        ? 'It is a name like any other here; for a power of 2.718… write `exp(x)`.'
        : known.length > 0
          ? `Write the answer in ${known.map((name) => `\`${name}\``).join(', ')}.`
          : 'A number is wanted: put the values in, as in `2*(-3)`.',
    ...(place && { where: { text: answer.text, place } }),
  });
}

function placeOfName(expression: Expression, name: string): Expression['at'] {
  if (expression.kind === 'name') return expression.name === name ? expression.at : undefined;
  if (expression.kind === 'number') return undefined;
  for (const operand of expression.operands) {
    const place = placeOfName(operand, name);
    if (place !== undefined) return place;
  }
  return undefined;
}

/**
 * Reads a formula in the names of a question.
 *
 * @param at the names, with the values around which it has to have a value itself
 * @param refused texts that only repeat the question
 * @throws UserError for anything else
 */
export function readFormula(
  text: string,
  at: ReadonlyMap<string, number>,
  refused: readonly string[],
): { expression: Expression; text: string } {
  const names = [...at.keys()];
  const answer = readFormulaIn(text, names, refused);
  if (!hasValueNear(answer.expression, at)) throw notFinite(answer.text, names);
  return answer;
}

const exampleOf = (names: readonly string[]): string => `\`2*${names[0] ?? 'a'}\``;

/** The refusal of an answer that has no value where one is asked for. */
export const notFinite = (text: string, names: readonly string[]): UserError =>
  new UserError(`\`${text.slice(0, 40)}\` has no finite value here.`, {
    code: 'E_ANSWER_NOT_FINITE',
    hint: `Type a formula that has one, for example ${exampleOf(names)}.`,
  });

/**
 * Like {@link readFormula}, of a formula that may have values elsewhere only.
 *
 * @param euler is `e` Euler's number where it is no name?
 */
export function readFormulaIn(
  text: string,
  names: readonly string[],
  refused: readonly string[],
  euler = false,
): { expression: Expression; text: string } {
  const example = exampleOf(names);
  const squeezed = (part: string): string => part.replaceAll(/[\s`]+/g, '').replaceAll('∂', 'd');
  const behind = text.split('=').at(-1) as string;
  if (isGradientName(behind) || refused.some((part) => squeezed(part) === squeezed(behind))) {
    throw new UserError('That only repeats the question.', {
      code: 'E_QUESTION_REPEATED',
      hint: `Write what it is equal to, for example ${example}.`,
    });
  }
  const { expression, text: read } = readAnswer(text, example, (answer) => parseIn(answer, names));
  const answer = { expression: euler && !names.includes('e') ? withEuler(expression, true) : expression, text: read };
  checkNames(answer, names);
  refuseNothing(answer.expression);
  return answer;
}

/** Parses an answer in these names; `mn` is a product where `m` and `n` are among them. */
function parseIn(source: string, names: readonly string[]): Statement[] {
  const [text, tokens] = tokensOf(source);
  const evidence = { whole: new Set(names), letters: new Set(names) };
  const split = takeApart(tokens, (name) => {
    if (names.includes(name)) return undefined;
    const factors = factorsOf(name, evidence);
    return factors?.every((factor) => names.includes(factor)) ? factors : applied(name);
  });
  return parseTokens(text, split.tokens, true).statements;
}

/** `0*x` says nothing, whatever `x` is: an answer that hides something behind it is not taken. */
function refuseNothing(expression: Expression): void {
  if (expression.kind !== 'call') return;
  const { fn, operands } = expression;
  const nothing = (operand: Expression | undefined): boolean =>
    operand !== undefined && namesIn(operand).size === 0 && evaluate(operand, new Map()) === 0;
  const [a, b] = operands;
  const hides = (other: Expression | undefined): boolean => other !== undefined && namesIn(other).size > 0;
  if (
    (fn === 'mul' && ((nothing(a) && hides(b)) || (nothing(b) && hides(a)))) ||
    (fn === 'div' && nothing(a) && hides(b))
  ) {
    throw new UserError(`\`${format(expression)}\` is 0 whatever stands behind it.`, {
      code: 'E_ZERO_PRODUCT',
      hint: 'Leave it out; if all of the answer is 0, type `0`.',
    });
  }
  for (const operand of operands) refuseNothing(operand);
}
