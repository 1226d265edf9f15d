import { UserError } from '../../errors.ts';
import {
  checkNames,
  evaluate,
  formatNumber,
  isGradientName,
  readAnswer,
  refuseMixed,
  withPoint,
} from '../../expression/index.ts';
import { readDecimal } from '../../text.ts';
import type { Grade, Typed } from '../question.ts';
import { gradeOf } from './feedback.ts';
import { ANY, gradeTraps } from './traps.ts';

type TypedNumber = Extract<Typed, { kind: 'number' }>;

/** Rounding in the last digits is nobody's mistake. */
export const ROUNDING = 1e-9;

/** Grades any way of writing a number: `-3`, `−3.0`, `-6/2`, `1e-3`, `2^-1`, `sqrt(4)`, `3,5`. */
export function gradeNumber(typed: TypedNumber, text: string): Grade {
  const { value, tolerance, traps } = typed;
  const answer = numberOf(text);
  const near = (other: number, within = tolerance): boolean =>
    Math.abs(answer - other) <= within + ROUNDING * Math.max(Math.abs(answer), Math.abs(other));
  const plain = readDecimal(text.trim()) !== undefined;
  const shown = formatNumber(answer);
  if (near(value)) {
    const said = traps.find((trap) => trap.weight === 1 && near(readNumber(trap.text) ?? Number.NaN, trap.tolerance));
    return gradeOf({
      right: true,
      bugs: [],
      remark: plain ? undefined : `I read that as \`${shown}\`.`,
      own: said?.feedback,
    });
  }
  // One that is near by a smaller tolerance was meant more than one in a wide range.
  const fitting = traps
    .filter((trap) => near(readNumber(trap.text) ?? Number.NaN, trap.tolerance))
    .sort((a, b) => (a.tolerance ?? tolerance) - (b.tolerance ?? tolerance));
  const others = traps.filter((trap) => trap.text.trim() === ANY);
  return gradeTraps(fitting.length > 0 ? fitting : others, {
    wrongSign: value !== 0 && near(-value),
    remark: `You typed \`${shown}\`.`,
  });
}

/** The number that a text of our own stands for; undefined for anything else. */
export function readNumber(text: string): number | undefined {
  try {
    return numberOf(text);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

const EXAMPLE = '`-3`, `0.5` or `-6/2`';

/** @throws UserError for what is no number */
export function numberOf(text: string): number {
  if (isGradientName(text)) {
    throw new UserError('That is what the question asks for.', {
      code: 'E_QUESTION_REPEATED',
      hint: `Type its value, for example ${EXAMPLE}.`,
    });
  }
  refuseMixed(text);
  const answer = readAnswer(withPoint(text), EXAMPLE);
  checkNames(answer, []);
  const value = evaluate(answer.expression, new Map());
  if (Number.isFinite(value)) return value;
  throw new UserError(`\`${answer.text.slice(0, 40)}\` has no finite value.`, {
    code: 'E_ANSWER_NOT_FINITE',
    hint: `Type a number, for example ${EXAMPLE}.`,
  });
}
