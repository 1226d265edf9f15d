import { toGift } from '../../questions/formats/to-gift.ts';
import type { Question } from '../../questions/question.ts';

/** The languages in which a question can be edited. */
export const EDITED_AS = ['gift'] as const;
export type EditedAs = (typeof EDITED_AS)[number];

/** A question as a text that is read as the same question. */
export const asText = (question: Question, _: EditedAs): string => toGift([question]);
