/**
 * What the package `chainrule/expression` offers: formulas as text, as syntax trees and as numbers, and their
 * derivatives. The bot itself takes more from `index.ts`.
 */
export { UserError } from '../errors.ts';
export { derivative } from './derive.ts';
export { type Equivalence, equivalent } from './equality/equivalent.ts';
export { evaluate } from './evaluate.ts';
export { format } from './format.ts';
export { parse } from './parse.ts';
export { simplify } from './simplify.ts';
export { type Expression, namesIn, type Statement, substitute } from './syntax.ts';
