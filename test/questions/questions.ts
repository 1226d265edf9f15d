import { UserError } from '../../src/errors.ts';
import { grade } from '../../src/questions/grading/grade.ts';
import type { Question, Typed } from '../../src/questions/question.ts';
import { toText } from '../../src/reply/text.ts';

/** A question with nothing in it but how it is answered. */
export const question = (typed: Typed | undefined, options: Partial<Question['options'][number]>[] = []): Question => ({
  type: 'own',
  level: 1,
  seed: 0,
  prompt: [],
  options: options.map((option) => ({ text: '?', right: false, bugs: [], ...option })),
  ...(typed && { typed }),
  hint: [],
  explanation: [],
});

/** The grade of a typed answer as `score note`, or `refused: message`. */
export function verdict(asked: Question, text: string): string {
  try {
    const { score, note } = grade(asked, { kind: 'text', text });
    return `${score} ${note}`;
  } catch (error) {
    if (error instanceof UserError) return `refused: ${error.message}`;
    throw error;
  }
}

/** What somebody is told about a typed answer. */
export const told = (asked: Question, text: string): string =>
  toText({ nodes: grade(asked, { kind: 'text', text }).feedback });
