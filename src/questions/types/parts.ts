import { formatNumber } from '../../expression/index.ts';
import { codeBlock, paragraph, withCode } from '../../reply/build.ts';
import type { ReplyNode } from '../../reply/document.ts';
import type { MisconceptionName } from '../../tutor/misconceptions/index.ts';
import type { Typed } from '../question.ts';
import type { Draft, WrongAnswer } from '../type.ts';

/** A sentence with code in backticks. */
export const sentence = (text: string): ReplyNode => paragraph(withCode(text));

export const lines = (...texts: string[]): ReplyNode => codeBlock(texts.join('\n'));

/** A number behind another sign: negative ones in brackets. */
export const inBrackets = (value: number): string => (value < 0 ? `(${formatNumber(value)})` : formatNumber(value));

/** What a mistake makes of a number. */
export type Slips = readonly (readonly [bug: MisconceptionName, value: number])[];

/** A question whose answer is a number. */
export interface Numeric {
  readonly prompt: Draft['prompt'];
  readonly right: number;
  /** First the mistake that the question is about. */
  readonly slips: Slips;
  /** Significant digits that are shown, where numbers cannot be exact. */
  readonly digits?: number;
  readonly hint: string;
  readonly explanation: Draft['explanation'];
}

/** Answers that were worked out with rounded numbers may be off by this part of their size. */
const ROUNDED = 0.02;
const EXACT = 1e-6;
/** Longer decimals than this are no fun in the head. */
const MAX_DECIMALS = 4;

/** A draft with the slips as wrong options and as traps for typed answers; undefined where numbers are unwieldy. */
export function numeric({ prompt, right, slips, digits, hint, explanation }: Numeric): Draft | undefined {
  const text = (value: number): string => formatNumber(value, digits ?? 10);
  const unwieldy = (value: number): boolean =>
    digits === undefined &&
    text(value).split('.')[1] !== undefined &&
    (text(value).split('.')[1] as string).length > MAX_DECIMALS;
  if (unwieldy(right)) return undefined;
  const wrong: WrongAnswer[] = slips
    .filter(([, value]) => !unwieldy(value))
    .map(([bug, value]) => ({ text: text(value), bugs: [bug] }));
  const tolerance = digits === undefined ? EXACT * Math.max(1, Math.abs(right)) : ROUNDED * Math.abs(right);
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

/** A whole number from `low` to `high`, both included. */
export const wholeBetween = (random: { random(): number }, low: number, high: number): number =>
  low + Math.floor(random.random() * (high - low + 1));
