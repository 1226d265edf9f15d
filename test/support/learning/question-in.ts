import { makeQuestion } from '../../../src/questions/make.ts';
import type { Question } from '../../../src/questions/question.ts';
import type { Operation } from '../../../src/questions/without.ts';

/** The question that a line of a button answers, made from what the line says. */
export function questionIn(line: string): Question {
  const [, asked = ''] = /--asked (\S+)/.exec(line) ?? [];
  const [, seed = ''] = /--seed (\d+)/.exec(line) ?? [];
  const [type = '', level = '', , ...without] = asked.split('.');
  return makeQuestion({
    type,
    level: Number(level) as 1,
    seed: Number(seed),
    without: without as Operation[],
  });
}
