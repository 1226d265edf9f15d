import { UserError } from '../../errors.ts';
import { optionMeant } from '../../questions/letters.ts';
import type { Answer, Question } from '../../questions/question.ts';
import type { AnswerRow } from '../../store/quiz-store.ts';
import type { Quizzes, Visitor } from '../quizzes.ts';
import type { Event } from '../session/events.ts';
import { refusalOf } from '../session/reduce.ts';
import { clickTime } from '../session/times.ts';
import type { OwnView } from '../session/view-data.ts';
import type { Desk, Write } from './commands.ts';
import type { Grading } from './grading.ts';
import { type Loaded, loadQuestions, type Whole } from './load.ts';
import type { QuizzesOptions } from './options.ts';
import { ownView, questionOf } from './view.ts';
import { allow, sayRefusal } from './words.ts';

/** To answer, take a hint, and look back at one's own answer. */
export function createAnswers(
  { store, clock, views }: QuizzesOptions,
  desk: Desk,
  grading: Grading,
): Pick<Quizzes, 'answer' | 'hint' | 'mine'> {
  const questionAt = async ({ row }: Loaded, n: number): Promise<Question> =>
    questionOf({ row, questions: await loadQuestions(store, row.key) }, n);

  /** Refuses at once what comes too late, before any work is done for it. */
  const check = ({ state }: Loaded, event: Event): void => {
    const refused = refusalOf(state, event, clock.now());
    if (refused) throw sayRefusal(refused);
  };

  const answer = async (who: Visitor, said: Answer, reference?: string): Promise<OwnView> => {
    const at = clickTime(who.at.getTime(), clock.now());
    const { quiz, n } = await desk.question(who, reference);
    const event: Event = { kind: 'answer', user: who.user, n, at };
    check(quiz, event);
    const question = await questionAt(quiz, n);
    const given = meant(question, said);
    fits(question, given);
    const grade = await grading.soon(question, given);
    const write: Write = { answer: { n, user: who.user, answer: JSON.stringify(given), at, grade } };
    const whole = await desk.whole(await desk.act(who, 'answer', quiz.row.key, event, write));
    const row = ownRow(whole, n, who);
    // Forgotten between two lines: there is nothing to show but what was given.
    return ownView(whole, n, row ?? { ...NOTHING, n, user: who.user, at, answer: JSON.stringify(given) });
  };

  const hint = async (who: Visitor, reference?: string) => {
    const at = clickTime(who.at.getTime(), clock.now());
    const { quiz, n } = await desk.question(who, reference);
    const event: Event = { kind: 'hint', user: who.user, n, at };
    check(quiz, event);
    const question = await questionAt(quiz, n);
    if (question.hint.length === 0) throw new UserError('There is no hint for this question.');
    await desk.act(who, 'hint', quiz.row.key, event, { hint: { n, user: who.user } });
    return { session: quiz.row.key, n, hint: question.hint };
  };

  const mine = async (who: Visitor, reference?: string): Promise<OwnView> => {
    const quiz = reference === undefined ? await desk.newest(who) : await asked(who, reference);
    const n = reference === undefined ? quiz.state.revealed : (await desk.question(who, reference)).n;
    allow('mine', quiz.state, who);
    if (n === 0 || n > quiz.state.revealed) {
      throw new UserError('This question is still open.', { hint: 'Look again after the reveal.' });
    }
    const row = ownRow(quiz, n, who);
    if (row === undefined) throw new UserError(`You did not answer question ${n}.`);
    return ownView(quiz, n, row);
  };
  const asked = async (who: Visitor, reference: string): Promise<Whole> =>
    desk.whole((await desk.question(who, reference)).quiz);

  return {
    answer: async (who, given, reference) => views.noted(await answer(who, given, reference)),
    hint: async (who, reference) => views.hint(await hint(who, reference)),
    mine: async (who, reference) => views.mine(await mine(who, reference)),
  };
}

const NOTHING = { score: undefined, note: undefined, feedback: undefined, hints: 0 };

const ownRow = ({ answers }: Whole, n: number, { user }: Visitor): AnswerRow | undefined =>
  answers.find((row) => row.n === n && row.user === user && row.at !== undefined);

/** A letter is the option itself, typed or pressed. */
function meant(question: Question, said: Answer): Answer {
  const index = said.kind === 'text' ? optionMeant(question, said.text) : undefined;
  return index === undefined ? said : { kind: 'option', index };
}

/** @throws UserError for an option that there is not, and for text where none is asked for */
function fits({ options, typed }: Question, given: Answer): void {
  if (given.kind === 'option' && given.index >= options.length) {
    const last = String.fromCharCode('A'.charCodeAt(0) + options.length - 1);
    throw new UserError('There is no such option.', { hint: `The options are \`A\` to \`${last}\`.` });
  }
  if (given.kind === 'text' && typed === undefined) {
    throw new UserError('This question is answered with one of the buttons.');
  }
}
