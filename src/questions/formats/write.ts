import type { Question } from '../question.ts';
import { toGift } from './gift/to-gift.ts';
import { toXml } from './moodle/to-xml.ts';
import { simplified } from './simplified.ts';
import { toYaml } from './yaml/to-yaml.ts';

/** Formats that questions can be exported in; `/quiz import` reads all of them. */
export const EXPORT_FORMATS = ['gift', 'xml', 'yaml'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const WRITERS: Readonly<Record<ExportFormat, (questions: readonly Question[]) => string>> = {
  gift: toGift,
  xml: toXml,
  yaml: toYaml,
};

/** Questions as a file: read again, each is the same question. */
export const writeQuestions = (questions: readonly Question[], as: ExportFormat): string =>
  WRITERS[as](questions.map(simplified));
