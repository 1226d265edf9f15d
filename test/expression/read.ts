import { clean, type Expression, type Formula, parse, toFormula } from '../../src/expression/index.ts';

/** The one expression in a text. */
export function read(text: string): Expression {
  const statements = parse(text);
  if (statements.length !== 1) throw new Error(`${text} is not one expression`);
  return (statements[0] as { expression: Expression }).expression;
}

/** What a text comes to, as a command reads it. */
export const formula = (text: string): Formula => toFormula(parse(text), clean(text));
