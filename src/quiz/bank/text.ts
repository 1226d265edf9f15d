import { type ExportFormat, writeQuestions } from '../../questions/formats/write.ts';
import type { Question } from '../../questions/question.ts';

/** The languages in which a question can be edited. */
export const EDITED_AS = ['gift', 'yaml'] as const satisfies readonly ExportFormat[];
export type EditedAs = (typeof EDITED_AS)[number];

/** A question as a text that is read as the same question. */
export const asText = (question: Question, as: EditedAs): string => writeQuestions([question], as);
