import { UserError } from '../../errors.ts';
import {
  type Expression,
  equivalent,
  expand,
  isGradientName,
  namesIn,
  parse,
  readFormulaIn,
  readRequest,
} from '../../expression/index.ts';
import { ROUNDING, readNumber } from './number.ts';

/** A formula among texts, and the name that it is said to be: `y` of `y = 2*x`. */
interface Meaning {
  readonly of: string | undefined;
  /** It may be read in more than one way, as `mx` is one name or a product. */
  readonly readings: readonly Expression[];
}

/** Does a typed text mean the same as a text of a question that is a number or a formula? */
export function sameMeaning(right: string, typed: string): boolean {
  const number = numberIn(right);
  if (number !== undefined) {
    const given = readNumber(typed);
    return given !== undefined && Math.abs(given - number) <= ROUNDING * Math.max(Math.abs(given), Math.abs(number));
  }
  const meaning = meaningOf(right);
  return meaning?.readings.some((reading) => isEqual(reading, meaning.of, typed)) ?? false;
}

/**
 * The value of a text that is a number. One with zeros in front is a code, such as `0110`, and what is still to be
 * worked out may be a size or a range, such as `3×3` or `1-2`: these have to be typed as they are.
 */
function numberIn(text: string): number | undefined {
  const digits = text.trim().replace(/^[-+−–]/, '');
  const plain = digits.replaceAll(/(?<=\d)e[-+−]\d|\^\(?[-−]/gi, '');
  return /\d/.test(digits) && !/^0\d|[-+−–×*·]/.test(plain) ? readNumber(text) : undefined;
}

function meaningOf(text: string): Meaning | undefined {
  const parts = text.split('=').map((part) => part.trim());
  const formula = parts.at(-1) ?? '';
  const of = parts.length === 2 ? parts[0] : undefined;
  if (parts.length > 2 || (of !== undefined && !isName(of))) return undefined;
  const readings = [attempt(() => parse(formula)[0]?.expression), attempt(() => expand(readRequest(formula).formula))];
  const found = readings.filter((reading) => reading !== undefined).filter((reading) => isFormula(reading, formula));
  return found.length === 0 ? undefined : { of, readings: found };
}

/** `f(x)`: what a function of these names is called. */
const isFunctionOf = (text: string, names: readonly string[]): boolean => {
  const [, , inside] = /^(\p{L}[\p{L}\p{N}_]*)\s*\(([^()]*)\)$/u.exec(text) ?? [];
  return inside?.split(',').every((name) => names.includes(name.trim())) ?? false;
};

const isName = (text: string): boolean => /^\p{L}[\p{L}\p{N}_]*$/u.test(text) || isGradientName(text);

/** Longer than any name that a formula of short names has. */
const SHORT = 2;

/**
 * Is it a formula rather than words with a dash or a stroke, such as `zero-grad` or `and/or`? One that is compared has
 * a name and does something with it.
 */
function isFormula(expression: Expression, text: string): boolean {
  const names = [...namesIn(expression)];
  if (expression.kind !== 'call' || names.length === 0) return false;
  return names.every((name) => name.length <= SHORT) || /[*^+·×√²³]|\d\s*\p{L}|\p{L}\(/u.test(text);
}

function isEqual(right: Expression, of: string | undefined, typed: string): boolean {
  const names = [...namesIn(right)];
  const parts = typed.split('=').map((part) => part.trim());
  const said = parts.length === 2 ? parts[0] : undefined;
  if (parts.length > 2) return false;
  const isFunction = said !== undefined && of === undefined && isFunctionOf(said, names);
  if (said !== undefined && !isFunction && (!isName(said) || names.includes(said))) return false;
  if (of !== undefined && said !== of && !(said === undefined && isGradientName(of))) return false;
  const answer = attempt(() => readFormulaIn(inCaseOf(names, parts.at(-1) ?? ''), names, []).expression);
  if (answer === undefined) return false;
  // Any values do: away from them the two are compared as well.
  const at = new Map(names.map((name, i) => [name, 1.3 + 0.45 * i]));
  return equivalent(right, answer, at) === 'same';
}

/**
 * Phones begin with a capital: `X+1` is meant to be `x+1` where all names are small. Where there is one name, of one letter,
 * its capital alone is meant to be it.
 */
function inCaseOf(names: readonly string[], text: string): string {
  if (names.some((name) => name !== name.toLowerCase())) return text;
  const [only = '', ...others] = names;
  const alone = (letter: string): RegExp => new RegExp(`(?<!\\p{L})${letter}(?!\\p{L})`, 'gu');
  if (others.length === 0 && /^\p{Ll}$/u.test(only) && !alone(only).test(text))
    return text.replaceAll(alone(only.toUpperCase()), only);
  return text.replace(/^\s*\p{Lu}/u, (first) => first.toLowerCase());
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
