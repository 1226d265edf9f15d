import { call, type Expression, format, nameNode, numberNode } from '../../expression/index.ts';
import { factorToLatex, nameToLatex, numberToLatex, toLatex } from '../../expression/latex.ts';
import { cutMiddle } from '../graph/texts.ts';

/** The parts of a derivation that a picture tells apart. */
export type Role = 'upstream' | 'local' | 'result';

/** How equations are written: for a picture, or as a text to copy. */
export interface Writing {
  readonly name: (name: string) => string;
  readonly expression: (expression: Expression) => string;
  readonly factor: (expression: Expression) => string;
  readonly mark: (role: Role, latex: string) => string;
}

/** Letters of a name in a picture: in a fraction it has little room. */
const CUT_NAME = 12;
/** Letters of a number that is shown as it is typed. */
const CUT_NUMBER = 20;
/** What is longer stands in no fraction, root or power of a picture, where it could not be broken. */
const UNBROKEN = 45;

/** Names as they are, no colours, and everything that LaTeX itself knows. */
export const FOR_COPYING: Writing = {
  name: nameToLatex,
  expression: toLatex,
  factor: factorToLatex,
  mark: (role, latex) => (role === 'result' ? `\\boxed{${latex}}` : latex),
};

/** For a picture: `\upstream`, `\local` and `\result` are its own, and long parts are written so that they can be broken. */
export const FOR_PICTURE: Writing = {
  name: (name) => nameToLatex(cutMiddle(name, CUT_NAME)),
  expression: (expression) => toLatex(breakable(expression)),
  factor: (expression) => factorToLatex(breakable(expression)),
  mark: (role, latex) => `\\${role}{${latex}}`,
};

function breakable(expression: Expression): Expression {
  if (expression.kind === 'name') return nameNode(cutMiddle(expression.name, CUT_NAME));
  if (expression.kind === 'number')
    return expression.text.length > CUT_NUMBER ? numberNode(expression.value) : expression;
  const operands = expression.operands.map(breakable);
  const [above, below] = operands as [Expression, Expression?];
  const long = (one: Expression): boolean => format(one, true).length > UNBROKEN;
  if (expression.fn === 'div' && below !== undefined && operands.some(long)) {
    if (long(below)) return call('mul', above, call('pow', below, numberNode(-1)));
    return call('mul', call('div', numberNode(1), below), above);
  }
  if (expression.fn === 'sqrt' && long(above)) return call('pow', above, numberNode(0.5));
  return { ...expression, operands };
}

/** A number, with brackets where it stands behind a sign and is negative. */
export const numberIn = (text: string, behind: boolean): string =>
  behind && text.startsWith('-') ? `(${numberToLatex(text)})` : numberToLatex(text);
