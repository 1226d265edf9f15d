import { expect } from 'vitest';
import { makeQuestion } from '../../src/questions/make.ts';
import { LEVELS, type Question, questionSchema } from '../../src/questions/question.ts';
import { QUESTION_TYPES } from '../../src/questions/types/index.ts';
import { toText } from '../../src/reply/text.ts';
import { isMisconception } from '../../src/tutor/misconceptions/index.ts';

/** A question with its texts at hand. */
export interface Asked {
  readonly question: Question;
  readonly prompt: string;
  readonly right: string;
  readonly wrong: readonly string[];
}

/** A question of each seed below `seeds`, over all levels of the type in turn. */
export function* askedOf(type: string, seeds: number): Generator<Asked> {
  const levels = QUESTION_TYPES.find(({ name }) => name === type)?.levels ?? LEVELS;
  for (let seed = 0; seed < seeds; seed++) {
    const question = makeQuestion({ type, level: levels[seed % levels.length], seed });
    const right = question.options.filter((option) => option.right);
    must(right.length === 1, 'one right option');
    yield {
      question,
      prompt: toText({ nodes: question.prompt }),
      right: right[0]?.text as string,
      wrong: question.options.filter((option) => !option.right).map(({ text }) => text),
    };
  }
}

/** A light `expect`: there are hundreds of thousands of these. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** What holds for every question, whatever it asks. */
export function expectWellMade({ question, prompt }: Asked): void {
  if (question.seed % 20 === 0) expect(questionSchema.parse(question)).toEqual(question);
  const texts = question.options.map(({ text }) => text);
  must(texts.length === 4 && new Set(texts).size === 4, `four options: ${texts}`);
  for (const { text, right, bugs } of question.options) {
    must(text.length <= 60, `${text} is too long`);
    must(bugs.length > 0 !== right, `${text} has ${bugs.length} misconceptions`);
    must(bugs.every(isMisconception), `${bugs} are known`);
  }
  must(prompt.length < 1800, 'the prompt fits');
  const all = [prompt, toText({ nodes: question.hint }), toText({ nodes: question.explanation }), ...texts].join('\n');
  must(!/\b(NaN|Infinity|undefined)\b/.test(all), all);
  for (const node of [...question.prompt, ...question.explanation]) {
    if (node.kind === 'code') for (const line of node.text.split('\n')) must(line.length <= 44, `${line} is too wide`);
  }
}

/** The numbers of `name = 3, other = -2` in a text, by name. */
export function givenIn(text: string): Map<string, number> {
  const pairs = [...text.matchAll(/(?<=^|, )([A-Za-z][\w/]*) = (-?\d+(?:\.\d+)?)(?=$|[\s,])/gm)];
  return new Map(pairs.map(([, name = '', number]) => [name, Number(number)]));
}

/** The slope of a function by central differences. */
export const slopeOf = (f: (x: number) => number, at: number): number => (f(at + 1e-5) - f(at - 1e-5)) / 2e-5;

/** Is a text this number, as far as it is written out? */
export function expectNumber(text: string, value: number, asked: Asked, tolerance = 1e-6): void {
  must(
    Math.abs(Number(text) - value) <= tolerance * Math.max(1, Math.abs(value)),
    `${asked.prompt}
${text} is not ${value}`,
  );
}
