import { UserError } from '../../errors.ts';
import {
  type Expression,
  equivalent,
  format,
  holds,
  parse,
  readFormula,
  simplerForm,
  substitute,
} from '../../expression/index.ts';
import type { Grade, Typed } from '../question.ts';
import { gradeOf } from './feedback.ts';
import { ANY, gradeTraps } from './traps.ts';

type TypedExpression = Extract<Typed, { kind: 'expression' }>;

/** Grades any formula that is equal to the right one. */
export function gradeExpression(typed: TypedExpression, text: string): Grade {
  const { at, traps, refused } = typed;
  const point = new Map(Object.entries(at));
  const answer = readFormula(text, point, refused);
  const given = inInputs(typed, answer.expression);
  const wanted = inInputs(typed, formulaOf(typed.text));
  if (holds(wanted, given, point)) {
    const simpler = simplerForm(answer.expression, formulaOf(typed.text));
    return gradeOf({ right: true, bugs: [], remark: simpler && `Simpler: \`${simpler}\`.` });
  }
  const fitting = traps.filter((trap) => {
    const formula = readable(trap.text);
    return formula !== undefined && holds(inInputs(typed, formula), given, point);
  });
  const others = traps.filter((trap) => trap.text.trim() === ANY);
  return gradeTraps(fitting.length > 0 ? fitting : others, {
    wrongSign: isOpposite(wanted, given, point),
    remark: `You typed \`${format(answer.expression)}\`.`,
  });
}

/** Is a text of our own the right formula but for its sign? */
export function isOppositeFormula(typed: TypedExpression, text: string): boolean {
  const formula = readable(text);
  if (formula === undefined) return false;
  const [wanted, given] = [formulaOf(typed.text), formula].map((each) => inInputs(typed, each)) as [
    Expression,
    Expression,
  ];
  return isOpposite(wanted, given, new Map(Object.entries(typed.at)));
}

/** A formula without the names that stand for others: z*(1 - z) and sigmoid(u)*(1 - sigmoid(u)) are the same then. */
const inInputs = ({ where = {} }: TypedExpression, formula: Expression): Expression =>
  substitute(formula, (name) => (Object.hasOwn(where, name) ? formulaOf(where[name] as string) : undefined));

function isOpposite(wanted: Expression, formula: Expression, at: ReadonlyMap<string, number>): boolean {
  const zero: Expression = { kind: 'number', value: 0, text: '0' };
  return equivalent(zero, wanted, at) !== 'same' && holds({ kind: 'call', fn: 'neg', operands: [wanted] }, formula, at);
}

const formulaOf = (text: string): Expression => (parse(text)[0] as { expression: Expression }).expression;

function readable(text: string): Expression | undefined {
  try {
    return formulaOf(text);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
