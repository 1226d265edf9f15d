import { UserError } from '../errors.ts';
import { type Expression, equivalent, format, holds, parse, readFormula, simplerForm } from '../expression/index.ts';
import { gradeOf } from './feedback.ts';
import type { Grade, Typed } from './question.ts';

type TypedExpression = Extract<Typed, { kind: 'expression' }>;

/** Grades any formula that is equal to the right one. */
export function gradeExpression({ text: right, at, traps, refused }: TypedExpression, text: string): Grade {
  const point = new Map(Object.entries(at));
  const answer = readFormula(text, point, refused);
  const wanted = formulaOf(right);
  if (holds(wanted, answer.expression, point)) {
    const simpler = simplerForm(answer.expression, wanted);
    return gradeOf({ right: true, bugs: [], remark: simpler && `Simpler: \`${simpler}\`.` });
  }
  const fitting = traps.filter((trap) => {
    const formula = readable(trap.text);
    return formula !== undefined && holds(formula, answer.expression, point);
  });
  return gradeOf({
    right: false,
    wrongSign: isOpposite(wanted, answer.expression, point),
    bugs: fitting.flatMap(({ bugs }) => bugs),
    remark: `You typed \`${format(answer.expression)}\`.`,
    own: fitting.find(({ feedback }) => feedback)?.feedback,
    where: fitting.find(({ where }) => where)?.where,
  });
}

/** Is a text of our own the right formula but for its sign? */
export function isOppositeFormula({ text: right, at }: TypedExpression, text: string): boolean {
  const formula = readable(text);
  return formula !== undefined && isOpposite(formulaOf(right), formula, new Map(Object.entries(at)));
}

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
