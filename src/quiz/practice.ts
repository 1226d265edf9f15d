import { UserError } from '../errors.ts';
import { grade } from '../questions/grading/grade.ts';
import { letterOf, placeOf } from '../questions/letters.ts';
import { makeQuestion, questionType } from '../questions/make.ts';
import type { Answer, Level, Question } from '../questions/question.ts';
import { FIRST_TYPES, TYPE_FILES } from '../questions/types/files.ts';
import { buttons, heading, list, paragraph, say, strong } from '../reply/build.ts';
import type { Button, Reply, ReplyNode } from '../reply/document.ts';
import { lettered, rightAnswer } from './views/parts.ts';
import { TYPED } from './views/question.ts';

/** Where somebody is in a series of questions, and what they do there. */
export interface Practice {
  readonly topic?: string | undefined;
  readonly level?: Level | undefined;
  readonly type?: string | undefined;
  /** Of the series: the same seed gives the same questions. 1 if left out. */
  readonly seed?: number | undefined;
  /** How many types of question the series draws from; see `Wanted`. */
  readonly types?: number | undefined;
  /** Which question of the series, from 1. */
  readonly number: number;
  /** What was shown, as {@link nameOf} has it: no answer is graded against another question. */
  readonly asked?: string | undefined;
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

/** A practice whose series is settled, and what is asked in it. */
type Place = Practice & Required<Pick<Practice, 'seed' | 'types' | 'asked'>>;

/** More questions than anybody answers in one series. */
export const MAX_NUMBER = 1000;

/** A question's type and the version of its generator, as buttons name them: `whole-path.1`. */
export const ASKED = /^([a-z-]+)\.(\d{1,6})$/;
const nameOf = (type: string): string => `${type}.${questionType(type).version}`;

const DEFAULT_SEED = 1;

/**
 * One question of a series, or what an answer to it is worth. Everything is in the values, so that a button carries
 * it all and nothing has to be kept. Pure.
 *
 * @throws UserError for a type, topic or level that does not exist, and for an answer that cannot be read
 */
export function practice(given: Practice): Reply {
  const question = questionOf(given);
  const asked = nameOf(question.type);
  // Who begins anew without a seed goes on among all types that there are; the first question stays what it was.
  const types = given.types ?? (given.seed === undefined ? TYPE_FILES.length : FIRST_TYPES);
  const at: Place = { ...given, seed: given.seed ?? DEFAULT_SEED, types, asked };
  if (shownName(given, question.type) !== asked) return { nodes: reworked(at) };
  const answer = answerOf(at, question);
  if (at.solution)
    return { nodes: [heading(`Practice: the answer to question ${at.number}`), ...solution(question), next(at)] };
  return { nodes: answer === undefined ? asks(at, question) : graded(at, question, answer) };
}

function questionOf({ topic, level, type, types, seed = DEFAULT_SEED, number, asked }: Practice): Question {
  const [, shown] = ASKED.exec(asked ?? '') ?? [];
  const which = shown === undefined ? { topic, type, types } : { type: shown };
  return makeQuestion({ ...which, level, seed: seed * MAX_NUMBER + number });
}

/** What the question was when it was shown. Buttons that do not say were posted when every type had its first version. */
function shownName({ asked, answer, text, unknown, hint, solution }: Practice, type: string): string {
  const acts = answer !== undefined || text !== undefined || unknown || hint || solution;
  return asked ?? (acts ? `${type}.1` : nameOf(type));
}

const reworked = (at: Place): ReplyNode[] => [
  heading(`Practice: question ${at.number}`),
  paragraph(say`This question was reworked since it was shown, so nothing is graded. Take a fresh one.`),
  buttons({ label: 'Fresh question', command: line(at) }, nextButton(at)),
];

function answerOf({ answer, text, unknown }: Place, { options }: Question): Answer | undefined {
  if (unknown) return { kind: 'unknown' };
  if (text !== undefined) return { kind: 'text', text };
  if (answer === undefined) return undefined;
  const index = placeOf(answer.trim());
  if (index !== undefined && index < options.length) return { kind: 'option', index };
  throw new UserError(`There is no option \`${answer.slice(0, 20).replaceAll('`', "'")}\`.`, {
    code: 'E_UNKNOWN_CHOICE',
    hint: `The options are ${options.map((_, i) => letterOf(i)).join(', ')}.`,
  });
}

function asks(at: Place, question: Question): ReplyNode[] {
  const { prompt, options, hint, type, typed } = question;
  const letters = options.map(
    (_, i): Button => ({ label: letterOf(i), command: lineHere(at, `--answer ${letterOf(i)}`) }),
  );
  const others: Button[] = [
    ...(typed ? [{ label: 'Type my answer', command: lineHere(at, '--text'), input: TYPED[typed.kind] }] : []),
    ...(at.hint ? [] : [{ label: 'Hint', command: lineHere(at, '--hint') }]),
    { label: "I don't know yet", command: lineHere(at, '--unknown') },
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

function graded(at: Place, question: Question, answer: Answer): ReplyNode[] {
  const { score, feedback } = grade(question, answer);
  const title = heading(`Practice: question ${at.number}`);
  if (score === 1) return [title, ...feedback, ...question.explanation, next(at)];
  return [
    title,
    ...feedback,
    buttons(
      { label: answer.kind === 'unknown' ? 'Back to the question' : 'Try again', command: lineHere(at, '') },
      ...(answer.kind === 'unknown' ? [] : [{ label: 'Hint', command: lineHere(at, '--hint') }]),
      { label: 'Show the answer', command: lineHere(at, '--solution') },
      nextButton(at),
    ),
  ];
}

const solution = (question: Question): ReplyNode[] => [
  paragraph(say`✔ ${rightAnswer(question)}`),
  ...question.explanation,
];

const next = (at: Place): ReplyNode => buttons(nextButton(at));

const nextButton = (at: Place): Button => ({
  label: 'Next question',
  command: line({ ...at, number: (at.number % MAX_NUMBER) + 1 }),
});

/** The command line that does something with the very question that is shown. */
const lineHere = (at: Place, doing: string): string =>
  [line(at), `--asked ${at.asked}`, ...(doing === '' ? [] : [doing])].join(' ');

/** The command line of a place in the series. Its values are names and numbers, which need no quotes. */
function line({ topic, level, type, types, seed, number }: Place): string {
  const parts = [
    '/quiz practice',
    ...(topic === undefined ? [] : [`--topic ${topic}`]),
    ...(level === undefined ? [] : [`--level ${level}`]),
    ...(type === undefined ? [] : [`--type ${type}`]),
    `--seed ${seed}`,
    ...(types === FIRST_TYPES ? [] : [`--types ${types}`]),
    `--number ${number}`,
  ];
  return parts.join(' ');
}
