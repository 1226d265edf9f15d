import { withOption } from '../command/format.ts';
import { UserError } from '../errors.ts';
import { letterOf, optionsMeant, placeOf } from '../questions/letters.ts';
import type { Answer, Grade, Question } from '../questions/question.ts';
import type { Asks } from '../reply/asked.ts';
import { buttons, heading, paragraph, say, strong } from '../reply/build.ts';
import type { Button, Reply, ReplyNode } from '../reply/document.ts';
import { askedNodes, askedOf, optionButtons, TOGGLE_SIGN } from './views/answering.ts';
import { rightNodes } from './views/parts.ts';
import { TYPED } from './views/question.ts';

/** Where a question is asked of one person alone: what its buttons carry. */
export interface Exercise {
  readonly title: string;
  /** Above the answer that is shown on request. */
  readonly solutionTitle: string;
  /**
   * The command line that does something with the very question that is shown.
   *
   * @param doing `--answer B`, `--text`, `--unknown`, `--hint`, `--solution`; empty to ask it again
   */
  line(doing: string): string;
  /** What comes next, if anything does. */
  readonly next: Button | undefined;
  /** Above the question, and below what an answer was worth: how far somebody is. */
  readonly standing?: readonly ReplyNode[] | undefined;
}

/** What somebody does with a question. */
export interface Doing {
  /** A letter of an option; where several are right, `±AC` says what is chosen so far. */
  readonly answer?: string | undefined;
  /** A typed answer. */
  readonly text?: string | undefined;
  /** "I don't know yet". */
  readonly unknown?: boolean | undefined;
  /** Shows the hint; with an answer, it was shown before. */
  readonly hint?: boolean | undefined;
  /** Shows the right answer and its derivation. */
  readonly solution?: boolean | undefined;
}

/** A question, or what an answer to it was worth: with all that can be done next. @param graded of the answer, if one was given */
export function exerciseReply(exercise: Exercise, question: Question, doing: Doing, graded: Grade | undefined): Reply {
  const answer = answerOf(doing, question);
  const { next } = exercise;
  const goesOn: Asks = { letters: [], ...(next && { next: next.command }) };
  if (doing.solution) {
    const nodes = [...rightNodes(question), ...question.explanation, ...(exercise.standing ?? [])];
    return { nodes: [heading(exercise.solutionTitle), ...nodes, ...nextButtons(next)], asks: goesOn };
  }
  const here = withHint(exercise, doing);
  if (answer === undefined || !graded) {
    return { nodes: asks(here, question, doing), asks: takes(here, question) };
  }
  return {
    nodes: feedback(exercise, question, answer, graded),
    asks: { ...goesOn, ...(graded.score !== 1 && takes(exercise, question)) },
  };
}

const nextButtons = (next: Button | undefined): ReplyNode[] => (next === undefined ? [] : [buttons(next)]);

/** Whoever has seen the hint answers with it: the lines say so. */
const withHint = (exercise: Exercise, { hint }: Doing): Exercise =>
  hint ? { ...exercise, line: (doing) => exercise.line(`--hint ${doing}`.trim()) } : exercise;

/** What a line that is typed next may be to an open question. */
const takes = ({ line }: Exercise, { options, several, typed, hint }: Question): Asks => ({
  answer: line('--text'),
  letters: options.map((_, i) => letterOf(i)),
  texts: options.map(({ text }) => text),
  ...(several && { several: true }),
  typed: typed?.kind,
  unknown: line('--unknown'),
  ...(hint.length > 0 && { hint: line('--hint') }),
});

