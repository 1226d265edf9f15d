import { makeQuestion } from '../../../src/questions/make.ts';
import type { Level, Question } from '../../../src/questions/question.ts';
import type { QuestionType } from '../../../src/questions/type.ts';
import { toText } from '../../../src/reply/text.ts';

/**
 * A way of answering without knowing anything of the matter: it gives each option a score, and whoever follows it takes
 * the highest. Where several are highest they take one of them by chance; where it says nothing, any.
 */
type Strategy = (texts: readonly string[], prompt: string) => readonly number[];

const numbersOf = (texts: readonly string[]): number[] | undefined => {
  const numbers = texts.map(Number);
  return texts.every((text, i) => text.trim() !== '' && Number.isFinite(numbers[i])) ? numbers : undefined;
};

/** Scores of numbers; of options that are none, all alike. */
const byNumber =
  (score: (numbers: readonly number[]) => readonly number[]): Strategy =>
  (texts) => {
    const numbers = numbersOf(texts);
    return numbers === undefined ? texts.map(() => 0) : score(numbers);
  };

const rank = (numbers: readonly number[], place: number): number[] => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return numbers.map((number) => Number(number === sorted[place]));
};

/** The only option of its kind, where one is. */
const only =
  (kind: (text: string) => boolean): Strategy =>
  (texts) => {
    const kinds = texts.map(kind);
    return kinds.filter(Boolean).length === 1 ? kinds.map(Number) : texts.map(() => 0);
  };

/** How many pieces two texts share. */
function likeness(one: string, other: string): number {
  const piecesOf = (text: string): string[] => text.match(/\d+(\.\d+)?|\w+|[^\s\w]/g) ?? [];
  const [a, b] = [piecesOf(one), piecesOf(other)];
  const inPlace = a.filter((piece, i) => piece === b[i]).length;
  const shared = a.filter((piece) => b.includes(piece)).length;
  return (inPlace + shared) / Math.max(a.length, b.length);
}

const alike = (texts: readonly string[]): number[] =>
  texts.map((text, i) => texts.reduce((sum, other, k) => sum + (k === i ? 0 : likeness(text, other)), 0));

const standsIn = (text: string, prompt: string): boolean =>
  new RegExp(`(?<![\\w.-])${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.]\\w*)`).test(prompt);

export const STRATEGIES: Readonly<Record<string, Strategy>> = {
  'the longest': (texts) => texts.map(({ length }) => length),
  'the shortest': (texts) => texts.map(({ length }) => -length),
  'the least number': byNumber((numbers) => rank(numbers, 0)),
  'the second number': byNumber((numbers) => rank(numbers, 1)),
  'the third number': byNumber((numbers) => rank(numbers, 2)),
  'the largest number': byNumber((numbers) => rank(numbers, 3)),
  'the largest size': byNumber((numbers) => numbers.map(Math.abs)),
  'the least size': byNumber((numbers) => numbers.map((number) => -Math.abs(number))),
  'the middle size': byNumber((numbers) => {
    const sizes = numbers.map(Math.abs);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    return sizes.map((size) => -Math.abs(size - mean));
  }),
  'the only one with a minus': only((text) => text.includes('-')),
  'the only one without a minus': only((text) => !text.includes('-')),
  'the only one with a point': only((text) => text.includes('.')),
  'the only one without a point': only((text) => !text.includes('.')),
  'one of two with opposite signs': byNumber((numbers) =>
    numbers.map((number) => Number(number !== 0 && numbers.includes(-number))),
  ),
  'one that is another one doubled or halved': byNumber((numbers) =>
    numbers.map((number) => Number(numbers.some((other) => other === 2 * number || other === number / 2))),
  ),
  'the only one in the question': (texts, prompt) => only((text) => standsIn(text, prompt))(texts, prompt),
  'the only one not in the question': (texts, prompt) => only((text) => !standsIn(text, prompt))(texts, prompt),
  'one of those not in the question': (texts, prompt) => texts.map((text) => Number(!standsIn(text, prompt))),
  'most like the others': (texts) => alike(texts),
  'the odd one out': (texts) => alike(texts).map((score) => -score),
};

interface Measured {
  readonly type: string;
  readonly level: Level;
  readonly questions: number;
  /** How many prompts are different. */
  readonly prompts: number;
  /** The share of the letter that is right most often. */
  readonly letter: number;
  /** The text that is right most often, and its share. */
  readonly constant: { readonly text: string; readonly share: number };
  /** Whoever knows from another half of the questions how often each text is right where it is an option. */
  readonly known: number;
  /** How often each blind strategy is right, the best first. */
  readonly blind: readonly { readonly name: string; readonly share: number }[];
}

const textsOf = ({ options }: Question): string[] => options.map(({ text }) => text);
const placeOf = ({ options }: Question): number => options.findIndex(({ right }) => right);

/** How likely the right one of the options with the highest score is taken. */
function chance(scores: readonly number[], right: number): number {
  const best = Math.max(...scores);
  const taken = scores.flatMap((score, i) => (best - score < 1e-9 ? [i] : []));
  return taken.includes(right) ? 1 / taken.length : 0;
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

function counted<T>(items: readonly T[]): [item: T, count: number][] {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** What is seldom seen tells nothing. */
const SEEN = 8;

function knownFrom(learned: readonly Question[]): Strategy {
  const shown = new Map<string, { times: number; right: number }>();
  for (const { options } of learned) {
    for (const { text, right } of options) {
      const seen = shown.get(text) ?? { times: 0, right: 0 };
      shown.set(text, { times: seen.times + 1, right: seen.right + Number(right) });
    }
  }
  return (texts) =>
    texts.map((text) => {
      const seen = shown.get(text);
      return seen === undefined || seen.times < SEEN ? 0.25 : seen.right / seen.times;
    });
}

/** Draws so many questions of a type at a level, and answers them without reading. */
export function measure({ name: type }: Pick<QuestionType, 'name'>, level: Level, count: number): Measured {
  const questions = Array.from({ length: count }, (_, seed) => makeQuestion({ type, level, seed }));
  const prompts = questions.map(({ prompt }) => toText({ nodes: prompt }));
  const [text = '', times = 0] = counted(questions.map((q) => textsOf(q)[placeOf(q)] as string))[0] ?? [];
  const [, letters = 0] = counted(questions.map(placeOf))[0] ?? [];
  const success = (strategy: Strategy, of = questions): number =>
    mean(of.map((q) => chance(strategy(textsOf(q), prompts[q.seed] as string), placeOf(q))));
  const half = Math.floor(count / 2);
  return {
    type,
    level,
    questions: count,
    prompts: new Set(prompts).size,
    letter: letters / count,
    constant: { text, share: times / count },
    known: success(knownFrom(questions.slice(0, half)), questions.slice(half)),
    blind: Object.entries(STRATEGIES)
      .map(([name, strategy]) => ({ name, share: success(strategy) }))
      .sort((one, other) => other.share - one.share),
  };
}
