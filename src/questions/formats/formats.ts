import { z } from 'zod';
import { counted } from '../../text.ts';
import { questionSchema } from '../question.ts';

/** How questions that teachers bring may be written. */
export const FORMATS = ['yaml', 'csv', 'gift', 'aiken', 'xml', 'kahoot'] as const;
export type Format = (typeof FORMATS)[number];

/** What each is called in a sentence. */
export const FORMAT_NAMES: Readonly<Record<Format, string>> = {
  yaml: 'YAML',
  csv: 'CSV',
  gift: 'GIFT',
  aiken: 'Aiken',
  xml: 'Moodle XML',
  kahoot: 'a Kahoot sheet',
};

/** A question of a file that is not among those read. */
const leftOut = z.object({
  /** Where it begins, from 1. */
  line: z.int().positive(),
  /** What it is, in the singular: `description`, `essay`, `cloze question`; `question` for one with a mistake in it. */
  what: z.string(),
  /** Why, as a sentence; may contain code in backticks. */
  why: z.string(),
});
export type LeftOut = z.infer<typeof leftOut>;

/** What became of a file of questions. */
export const questionFileSchema = z.object({
  /** One at least. */
  questions: z.array(questionSchema),
  leftOut: z.array(leftOut),
  /** What was read in another way than it stands there, such as pictures: sentences; may contain code in backticks. */
  notes: z.array(z.string()),
  readAs: z.enum(FORMATS),
});
export type QuestionFile = z.infer<typeof questionFileSchema>;

/** How many left out are named with their line; a file may have hundreds. */
const NAMED = 10;

/** `2 descriptions and 1 essay`; empty for none. */
export function namedKinds(leftOut: readonly LeftOut[]): string {
  const kinds = Map.groupBy(leftOut, ({ what }) => what);
  const counts = [...kinds].map(([what, { length }]) => counted(length, what));
  return counts.length < 2 ? counts.join('') : `${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}`;
}

/** `5 questions read, 2 descriptions and 1 essay left out.` */
export function readSentence({ questions, leftOut }: Pick<QuestionFile, 'questions' | 'leftOut'>): string {
  const named = namedKinds(leftOut);
  return `${counted(questions.length, 'question')} read${named === '' ? '' : `, ${named} left out`}.`;
}

/** Why each was left out, with its line: one sentence each, and how many more there are. */
export function leftOutSentences(leftOut: readonly LeftOut[]): string[] {
  const more = leftOut.length - NAMED;
  return [
    ...leftOut.slice(0, NAMED).map(({ line, why }) => `Line ${line}: ${why}`),
    ...(more > 0 ? [`And ${more} more.`] : []),
  ];
}

/**
 * Reads questions that a teacher wrote. Runs outside of the main process.
 *
 * @throws UserError with the line of each mistake
 */
export type ReadQuestions = (text: string, as?: Format) => Promise<QuestionFile>;
