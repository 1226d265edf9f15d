import { inOption, type UserError } from '../errors.ts';
import { grade } from '../questions/grading/grade.ts';
import { makeQuestion, questionType, type Wanted } from '../questions/make.ts';
import { OWN } from '../questions/own.ts';
import type { Grade, Level, Question } from '../questions/question.ts';
import { FIRST_TYPES, TYPE_FILES } from '../questions/types/files.ts';
import { buttons, heading, paragraph, say } from '../reply/build.ts';
import type { Button, Reply, ReplyNode } from '../reply/document.ts';
import { acts, answerOf, type Doing, type Exercise, exerciseReply, withLines } from './exercise.ts';

/** Where somebody is in a series of questions, and what they do there. */
export interface Practice extends Doing {
  readonly topic?: string | undefined;
  /** Which of one's own questions: a topic or a set. */
  readonly from?: string | undefined;
  readonly level?: Level | undefined;
  readonly type?: string | undefined;
  /** Of the series: the same seed gives the same questions. */
  readonly seed?: number | undefined;
  /** How many types of question the series draws from; see `Wanted`. */
  readonly types?: number | undefined;
  /** Which question of the series, from 1. */
  readonly number?: number | undefined;
  /** What was shown, as {@link nameOf} has it: no answer is graded against another question. */
  readonly asked?: string | undefined;
}

/** A practice whose series is settled, and what is asked in it. */
interface Place extends Practice {
  readonly seed: number;
  readonly types: number;
  readonly number: number;
  readonly asked: string;
}

/** What is said of a series that goes on by itself, where its place is kept. */
export interface Kept {
  /** How far somebody is, in one line. */
  readonly progress: string | undefined;
  /** The line that goes on with it. */
  readonly next: string;
}

/** More questions than anybody answers in one series. */
export const MAX_NUMBER = 1000;

/** A question as buttons name it: its type and the version of its generator, `whole-path.1`; one of a bank as that does. */
export const ASKED = /^(?:q[A-Za-z0-9]{7}\.[\w-]{6}|([a-z-]+)\.(\d{1,6}))$/;
export const nameOf = (type: string): string => `${type}.${questionType(type).version}`;

const DEFAULT_SEED = 1;

/**
 * One question of a series, or what an answer to it is worth. Everything is in the values, so that a button carries
 * it all and nothing has to be kept. Pure.
 *
 * @throws UserError for a type, topic or level that does not exist, and for an answer that cannot be read
 */
export function practice(given: Practice): Reply {
  const question = makeQuestion(wantedOf(given));
  const at = placeIn(given, question);
  const answer = isReworked(given, question) ? undefined : answerOf(at, question);
  return practiceReply(given, question, answer && inOption('text', () => grade(question, answer)));
}

/** The same, with the grade that an answer got elsewhere. @param kept of a series that is kept for somebody */
export function practiceReply(given: Practice, question: Question, graded: Grade | undefined, kept?: Kept): Reply {
  const at = placeIn(given, question);
  if (isReworked(given, question)) return { nodes: reworked(at, kept) };
  return exerciseReply(exerciseAt(at, kept), question, at, graded);
}

/** What its buttons do. */
const exerciseAt = (at: Place, kept: Kept | undefined): Exercise => ({
  title: `Practice: question ${at.number}`,
  solutionTitle: `Practice: the answer to question ${at.number}`,
  line: (doing) => lineHere(at, doing),
  next: nextButton(at, kept),
  standing: at.solution || kept?.progress === undefined ? [] : [paragraph(say`${kept.progress}`)],
});

/** What cannot be read as an answer is refused with lines that can. */
export const withPracticeLines = (error: UserError, given: Practice, question: Question): UserError =>
  withLines(error, exerciseAt(placeIn(given, question), undefined), question, given);

/** Which question is meant. */
export function wantedOf({ topic, level, type, types, seed = DEFAULT_SEED, number = 1, asked }: Practice): Wanted {
  const [, shown] = ASKED.exec(asked ?? '') ?? [];
  const which = shown === undefined ? { topic, type, types } : { type: shown };
  return { ...which, level, seed: seed * MAX_NUMBER + number };
}

/** The place with all that its buttons name. */
function placeIn(given: Practice, { type }: Question): Place {
  const asked = type === OWN ? (given.asked ?? OWN) : nameOf(type);
  // Who begins anew without a seed goes on among all types that there are; the first question stays what it was.
  const types = given.types ?? (given.seed === undefined ? TYPE_FILES.length : FIRST_TYPES);
  return { ...given, seed: given.seed ?? DEFAULT_SEED, number: given.number ?? 1, types, asked };
}

/**
 * Was the question shown as another one than it is now? Buttons that do not say were posted when every type had its
 * first version.
 */
export function isReworked(given: Practice, { type }: Question): boolean {
  if (type === OWN) return false;
  const shown = given.asked ?? (acts(given) ? `${type}.1` : nameOf(type));
  return shown !== nameOf(type);
}

const reworked = (at: Place, kept: Kept | undefined): ReplyNode[] => [
  heading(`Practice: question ${at.number}`),
  paragraph(say`This question was reworked since it was shown, so nothing is graded. Take a fresh one.`),
  buttons({ label: 'Fresh question', command: line(at) }, nextButton(at, kept)),
];

const nextButton = (at: Place, kept: Kept | undefined): Button => ({
  label: 'Next question',
  command: kept?.next ?? line({ ...at, number: (at.number % MAX_NUMBER) + 1 }),
});

/** The command line that does something with the very question that is shown. */
const lineHere = (at: Place, doing: string): string =>
  [line(at), `--asked ${at.asked}`, ...(doing === '' ? [] : [doing])].join(' ');

/** The options that say which questions a series has. */
export const choiceOf = ({ topic, from, level, type }: Practice): string[] => [
  ...(topic === undefined ? [] : [`--topic ${topic}`]),
  ...(from === undefined ? [] : [`--from ${JSON.stringify(from)}`]),
  ...(level === undefined ? [] : [`--level ${level}`]),
  ...(type === undefined ? [] : [`--type ${type}`]),
];

/** The command line of a place in the series. */
function line({ seed, types, number, ...choice }: Place): string {
  const parts = [
    '/quiz practice',
    ...choiceOf(choice),
    `--seed ${seed}`,
    ...(types === FIRST_TYPES ? [] : [`--types ${types}`]),
    `--number ${number}`,
  ];
  return parts.join(' ');
}
