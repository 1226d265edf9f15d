import { UserError } from '../errors.ts';
import { grade } from '../questions/grading/grade.ts';
import { letterOf, placeOf } from '../questions/letters.ts';
import { makeQuestion } from '../questions/make.ts';
import type { Answer, Level, Question } from '../questions/question.ts';
import { buttons, heading, list, paragraph, say, strong } from '../reply/build.ts';
import type { Button, Reply, ReplyNode } from '../reply/document.ts';
import { lettered, rightAnswer } from './views/parts.ts';
import { TYPED } from './views/question.ts';

/** Where somebody is in a series of questions, and what they do there. */
export interface Practice {
  readonly topic?: string | undefined;
  readonly level?: Level | undefined;
  readonly type?: string | undefined;
  /** Of the series: the same seed gives the same questions. */
  readonly seed: number;
  /** Which question of the series, from 1. */
  readonly number: number;
  /** A letter of an option. */
  readonly answer?: string | undefined;
  /** A typed answer. */
  readonly text?: string | undefined;
  /** "I don't know yet". */
  readonly unknown?: boolean | undefined;
  readonly hint?: boolean | undefined;
  /** Shows the right answer and its derivation. */
  readonly solution?: boolean | undefined;
}

/** More questions than anybody answers in one series. */
export const MAX_NUMBER = 1000;

/**
 * One question of a series, or what an answer to it is worth. Everything is in the values, so that a button carries
 * it all and nothing has to be kept. Pure.
 *
 * @throws UserError for a type, topic or level that does not exist, and for an answer that cannot be read
 */
export function practice(at: Practice): Reply {
  const question = questionOf(at);
  const answer = answerOf(at, question);
  if (at.solution)
    return { nodes: [heading(`Practice: the answer to question ${at.number}`), ...solution(question), next(at)] };
  return { nodes: answer === undefined ? asked(at, question) : graded(at, question, answer) };
}

const questionOf = ({ topic, level, type, seed, number }: Practice): Question =>
  makeQuestion({ topic, level, type, seed: seed * MAX_NUMBER + number });

function answerOf({ answer, text, unknown }: Practice, { options }: Question): Answer | undefined {
  if (unknown) return { kind: 'unknown' };
  if (text !== undefined) return { kind: 'text', text };
  if (answer === undefined) return undefined;
  const index = placeOf(answer.trim());
  if (index !== undefined && index < options.length) return { kind: 'option', index };
  throw new UserError(`There is no option \`${answer.slice(0, 20).replaceAll('`', "'")}\`.`, {
    hint: `The options are ${options.map((_, i) => letterOf(i)).join(', ')}.`,
  });
}

function asked(at: Practice, question: Question): ReplyNode[] {
  const { prompt, options, hint, type, typed } = question;
  const letters = options.map((_, i): Button => ({ label: letterOf(i), command: line(at, `--answer ${letterOf(i)}`) }));
  const others: Button[] = [
    ...(typed ? [{ label: 'Type my answer', command: line(at, '--text'), input: TYPED[typed.kind] }] : []),
    ...(at.hint ? [] : [{ label: 'Hint', command: line(at, '--hint') }]),
    { label: "I don't know yet", command: line(at, '--unknown') },
  ];
  return [
    heading(`Practice: question ${at.number}`),
    ...prompt,
    list(options.map((option, i) => lettered(i, option.text, type))),
    ...(at.hint ? [paragraph(say`${strong('Hint')}`), ...hint] : []),
    buttons(...letters),
    buttons(...others),
  ];
}

function graded(at: Practice, question: Question, answer: Answer): ReplyNode[] {
  const { score, feedback } = grade(question, answer);
  const title = heading(`Practice: question ${at.number}`);
  if (score === 1) return [title, ...feedback, ...question.explanation, next(at)];
  return [
    title,
    ...feedback,
    buttons(
      { label: answer.kind === 'unknown' ? 'Back to the question' : 'Try again', command: line(at, '') },
      ...(answer.kind === 'unknown' ? [] : [{ label: 'Hint', command: line(at, '--hint') }]),
      { label: 'Show the answer', command: line(at, '--solution') },
      nextButton(at),
    ),
  ];
}

const solution = (question: Question): ReplyNode[] => [
  paragraph(say`✔ ${rightAnswer(question)}`),
  ...question.explanation,
];

const next = (at: Practice): ReplyNode => buttons(nextButton(at));

const nextButton = (at: Practice): Button => ({
  label: 'Next question',
  command: line({ ...at, number: (at.number % MAX_NUMBER) + 1 }, ''),
});

/** The command line of a place in the series. Its values are names and numbers, which need no quotes. */
function line({ topic, level, type, seed, number }: Practice, doing: string): string {
  const parts = [
    '/quiz practice',
    ...(topic === undefined ? [] : [`--topic ${topic}`]),
    ...(level === undefined ? [] : [`--level ${level}`]),
    ...(type === undefined ? [] : [`--type ${type}`]),
    `--seed ${seed}`,
    `--number ${number}`,
    ...(doing === '' ? [] : [doing]),
  ];
  return parts.join(' ');
}
