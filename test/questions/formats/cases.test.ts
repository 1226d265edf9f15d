import { describe, expect, it } from 'vitest';
import { readQuestions } from '../../../src/questions/formats/read.ts';
import { EXPORT_FORMATS, writeQuestions } from '../../../src/questions/formats/write.ts';
import cases from './cases.json' with { type: 'json' };
import { told } from './told.ts';

/** Files as teachers have them, each with what is to be read of it; a single text is the error that it is refused with. */
const files = Object.entries(cases as Record<string, { text: string; read: string | string[] }>);

describe('a file of a teacher', () => {
  it.each(files)('%s is read', (_, { text, read }) => {
    if (typeof read === 'string') expect(() => readQuestions(text)).toThrow(read);
    else expect(told(readQuestions(text))).toEqual(read);
  });

  it.each(files.filter(([, { read }]) => typeof read !== 'string'))('%s comes back as it went out', (_, { text }) => {
    const { questions } = readQuestions(text);
    for (const as of EXPORT_FORMATS) {
      const again = readQuestions(writeQuestions(questions, as));
      expect(again.questions).toEqual(questions);
      expect(again).toMatchObject({ readAs: as, leftOut: [] });
    }
  });
});
