import { withOption } from '../command/format.ts';
import { inOption, UserError } from '../errors.ts';
import { grade } from '../questions/grading/grade.ts';
import { letterOf, optionsMeant, placeOf } from '../questions/letters.ts';
import { makeQuestion, questionType, type Wanted } from '../questions/make.ts';
import { OWN } from '../questions/own.ts';
import type { Answer, Grade, Level, Question } from '../questions/question.ts';
import { FIRST_TYPES, TYPE_FILES } from '../questions/types/files.ts';
import { buttons, heading, paragraph, say, strong } from '../reply/build.ts';
import type { Asks, Button, Reply, ReplyNode } from '../reply/document.ts';
import { askedNodes, askedOf, optionButtons, TOGGLE_SIGN } from './views/answering.ts';
import { rightNodes } from './views/parts.ts';
import { TYPED } from './views/question.ts';

/** Where somebody is in a series of questions, and what they do there. */
export interface Practice {
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
  const answer = answerOf(at, question);
  if (at.solution) {
    const title = heading(`Practice: the answer to question ${at.number}`);
    return { nodes: [title, ...solution(question), buttons(nextButton(at, kept))], asks: goesOn(at, kept) };
  }
  if (answer === undefined || !graded) return { nodes: asks(at, question, kept), asks: takes(at, question) };
  return {
    nodes: feedback(at, question, answer, graded, kept),
    asks: { ...goesOn(at, kept), ...(graded.score !== 1 && takes(at, question)) },
  };
}

const lettersOf = ({ options }: Question): string[] => options.map((_, i) => letterOf(i));

/** What a line that is typed next may be to an open question. */
const takes = (at: Place, question: Question): Asks => ({
  answer: lineHere(at, '--text'),
  letters: lettersOf(question),
  texts: question.options.map(({ text }) => text),
  ...(question.several && { several: true }),
  typed: question.typed?.kind,
  unknown: lineHere(at, '--unknown'),
  ...(question.hint.length > 0 && { hint: lineHere(at, '--hint') }),
});

/** What it may be once the question is done with. */
const goesOn = (at: Place, kept: Kept | undefined): Asks => ({ letters: [], next: nextButton(at, kept).command });

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

/** Is something done with a question that was shown? */
export const acts = ({ answer, text, unknown, hint, solution }: Practice): boolean =>
  answer !== undefined || text !== undefined || Boolean(unknown || hint || solution);

const reworked = (at: Place, kept: Kept | undefined): ReplyNode[] => [
  heading(`Practice: question ${at.number}`),
  paragraph(say`This question was reworked since it was shown, so nothing is graded. Take a fresh one.`),
  buttons({ label: 'Fresh question', command: line(at) }, nextButton(at, kept)),
];

/** What is answered, if anything is. @throws UserError for an option that there is not */
export function answerOf({ answer, text, unknown }: Practice, question: Question): Answer | undefined {
  const { options } = question;
  if (unknown) return { kind: 'unknown' };
  if (text !== undefined) return { kind: 'text', text };
  if (answer === undefined || chosenIn(answer) !== undefined) return undefined;
  const index = placeOf(answer.trim());
  const indices = question.several ? optionsMeant(question, answer) : undefined;
  if (indices !== undefined) return { kind: 'options', indices };
  if (index !== undefined && index < options.length) return { kind: 'option', index };
  throw new UserError(`There is no option \`${answer.slice(0, 20).replaceAll('`', "'")}\`.`, {
    code: 'E_UNKNOWN_CHOICE',
    hint:
      options.length === 0
        ? 'This question wants a typed answer: `--text`.'
        : `The options are ${options.map((_, i) => letterOf(i)).join(', ')}.`,
  });
}

/**
 * Where what was typed may mean one thing or another, each is a line that answers the question with it; else it stands in
 * a form, to be put right.
 */
