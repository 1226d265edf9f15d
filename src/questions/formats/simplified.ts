import type { ReplyNode } from '../../reply/document.ts';
import { trimmed } from '../markup/spans.ts';
import { OWN } from '../own.ts';
import type { Option, Question, Typed } from '../question.ts';
import { isDecimal } from './answers-of.ts';

type TypedNumber = Extract<Typed, { kind: 'number' }>;

/**
 * A question as a teacher might have written it. One of our own types knows more mistakes than anybody wants to read in a
 * file, and asks for formulas and orders: its options stay, and a number with them.
 */
export function simplified(question: Question): Question {
  // What is drawn beside a question stands in its text, too.
  const nodes = (all: readonly ReplyNode[]): ReplyNode[] => all.filter(({ kind }) => kind !== 'picture').map(tidy);
  const { typed, ...rest } = question;
  const answer =
    question.type === OWN ? typed : typed?.kind === 'number' ? shownNumber(typed, question.options) : undefined;
  return {
    ...rest,
    ...(answer && { typed: answer }),
    prompt: nodes(question.prompt),
    hint: nodes(question.hint),
    explanation: nodes(question.explanation),
  };
}

/** With spans as they are read: neighbours of one style are one. */
function tidy(node: ReplyNode): ReplyNode {
  if (node.kind === 'list') return { ...node, items: node.items.map(trimmed) };
  return node.kind === 'paragraph' ? { ...node, spans: trimmed(node.spans) } : node;
}

const shownNumber = (typed: TypedNumber, options: readonly Option[]): TypedNumber => ({
  ...typed,
  ...rightNumber(typed, options),
  traps: options
    .filter(({ right }) => !right)
    .map(({ text, bugs, feedback }) => ({ text, bugs, ...(feedback && { feedback }) })),
});

/**
 * The right number with its tolerance, which is wider where the number is rounded: what is right here is right there.
 * As it is shown, unless that is too far off.
 */
function rightNumber(
  { value, tolerance }: TypedNumber,
  options: readonly Option[],
): { value: number; tolerance: number } {
  const shown = options.find((option) => option.right)?.text ?? '';
  const wrong = options.filter(({ right }) => !right).map(({ text }) => Number(text));
  for (const number of isDecimal(shown) ? [Number(shown), Number(value.toPrecision(3))] : []) {
    const off = Math.abs(number - value);
    const within = off === 0 ? tolerance : Number(((tolerance + off) * (1 + 1e-6)).toPrecision(8));
    if (off <= tolerance && wrong.every((other) => Math.abs(other - number) > within))
      return { value: number, tolerance: within };
  }
  return { value, tolerance };
}
