import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { letterOf, optionMeant, placeOf } from '../../questions/letters.ts';
import { cleanLine } from '../../questions/markup.ts';
import type { Answer, Question } from '../../questions/question.ts';
import { code, paragraph, say } from '../../reply/build.ts';
import type { Reply, ReplyNode } from '../../reply/document.ts';
import { isTask } from '../assign/tasks.ts';
import { nextOpen, workView } from '../assign/view.ts';
import { workReply } from '../assign/work-reply.ts';
import { loadQuestion } from '../host/load.ts';
import { answerOf, ownView } from '../host/view.ts';
import { WITH_HINT } from '../scoring.ts';
import { editSoon, step } from '../session/messages.ts';
import { readQuestionKey } from '../session/question-key.ts';
import { rearmed, refuseAnswer } from '../session/stages.ts';
import { isDone } from '../session/state.ts';
import { noteTaskAnswer } from '../session/task.ts';
import type { OwnView, WorkView } from '../session/view-data.ts';
import { defineVerb } from '../verb.ts';
import { cut } from '../views/parts.ts';

const LONGEST = 400;
/** The letter of an option on a button. */
const LETTER = /^[A-F]$/;
/** What an answer has before it is graded. */
const UNGRADED = { score: undefined, note: undefined, feedback: undefined, hints: 0 };

/** An answer, and the key of its question; the open one if left out. */
interface Given {
  readonly answer: Answer;
  readonly question?: string | undefined;
}

export default defineVerb({
  name: 'answer',
  order: 50,
  summary: 'Answer the open question; the last answer before time is up counts',
  text: 'answer',
  private: true,
  may: ['anyone'],
  does: 'answer',
  options: z.strictObject({
    answer: z
      .string()
      .max(450)
      .optional()
      .describe('a letter, or what the question asks for: a number, a formula, letters in order'),
    unknown: z.boolean().default(false).describe('"I do not know yet": costs nothing and brings the hint'),
  }),
  examples: [
    ['/quiz answer B', 'by its letter'],
    ['/quiz answer -3', 'a number'],
    ['/quiz answer b*(1 - t^2)', 'a formula'],
    ['/quiz answer --unknown', 'no idea yet, and the first step of the way'],
    ['/quiz answer s7Kq2mPa.3 B', 'what a button does: question 3 of this quiz'],
  ],
  refuse: refuseAnswer,
  /** Whoever answers takes part. Changing one's mind holds nobody up. */
  apply(state, { user, n, final = true }, now) {
    if (state.stage.at === 'task') return final ? noteTaskAnswer(state, { user, n }, now) : step(state);
    if (isDone(state, user) || (!final && state.answered.includes(user))) return step(state);
    const people = [...new Set([...state.people, user])];
    const answered = [...new Set([...state.answered, user])];
    const choosing = [...state.choosing.filter((one) => one !== user), ...(final ? [] : [user])];
    return editSoon(rearmed({ ...state, people, answered, choosing }, now), now);
  },
  read({ answer: typed = '', unknown }): Given {
    const [, first = '', behind = ''] = /^(\S*)\s*([\s\S]*)$/.exec(typed.trim()) ?? [];
    const question = readQuestionKey(first) === undefined ? undefined : first;
    const text = question === undefined ? typed.trim() : behind;
    return { answer: readAnswer(text, unknown, question !== undefined), question };
  },
  async perform({ answer, question: key }: Given, context) {
    const { options, grading, who, at } = context;
    const { quiz, n } = await context.question(key);
    context.check(quiz, n);
    const question = await loadQuestion(options.store, quiz, n);
    const given = meant(question, answer);
    checkKind(question, given);
    const grade = await grading.soon(question, given);
    const row = { n, user: who.user, at, answer: JSON.stringify(given) };
    const whole = await context.whole(await context.act(quiz, n, { answer: { ...row, grade } }));
    if (isTask(whole)) return workView(whole, who.user, options.clock.now(), nextOpen(whole, who.user, n), n);
    // Forgotten in between: there is nothing to show but what was given.
    return ownView(whole, n, answerOf(whole, n, who.user) ?? { ...UNGRADED, ...row });
  },
  reply: (result: OwnView | WorkView): Reply => ('marks' in result ? workReply(result) : noted(result)),
});

/** A capital letter behind the key of a question comes from a button; whatever people type is read by the grading. */
function readAnswer(text: string, unknown: boolean, keyed: boolean): Answer {
  if (unknown && text === '') return { kind: 'unknown' };
  if (unknown) {
    throw new UserError('This is an answer, and `--unknown` says that there is none.', {
      code: 'E_ANSWER_AND_UNKNOWN',
      hint: 'Give one of the two.',
    });
  }
  if (text === '') {
    throw new UserError('There is no answer.', {
      code: 'E_NO_ANSWER',
      hint: 'For example `/quiz answer B`, or `/quiz answer --unknown`.',
    });
  }
  if (keyed && LETTER.test(text)) return { kind: 'option', index: placeOf(text) ?? 0 };
  return { kind: 'text', text: text.slice(0, LONGEST) };
}

/** A letter is the option itself, typed or pressed. */
function meant(question: Question, answer: Answer): Answer {
  const index = answer.kind === 'text' ? optionMeant(question, answer.text) : undefined;
  return index === undefined ? answer : { kind: 'option', index };
}

/** @throws UserError for an option that there is not, and for text where none is asked for */
function checkKind({ options, typed }: Question, given: Answer): void {
  if (given.kind === 'option' && given.index >= options.length) {
    throw new UserError('There is no such option.', {
      code: 'E_UNKNOWN_CHOICE',
      hint: `The options are \`A\` to \`${letterOf(options.length - 1)}\`.`,
    });
  }
  if (given.kind === 'text' && typed === undefined) {
    throw new UserError('This question is answered with one of the buttons.', { code: 'E_ANSWERED_WITH_BUTTONS' });
  }
}

/** That an answer is kept; not a word of whether it is right. */
function noted({ own, hint, solo }: OwnView): Reply {
  const { answer, hints } = own;
  const nodes: ReplyNode[] = [];
  const change = solo ? '' : ' You can change it until time is up.';
  if (answer.kind === 'option') nodes.push(paragraph(say`Noted: ${letterOf(answer.index)}.${change}`));
  if (answer.kind === 'text') nodes.push(paragraph(say`Noted: ${code(cut(cleanLine(answer.text), 100))}.${change}`));
  if (answer.kind === 'unknown') {
    const still = solo ? '' : ', and you can still answer until time is up';
    nodes.push(paragraph(say`Noted: you don't know yet. That costs nothing${still}.`));
    if (hint !== undefined && hint.length > 0) nodes.push(paragraph(say`A first step:`), ...hint);
  } else if (hints > 0) nodes.push(paragraph(say`You took the hint, so a right answer is worth ${WITH_HINT}.`));
  return { nodes };
}