export function withLines(error: UserError, given: Practice, question: Question): UserError {
  const at = placeIn(given, question);
  if (error.choices.length === 0) {
    if (given.text === undefined || question.typed === undefined || error.again !== undefined) return error;
    const input = TYPED[question.typed.kind];
    const form = { label: 'Change my answer', command: lineHere(at, '--text'), input, long: false };
    return error.with({ again: { ...form, filled: given.text } });
  }
  const here = lineHere(at, '');
  return error.with({ choices: [], remedies: error.choices.map((text) => withOption(here, 'text', text)) });
}

/** What is chosen of several options so far, `±AC`; undefined for an answer. */
function chosenIn(answer: string | undefined): number[] | undefined {
  const [, letters] = new RegExp(`^${TOGGLE_SIGN}([A-H]*)$`).exec(answer?.trim() ?? '') ?? [];
  return letters === undefined ? undefined : [...letters].flatMap((letter) => placeOf(letter) ?? []);
}

/** A button for each option; where several are right, a press takes it up or puts it back, and another says that is all. */
function choices(at: Place, { options, several }: Question): Button[][] {
  const texts = options.map(({ text }) => text);
  if (!several) return [optionButtons(texts, (letter) => lineHere(at, `--answer ${letter}`))];
  const chosen = chosenIn(at.answer) ?? [];
  const lettersIn = (indices: readonly number[]): string =>
    indices
      .toSorted((a, b) => a - b)
      .map(letterOf)
      .join('');
  const toggled = (letter: string): string => {
    const index = placeOf(letter) ?? 0;
    return lettersIn(chosen.includes(index) ? chosen.filter((one) => one !== index) : [...chosen, index]);
  };
  const letters = optionButtons(texts, (letter) => lineHere(at, `--answer ${TOGGLE_SIGN}${toggled(letter)}`), chosen);
  const done = chosen.length === 0 ? [] : [{ label: 'Done', command: lineHere(at, `--answer ${lettersIn(chosen)}`) }];
  return [letters, done];
}

function asks(at: Place, question: Question, kept: Kept | undefined): ReplyNode[] {
  const { options, hint, typed } = question;
  const [letters = [], done = []] = choices(at, question);
  const offersHint = !at.hint && hint.length > 0;
  const others: Button[] = [
    ...done,
    ...(typed ? [{ label: 'Type my answer', command: lineHere(at, '--text'), input: TYPED[typed.kind] }] : []),
    ...(offersHint ? [{ label: 'Hint', command: lineHere(at, '--hint') }] : []),
    { label: "I don't know yet", command: lineHere(at, '--unknown') },
  ];
  return [
    heading(`Practice: question ${at.number}`),
    ...progress(kept),
    ...askedNodes(askedOf(question), options.length > 0),
    ...(at.hint && hint.length > 0 ? [paragraph(say`${strong('Hint')}`), ...hint] : []),
    ...(letters.length > 0 ? [buttons(...letters)] : []),
    buttons(...others),
  ];
}

const progress = (kept: Kept | undefined): ReplyNode[] =>
  kept?.progress === undefined ? [] : [paragraph(say`${kept.progress}`)];

function feedback(at: Place, question: Question, answer: Answer, graded: Grade, kept: Kept | undefined): ReplyNode[] {
  const start = [heading(`Practice: question ${at.number}`), ...graded.feedback];
  if (graded.score === 1) return [...start, ...question.explanation, ...progress(kept), buttons(nextButton(at, kept))];
  return [
    ...start,
    ...progress(kept),
    buttons(
      { label: answer.kind === 'unknown' ? 'Back to the question' : 'Try again', command: lineHere(at, '') },
      ...(answer.kind === 'unknown' || question.hint.length === 0
        ? []
        : [{ label: 'Hint', command: lineHere(at, '--hint') }]),
      { label: 'Show the answer', command: lineHere(at, '--solution') },
      nextButton(at, kept),
    ),
  ];
}

const solution = (question: Question): ReplyNode[] => [...rightNodes(question), ...question.explanation];

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
