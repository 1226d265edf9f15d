import type { Random } from '../engine/index.ts';
import { formatNumber } from '../expression/index.ts';
import type { Diagnosis } from '../tutor/misconceptions/diagnose.ts';
import type { MisconceptionName } from '../tutor/misconceptions/index.ts';
import { answerText, hasFewDecimals } from './graph-words.ts';
import type { Typed } from './question.ts';
import type { Draft, WrongAnswer } from './type.ts';

/** An option larger than this, or nearer to 0, is absurd beside the others. */
const LARGEST_OPTION = 1000;
const SMALLEST_OPTION = 1e-4;
/** How far a typed answer may be off that follows from rounded values, relative to its size. */
const ROUGH_TOLERANCE = 0.02;
const EXACT_TOLERANCE = 1e-6;

/** Mistakes that can be made about any gradient: they fill up what those about this graph leave open. */
const GENERAL: readonly MisconceptionName[] = [
  'gradients-not-zeroed',
  'sign-flipped',
  'own-local',
  'value-for-gradient',
  'stopped-a-hop-early',
];
const ENOUGH = 4;

/** The numbers that misconceptions lead to as wrong answers: first `first`, then in the order of the seed. */
function wrongNumbers(
  random: Random,
  diagnoses: readonly Diagnosis[],
  rough: boolean,
  first?: MisconceptionName,
): WrongAnswer[] {
  const answers = new Map<string, { text: string; bugs: MisconceptionName[]; where: string | undefined }>();
  for (const { name, value, where } of diagnoses) {
    if (!isSensible(value) || (!rough && !hasFewDecimals(value))) continue;
    const text = answerText(value, rough);
    const answer = answers.get(text);
    if (answer === undefined) answers.set(text, { text, bugs: [name], where });
    else answer.bugs.push(name);
  }
  const all = random.shuffled([...answers.values()]);
  const isGeneral = ({ bugs }: { bugs: MisconceptionName[] }): boolean => bugs.every((bug) => GENERAL.includes(bug));
  const special = all.filter((answer) => !isGeneral(answer));
  const chosen = [...special, ...all.filter(isGeneral).slice(0, Math.max(0, ENOUGH - special.length))];
  if (first === undefined) return chosen;
  const main = chosen.find(({ bugs }) => bugs.includes(first));
  return main === undefined ? [] : [main, ...chosen.filter((answer) => answer !== main)];
}

const isSensible = (value: number): boolean =>
  value === 0 || (Math.abs(value) <= LARGEST_OPTION && Math.abs(value) >= SMALLEST_OPTION);

/** How a typed number is compared, with every misconception as a trap. */
const typedNumber = (value: number, diagnoses: readonly Diagnosis[], rough: boolean): Typed => ({
  kind: 'number',
  value,
  tolerance: rough ? ROUGH_TOLERANCE * Math.abs(value) : EXACT_TOLERANCE * Math.max(1, Math.abs(value)),
  traps: diagnoses.map(({ name, value: wrong, where }) => ({
    text: formatNumber(wrong),
    bugs: [name],
    ...(where && { where }),
  })),
});

/** Parts of a question whose answer is a number. */
export interface NumberQuestion {
  readonly prompt: Draft['prompt'];
  readonly right: number;
  readonly diagnoses: readonly Diagnosis[];
  readonly rough: boolean;
  /** The misconception that the question is about, which is always among the options. */
  readonly first?: MisconceptionName | undefined;
  readonly hint: Draft['hint'];
  readonly explanation: Draft['explanation'];
}

export function numberDraft(random: Random, question: NumberQuestion): Draft | undefined {
  const { prompt, right, diagnoses, rough, first, hint, explanation } = question;
  const wrong = wrongNumbers(random, diagnoses, rough, first);
  if (wrong.length === 0) return undefined;
  return {
    prompt,
    right: answerText(right, rough),
    wrong,
    typed: typedNumber(right, diagnoses, rough),
    hint,
    explanation,
  };
}
