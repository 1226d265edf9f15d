import { toGift } from '../../questions/formats/to-gift.ts';
import type { Question } from '../../questions/question.ts';

/** The languages in which questions are edited and exported; the first by default. */
export const WRITTEN_AS = ['gift'] as const;
export type WrittenAs = (typeof WRITTEN_AS)[number];

/** Questions as a text that is read as the same questions. */
export const writtenAs = (questions: readonly Question[], _: WrittenAs): string => toGift(questions);