/** What is answered, if anything is. @throws UserError for an option that there is not */
export function answerOf({ answer, text, unknown }: Doing, question: Question): Answer | undefined {
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

/** Is something done with a question that was shown? */
export const acts = ({ answer, text, unknown, hint, solution }: Doing): boolean =>
  answer !== undefined || text !== undefined || Boolean(unknown || hint || solution);

/**
 * Where what was typed may mean one thing or another, each is a line that answers the question with it; else it stands in
 * a form, to be put right.
 */
export function withLines(error: UserError, exercise: Exercise, question: Question, doing: Doing): UserError {
  const { line } = withHint(exercise, doing);
  if (error.choices.length === 0) {
    if (doing.text === undefined || question.typed === undefined || error.again !== undefined) return error;
    const input = TYPED[question.typed.kind];
    const form = { label: 'Change my answer', command: line('--text'), input, long: false };
    return error.with({ again: { ...form, filled: doing.text } });
  }
  return error.with({ choices: [], remedies: error.choices.map((text) => withOption(line(''), 'text', text)) });
}

/** What is chosen of several options so far, `±AC`; undefined for an answer. */
function chosenIn(answer: string | undefined): number[] | undefined {
  const [, letters] = new RegExp(`^${TOGGLE_SIGN}([A-H]*)$`).exec(answer?.trim() ?? '') ?? [];
  return letters === undefined ? undefined : [...letters].flatMap((letter) => placeOf(letter) ?? []);
}

/** A button for each option; where several are right, a press takes it up or puts it back, and another says that is all. */
function choices({ line }: Exercise, { options, several }: Question, answer: string | undefined): Button[][] {
  const texts = options.map(({ text }) => text);
  if (!several) return [optionButtons(texts, (letter) => line(`--answer ${letter}`))];
  const chosen = chosenIn(answer) ?? [];
  const lettersIn = (indices: readonly number[]): string =>
    indices
      .toSorted((a, b) => a - b)
      .map(letterOf)
      .join('');
  const toggled = (letter: string): string => {
    const index = placeOf(letter) ?? 0;
    return lettersIn(chosen.includes(index) ? chosen.filter((one) => one !== index) : [...chosen, index]);
  };
  const letters = optionButtons(texts, (letter) => line(`--answer ${TOGGLE_SIGN}${toggled(letter)}`), chosen);
  const done = chosen.length === 0 ? [] : [{ label: 'Done', command: line(`--answer ${lettersIn(chosen)}`) }];
  return [letters, done];
}

function asks(exercise: Exercise, question: Question, doing: Doing): ReplyNode[] {
  const { options, hint, typed } = question;
  const { line } = exercise;
  const [letters = [], done = []] = choices(exercise, question, doing.answer);
  const shown = doing.hint && hint.length > 0;
  const others: Button[] = [
    ...done,
    ...(typed ? [{ label: 'Type my answer', command: line('--text'), input: TYPED[typed.kind] }] : []),
    ...(!doing.hint && hint.length > 0 ? [{ label: 'Hint', command: line('--hint') }] : []),
    { label: "I don't know yet", command: line('--unknown') },
  ];
  return [
    heading(exercise.title),
    ...(exercise.standing ?? []),
    ...askedNodes(askedOf(question), options.length > 0),
    ...(shown ? [paragraph(say`${strong('Hint')}`), ...hint] : []),
    ...(letters.length > 0 ? [buttons(...letters)] : []),
    buttons(...others),
  ];
}

function feedback(exercise: Exercise, question: Question, answer: Answer, graded: Grade): ReplyNode[] {
  const { title, line, next, standing = [] } = exercise;
  const start = [heading(title), ...graded.feedback];
  if (graded.score === 1) return [...start, ...question.explanation, ...standing, ...nextButtons(next)];
  return [
    ...start,
    ...standing,
    buttons(
      { label: answer.kind === 'unknown' ? 'Back to the question' : 'Try again', command: line('') },
      ...(answer.kind === 'unknown' || question.hint.length === 0 ? [] : [{ label: 'Hint', command: line('--hint') }]),
      { label: 'Show the answer', command: line('--solution') },
      ...(next === undefined ? [] : [next]),
    ),
  ];
}
