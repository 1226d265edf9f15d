import { UserError } from '../errors.ts';
import { clean } from './clean.ts';
import { Parser } from './parser.ts';
import { type Expression, MAX_LENGTH, type Statement } from './syntax.ts';

/**
 * Parses what a person typed: statements `name = expression` or bare expressions, separated by `;`, `,`, new
 * lines, or just a space before the next `name =`.
 *
 * @throws UserError that names the place, for anything that is no formula
 */
export function parse(source: string): Statement[] {
  return new Parser(checked(source), false).statements();
}

/** Parses one expression of the table of operations, where `sign`, `>` and `<` may occur too. */
export function parseSlope(source: string): Expression {
  return (new Parser(source, true).statements()[0] as Statement).expression;
}

/** Parses an answer, where a slope may be written as derivations write it: `sign(x)`, `(x > 0)`. */
export function parseAnswer(source: string): Statement[] {
  return new Parser(checked(source), true).statements();
}

function checked(source: string): string {
  const text = clean(source);
  if (text.length > MAX_LENGTH) {
    throw new UserError(`This formula has ${text.length} characters; ${MAX_LENGTH} fit.`, {
      code: 'E_FORMULA_TOO_LONG',
      hint: 'Split it, or name parts of it and use the names.',
    });
  }
  if (text === '') throw new UserError('There is no formula.', { code: 'E_NO_FORMULA', hint: 'For example `a*b+c`.' });
  return text;
}
