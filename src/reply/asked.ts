import { z } from 'zod';

/** Of a line with all the options that a button of practice has. */
const MAX_ASKING_LINE = 1000;

/**
 * A question that a reply asks, by the lines that answer it: where people type lines, what they type next may be its
 * answer.
 */
export const asksSchema = z.strictObject({
  /** What is typed is put behind this: `/quiz answer s7Kq2mPa.3`. Left out where it takes no answer any more. */
  answer: z.string().max(MAX_ASKING_LINE).optional(),
  /** Of its options, the first first. */
  letters: z.array(z.string().regex(/^[A-Z]$/)).max(26),
  /** What the options say. */
  texts: z.array(z.string().max(2000)).max(26).optional(),
  /** Are all to be typed that are right, as in `AC`? */
  several: z.boolean().optional(),
  /** Whether an answer of one's own is taken, and as what. */
  typed: z.enum(['number', 'expression', 'sequence', 'words', 'pairs']).optional(),
  unknown: z.string().max(MAX_ASKING_LINE).optional(),
  hint: z.string().max(MAX_ASKING_LINE).optional(),
  next: z.string().max(MAX_ASKING_LINE).optional(),
});

/** What was graded in a reply, for whoever keeps what a person has learned. Nothing of it is shown. */
export const gradedSchema = z.strictObject({
  /** What was asked, the same for the same question with the same numbers: of a person, the first answer to it counts. */
  key: z.string().min(1).max(160),
  /** A type of question and its level, `whole-path.3`; left out where an answer tells of misconceptions alone. */
  skill: z.string().max(60).optional(),
  score: z.number().min(0).max(1),
  /** The answer note, see `gradeSchema`: `right`, `unknown`, `other`, or names of misconceptions joined by `+`. */
  note: z.string(),
  /** Names of misconceptions that would have given another answer: whoever is right did not fall for them. */
  offered: z.array(z.string()).max(40).optional(),
  /** The card for whose sake it was asked, where that is so. */
  card: z.string().max(80).optional(),
  hint: z.boolean().optional(),
  /** How long it took, from the question to the answer. */
  seconds: z.number().nonnegative().optional(),
});

export type Asks = z.infer<typeof asksSchema>;
export type Graded = z.infer<typeof gradedSchema>;
