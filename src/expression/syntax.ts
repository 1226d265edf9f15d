import type { OperationName } from '../engine/index.ts';
import type { SourceRange } from '../errors.ts';

/** Comparisons, which occur in derivatives only: the engine has no entry for them. */
export type SlopeFunction = 'greater' | 'less';

/** A syntax tree. Places are those in the cleaned text; what was computed has none. */
export type Expression =
  /** `text` is the number as typed, or `pi`. */
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly at?: SourceRange }
  | { readonly kind: 'name'; readonly name: string; readonly at?: SourceRange }
  | {
      readonly kind: 'call';
      readonly fn: OperationName | SlopeFunction;
      readonly operands: readonly Expression[];
      readonly at?: SourceRange;
    };

/** `name = expression`, or an expression alone. */
export interface Statement {
  /** The name on the left of `=`; undefined for a bare expression. */
  readonly name: string | undefined;
  readonly expression: Expression;
  readonly at: SourceRange;
}

/** Characters of a formula, and brackets or powers inside one another: more would be no formula of a person. */
export const MAX_LENGTH = 2000;
export const MAX_DEPTH = 100;

/** A number as a node; negative ones too. */
export const numberNode = (value: number, text = String(value)): Expression => ({ kind: 'number', value, text });

/** A name as a node. */
export const nameNode = (name: string): Expression => ({ kind: 'name', name });

/** An operation of these operands as a node. */
export const call = (fn: OperationName | SlopeFunction, ...operands: Expression[]): Expression => ({
  kind: 'call',
  fn,
  operands,
});

/** The names in an expression, each once, in the order in which they are read. */
export function namesIn(expression: Expression, found = new Set<string>()): Set<string> {
  if (expression.kind === 'name') found.add(expression.name);
  if (expression.kind === 'call') for (const operand of expression.operands) namesIn(operand, found);
  return found;
}

/** The same expression with names replaced by what `replace` gives for them. */
export function substitute(expression: Expression, replace: (name: string) => Expression | undefined): Expression {
  if (expression.kind === 'name') return replace(expression.name) ?? expression;
  if (expression.kind === 'number') return expression;
  return { ...expression, operands: expression.operands.map((operand) => substitute(operand, replace)) };
}

/** How many nodes the expression has as a tree. */
export function sizeOf(expression: Expression): number {
  if (expression.kind !== 'call') return 1;
  return expression.operands.reduce((sum, operand) => sum + sizeOf(operand), 1);
}
