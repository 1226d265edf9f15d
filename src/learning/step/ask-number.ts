import { Random } from '../../engine/index.ts';
import { formatNumber } from '../../expression/index.ts';
import { readNumber } from '../../questions/grading/number.ts';
import { hash } from '../../questions/hash.ts';
import { optionMeant } from '../../questions/letters.ts';
import { chooseOptions } from '../../questions/options.ts';
import { GENERAL, graphNumber, typedNumber } from '../../questions/parts/graph-number.ts';
import { answerText } from '../../questions/parts/graph-text.ts';
import type { Level, Question } from '../../questions/question.ts';
import { code, paragraph, say } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import type { Diagnosis } from '../../tutor/misconceptions/diagnose.ts';
import type { MisconceptionName } from '../../tutor/misconceptions/index.ts';

/** So many wrong answers to choose from; with fewer an answer is typed. */
export const LEAST_WRONG = 2;
const ENOUGH_WRONG = 3;
/** The mistake that a step is most often about: where it can be made, it is among the options. */
const TYPICAL: readonly MisconceptionName[] = [
  'accumulate-overwrites',
  'factors-not-swapped',
  'activation-slope-dropped',
  'minus-sign-lost',
  'quotient-halves-swapped',
  'power-exponent-dropped',
  'upstream-dropped',
];
/** As on the cards of the picture. */
const DIGITS = 4;

/** A number in a sentence, and the same behind a sign. */
export const shown = (value: number): string => formatNumber(value, DIGITS);
export const inBrackets = (value: number): string => (value < 0 ? `(${shown(value)})` : shown(value));

/** A step whose answer is a number. */
interface NumberStep<D extends Diagnosis> {
  /** Of the formula, its values and the step: the options are drawn by it. */
  readonly key: string;
  readonly skill: { readonly type: string; readonly level: Level };
  readonly prompt: Span[];
  readonly right: number;
  /** Every mistake that leads to another number. */
  readonly diagnoses: readonly D[];
  /** Is it made in this very step? */
  readonly isHere: (diagnosis: D) => boolean;
  readonly rounded: boolean;
  readonly hints: readonly ReplyNode[];
  readonly equation: string;
  readonly why: Span[];
}

/** The question of a step, with numbers that mistakes lead to: those made in this very step first. */
export function numberQuestion<D extends Diagnosis>(step: NumberStep<D>): Question {
  const { key, skill, right, diagnoses, isHere, rounded, hints, equation, why } = step;
  const random = new Random(hash(key));
  const here = diagnoses.filter(isHere);
  const special = here.filter(({ name }) => !GENERAL.includes(name));
  const parts = {
    prompt: [paragraph(step.prompt)],
    right,
    rounded,
    hint: hints.slice(0, 1),
    explanation: [paragraph(say`${code(equation)}. ${why}`)],
  };
  const choices = [special, here, diagnoses].map((some) => {
    const first = TYPICAL.find((bug) => some.some(({ name }) => name === bug));
    const problem =
      (first && graphNumber(random, { ...parts, diagnoses: some, first })) ??
      graphNumber(random, { ...parts, diagnoses: some });
    return (problem && chooseOptions(problem, random, LEAST_WRONG)) ?? [];
  });
  return {
    ...skill,
    seed: 0,
    prompt: parts.prompt,
    options: choices.find(({ length }) => length > ENOUGH_WRONG) ?? choices.at(-1) ?? [],
    typed: typedNumber(right, diagnoses, rounded),
    hint: [...parts.hint],
    explanation: parts.explanation,
  };
}

/** The diagnoses that an answer got: those of its number that its note names. */
export function diagnosesOf<D extends Diagnosis>(
  question: Question,
  diagnoses: readonly D[],
  { given, note }: { readonly given: string; readonly note: string },
  rounded: boolean,
): D[] {
  const option = optionMeant(question, given);
  const text = option === undefined ? given : (question.options[option]?.text ?? given);
  const value = readNumber(text);
  const tolerance = question.typed?.kind === 'number' ? question.typed.tolerance : 0;
  const bugs = note.split('+');
  return diagnoses.filter(
    (one) =>
      bugs.includes(one.name) &&
      (answerText(one.value, rounded) === text || (value !== undefined && Math.abs(one.value - value) <= tolerance)),
  );
}
