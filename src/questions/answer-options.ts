import { z } from 'zod';

/** How somebody answers a question that is asked alone: in practice, lessons and reviews the same. */
export const answerOptions = {
  text: z.string().max(400).optional().describe('an answer of your own: a number, a formula, letters in order'),
  unknown: z.boolean().default(false).describe('"I do not know yet" brings the hint'),
  hint: z.boolean().default(false).describe('the question with a first step'),
  solution: z.boolean().default(false).describe('the right answer and why'),
};
