import { gradientName } from '../../derivation/steps.ts';
import type { Random } from '../../engine/index.ts';
import { formatNumber, type Graph, type GraphNode } from '../../expression/index.ts';
import { code, codeBlock, paragraph } from '../../reply/build.ts';
import { type Diagnosis, gradientDiagnoses } from '../../tutor/misconceptions/diagnose.ts';
import type { MisconceptionName } from '../../tutor/misconceptions/index.ts';
import type { Typed } from '../question.ts';
import type { Problem, WrongAnswer } from '../type.ts';
import {
  answerText,
  gradientExplanation,
  graphLines,
  hasFewDecimals,
  isRounded,
  shownValue,
  whatIs,
} from './graph-text.ts';
import { toleranceOf } from './number.ts';

/** An option larger than this, or nearer to 0, is absurd beside the others. */
const LARGEST_OPTION = 1000;
const SMALLEST_OPTION = 1e-3;

/** Mistakes that can be made about any gradient: they fill up what those about this graph leave open. */
export const GENERAL: readonly MisconceptionName[] = [
  'gradients-not-zeroed',
  'sign-flipped',
  'own-local',
  'value-for-gradient',
  'stopped-a-hop-early',
];
const ENOUGH = 7;
/** Two rounded numbers nearer than this, relative to the larger, look nearly the same. */
const ROUNDED_APART = 0.08;

/** The numbers that misconceptions lead to as wrong answers: first `first`, then in the order of the seed. */
function wrongNumbers(random: Random, { right, diagnoses, rounded, first }: GraphNumber): WrongAnswer[] {
  const answers = new Map<string, { text: string; bugs: MisconceptionName[]; where: string | undefined }>();
  for (const { name, value, where, typedOnly } of diagnoses) {
    if (typedOnly || !isSensible(value) || (!rounded && !hasFewDecimals(value))) continue;
    const text = answerText(value, rounded);
    const answer = answers.get(text);
    if (answer === undefined) answers.set(text, { text, bugs: [name], where });
    else answer.bugs.push(name);
  }
  const all = random.shuffled([...answers.values()]);
  const isGeneral = ({ bugs }: { bugs: MisconceptionName[] }): boolean => bugs.every((bug) => GENERAL.includes(bug));
  const special = all.filter((answer) => !isGeneral(answer));
  const chosen = [...special, ...all.filter(isGeneral).slice(0, Math.max(0, ENOUGH - special.length))];
  const main = first === undefined ? chosen[0] : chosen.find(({ bugs }) => bugs.includes(first));
  if (main === undefined) return [];
  const ordered = [main, ...chosen.filter((answer) => answer !== main)];
  return rounded ? apart(ordered, right) : ordered;
}

/** Those that are well apart from the right number and from one another, as rounded numbers have to be. */
function apart(answers: readonly WrongAnswer[], right: number): WrongAnswer[] {
  const taken = [right];
  return answers.filter(({ text }) => {
    const value = Number(text);
    const isNear = taken.some(
      (other) => Math.abs(other - value) <= ROUNDED_APART * Math.max(Math.abs(other), Math.abs(value)),
    );
    if (!isNear) taken.push(value);
    return !isNear;
  });
}

const isSensible = (value: number): boolean =>
  value === 0 || (Math.abs(value) <= LARGEST_OPTION && Math.abs(value) >= SMALLEST_OPTION);

/** How a typed number is compared, with every misconception as a trap. */
export const typedNumber = (value: number, diagnoses: readonly Diagnosis[], rounded: boolean): Typed => ({
  kind: 'number',
  value,
  tolerance: toleranceOf(value, rounded),
  traps: diagnoses.map(({ name, value: wrong, where }) => ({
    text: formatNumber(wrong),
    bugs: [name],
    ...(where && { where }),
  })),
});

/** Parts of a question whose answer is a number. */
export interface GraphNumber {
  readonly prompt: Problem['prompt'];
  readonly right: number;
  readonly diagnoses: readonly Diagnosis[];
  readonly rounded: boolean;
  /** The misconception that the question is about, which is always among the options. */
  readonly first?: MisconceptionName | undefined;
  readonly graph?: Problem['graph'];
  readonly hint: Problem['hint'];
  readonly explanation: Problem['explanation'];
}

export function graphNumber(random: Random, question: GraphNumber): Problem | undefined {
  const { prompt, right, diagnoses, rounded, graph, hint, explanation } = question;
  const wrong = wrongNumbers(random, question);
  if (wrong.length === 0) return undefined;
  return {
    prompt,
    right: answerText(right, rounded),
    wrong,
    typed: typedNumber(right, diagnoses, rounded),
    graph,
    hint,
    explanation,
  };
}

/** The gradient of one value of a graph, which is shown with its results: the usual parts, and those that differ. */
export function graphGradient(
  random: Random,
  graph: Graph,
  target: GraphNode,
  question: Pick<GraphNumber, 'hint'> & Partial<GraphNumber>,
): Problem | undefined {
  const rounded = isRounded(graph);
  return graphNumber(random, {
    prompt: [
      codeBlock(graphLines(graph, true).join('\n')),
      paragraph(whatIs([code(gradientName(graph, target))], rounded)),
    ],
    right: graph.tape.grad[target.id] as number,
    diagnoses: gradientDiagnoses(graph, target),
    rounded,
    graph: { graph, given: shownValue(graph, true) },
    explanation: gradientExplanation(graph, target),
    ...question,
  });
}
