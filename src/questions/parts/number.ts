import { formatNumber } from '../../expression/index.ts';
import { codeBlock, paragraph, withCode } from '../../reply/build.ts';
import type { ReplyNode } from '../../reply/document.ts';
import type { MisconceptionName } from '../../tutor/misconceptions/index.ts';
import type { Typed } from '../question.ts';
import type { Problem, WrongAnswer } from '../type.ts';

/** A sentence with code in backticks. */
export const sentence = (text: string): ReplyNode => paragraph(withCode(text));

export const lines = (...texts: string[]): ReplyNode => codeBlock(texts.join('\n'));

/** A number behind another sign: negative ones in brackets. */
export const inBrackets = (value: number): string => (value < 0 ? `(${formatNumber(value)})` : formatNumber(value));

/** What a mistake makes of a number. */
export type Slips = readonly (readonly [bug: MisconceptionName, value: number])[];

/** A question whose answer is a number. */
export interface PlainNumber {
  readonly prompt: Problem['prompt'];
  readonly right: number;
  /** First the mistake that the question is about. */
  readonly slips: Slips;
  /** Significant digits that are shown, where numbers cannot be exact. */
  readonly digits?: number;
  readonly hint: string;
  readonly explanation: Problem['explanation'];
}

/** How far an answer that follows from rounded numbers may be off, relative to its size. */
const ROUNDED_TOLERANCE = 0.02;
const EXACT_TOLERANCE = 1e-6;
/** Longer decimals than this are hard to compute by hand. */
const MAX_DECIMALS = 4;

/** How far a typed answer may be off, absolute. */
export const toleranceOf = (value: number, rounded: boolean): number =>
  rounded ? ROUNDED_TOLERANCE * Math.abs(value) : EXACT_TOLERANCE * Math.max(1, Math.abs(value));

/** A problem with the slips as wrong options and as traps for typed answers; undefined where numbers are unwieldy. */
export function plainNumber({ prompt, right, slips, digits, hint, explanation }: PlainNumber): Problem | undefined {
  const text = (value: number): string => formatNumber(value, digits ?? 10);
  const unwieldy = (value: number): boolean =>
    digits === undefined &&
    text(value).split('.')[1] !== undefined &&
    (text(value).split('.')[1] as string).length > MAX_DECIMALS;
  if (unwieldy(right)) return undefined;
  const wrong: WrongAnswer[] = slips
    .filter(([, value]) => !unwieldy(value))
    .map(([bug, value]) => ({ text: text(value), bugs: [bug] }));
  const tolerance = toleranceOf(right, digits !== undefined);
  const typed: Typed = {
    kind: 'number',
    value: right,
    tolerance,
    traps: wrong
      .filter(({ text: trap }) => Math.abs(Number(trap) - right) > tolerance)
      .map(({ text: trap, bugs }) => ({ text: trap, bugs: [...bugs] })),
  };
  return { prompt, right: text(right), wrong, typed, hint: [sentence(hint)], explanation };
}
