import { describe, expect, it } from 'vitest';
import { noteOf } from '../../src/questions/grading/feedback.ts';
import { grade } from '../../src/questions/grading/grade.ts';
import { letterOf } from '../../src/questions/letters.ts';
import { makeQuestion } from '../../src/questions/make.ts';
import type { Question } from '../../src/questions/question.ts';
import { QUESTION_TYPES } from '../../src/questions/types/index.ts';
import { toText } from '../../src/reply/text.ts';
import { isMisconception, misconception } from '../../src/tutor/misconceptions/index.ts';
import { verdict } from './questions.ts';

const QUESTIONS = 10 * QUESTION_TYPES.length;

/** Questions of all types and levels in turn. */
const sampled: Question[] = Array.from({ length: QUESTIONS }, (_, i) => {
  const type = QUESTION_TYPES[i % QUESTION_TYPES.length] as (typeof QUESTION_TYPES)[number];
  const round = Math.floor(i / QUESTION_TYPES.length);
  return makeQuestion({ type: type.name, level: type.levels[round % type.levels.length], seed: 1000 + i });
});

const eachOption = (check: (question: Question, index: number, option: Question['options'][number]) => void): void => {
  for (const question of sampled)
    for (const [index, option] of question.options.entries()) check(question, index, option);
};

const plain = (text: string): string => text.replaceAll('`', '');

describe(`${QUESTIONS} sampled questions of all ${QUESTION_TYPES.length} types`, () => {
  it('are of all types', () => {
    expect(new Set(sampled.map(({ type }) => type)).size).toBe(QUESTION_TYPES.length);
  });

  it('diagnose each wrong option as the bug that made it, and say so', () => {
    eachOption((question, index, { right, bugs }) => {
      const { score, note, feedback } = grade(question, { kind: 'option', index });
      expect(note).toBe(right ? 'right' : noteOf(bugs));
      expect(right ? [1] : [0.25, 0.5]).toContain(score);
      const text = plain(toText({ nodes: feedback }));
      for (const bug of bugs.filter(isMisconception)) expect(text).toContain(plain(misconception(bug).sentence));
    });
  });

  it('grade a letter and the text of an option as the option itself', () => {
    eachOption((question, index, { text }) => {
      const { score, note } = grade(question, { kind: 'option', index });
      expect(verdict(question, `${letterOf(index)})`)).toBe(`${score} ${note}`);
      expect(verdict(question, text), `${question.type}: ${text}`).toBe(`${score} ${note}`);
    });
  });

  it('grade a number written in another way as the option, with all the misconceptions that lead to it', () => {
    eachOption((question, _, { text, right, bugs }) => {
      if (question.typed?.kind !== 'number') return;
      const [, note = ''] = verdict(question, `(${text}) + 0`).split(' ');
      if (right) expect(note, `${question.type} ${question.seed}: ${text}`).toBe('right');
      else
        expect(note.split('+'), `${question.type} ${question.seed}: ${text}`).toEqual(
          expect.arrayContaining([...bugs]),
        );
    });
  });

  it('take the right answer typed in another way', () => {
    eachOption((question, _, { text, right }) => {
      if (!right || question.typed === undefined) return;
      const other =
        question.typed.kind === 'expression'
          ? `1*(${text})`
          : question.typed.kind === 'sequence'
            ? text.toLowerCase()
            : text;
      expect(verdict(question, other), `${question.type}: ${text}`).toBe('1 right');
    });
  });

  it('are the same each time', () => {
    for (const question of sampled.slice(0, 60)) {
      const { type, level, seed } = question;
      expect(makeQuestion({ type, level, seed })).toEqual(question);
    }
  });
});
