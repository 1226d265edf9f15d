import fc from 'fast-check';
import { parse as readElsewhere } from 'gift-pegjs';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { readQuestions } from '../../../src/questions/formats/read.ts';
import { EXPORT_FORMATS, writeQuestions } from '../../../src/questions/formats/write.ts';
import { makeQuestion } from '../../../src/questions/make.ts';
import { fromNodes } from '../../../src/questions/markup.ts';
import type { Question } from '../../../src/questions/question.ts';
import { KINDS, yamlBank } from './arbitrary-bank.ts';

const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];

/** Those questions of a generated bank that can be asked; undefined where there are none. */
function bankOf(yaml: string): Question[] | undefined {
  try {
    return readQuestions(yaml, 'yaml').questions;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

const wrongOf = ({ options }: Question): string[] => options.flatMap(({ right, text }) => (right ? [] : [text])).sort();

describe.each(EXPORT_FORMATS)('a bank as %s', (as) => {
  it.each(kinds)('comes back as it went out: %s', (kind) => {
    let read = 0;
    fc.assert(
      fc.property(yamlBank(kind), (yaml) => {
        const questions = bankOf(yaml);
        if (questions === undefined) return;
        read++;
        const again = readQuestions(writeQuestions(questions, as));
        expect(again).toMatchObject({ readAs: as, leftOut: [] });
        expect(again.questions).toEqual(questions);
      }),
      { numRuns: 60 },
    );
    expect(read).toBeGreaterThan(10);
  });

  it('takes every question that is made here, with its options', () => {
    for (let seed = 0; seed < 60; seed++) {
      const one = makeQuestion({ seed });
      const [read] = readQuestions(writeQuestions([one], as)).questions;
      expect(fromNodes(read?.prompt ?? [])).toBe(fromNodes(one.prompt.filter(({ kind }) => kind !== 'picture')));
      // A right number may have more digits than were shown.
      expect(read?.options).toHaveLength(one.options.length);
      expect(wrongOf(read as Question)).toEqual(wrongOf(one));
      // From then on it is a teacher's, and stays the same.
      expect(readQuestions(writeQuestions([read as Question], as)).questions).toEqual([read]);
    }
  });
});

/** What another reader of GIFT calls each kind. */
const ELSEWHERE: Partial<Record<keyof typeof KINDS, string>> = {
  choice: 'MC',
  several: 'MC',
  truth: 'TF',
  words: 'Short',
  pairs: 'Matching',
};

it.each(Object.entries(ELSEWHERE))('another reader of GIFT takes %s for %s', (kind, type) => {
  fc.assert(
    fc.property(yamlBank(kind as keyof typeof KINDS), (yaml) => {
      // That one takes an arrow in any answer for a matching question, and a text of its marks for one.
      const questions = bankOf(yaml)?.filter((question) => !/->|\[\w+\]|%/.test(JSON.stringify(question)));
      if (questions === undefined || questions.length === 0) return;
      const read = readElsewhere(writeQuestions(questions, 'gift')).filter((one) => one.type !== 'Category');
      expect(read.map((one) => one.type)).toEqual(questions.map(() => type));
    }),
    { numRuns: 60 },
  );
});
