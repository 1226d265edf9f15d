import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { letterOf, lettersOf, optionMeant, optionsMeant, placeOf } from '../../questions/letters.ts';
import { cleanLine } from '../../questions/markup.ts';
import { type Answer, answerSchema, type Question } from '../../questions/question.ts';
import { buttons, code, paragraph, say } from '../../reply/build.ts';
import type { Reply, ReplyNode } from '../../reply/document.ts';
import type { AnswerRow } from '../../store/quiz-store.ts';
import { isTask } from '../assign/tasks.ts';
import { nextOpen, workView } from '../assign/view.ts';
import { workReply } from '../assign/work-reply.ts';
import type { VerbContext } from '../host/context.ts';
import { type Loaded, loadQuestion, type Whole } from '../host/load.ts';
import { answerOf, ownView } from '../host/view.ts';
import { WITH_HINT } from '../scoring.ts';
import { dailyAnswered } from '../session/daily.ts';
import { editSoon, step } from '../session/messages.ts';
import { questionKey, readQuestionKey } from '../session/question-key.ts';
import { rearmed, refuseAnswer } from '../session/stages.ts';
import { isDone } from '../session/state.ts';
import { noteTaskAnswer } from '../session/task.ts';
import type { OwnView, WorkView } from '../session/view-data.ts';
import { defineVerb } from '../verb.ts';
import { chosenLines, doneButton, TOGGLE_SIGN } from '../views/answering.ts';
import { cut } from '../views/parts.ts';
import { TYPED } from '../views/question.ts';

const LONGEST = 400;
/** The letter of an option on a button. */
const LETTER = /^[A-H]$/;
/** The same where several are chosen: a press takes it up, another takes it back. */
const TOGGLE = new RegExp(`^${TOGGLE_SIGN}([A-H])$`);
/** What an answer has before it is graded. */
const UNGRADED = { score: undefined, note: undefined, feedback: undefined, hints: 0 };

/** What is given as an answer: one as it is kept, an option to take up or to put back, or that what is chosen is all. */
type Given = Answer | { readonly kind: 'toggle'; readonly index: number } | { readonly kind: 'done' };

/** An answer, and the key of its question; the open one if left out. */
interface Asked {
  readonly answer: Given;
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
    ['/quiz answer AC', 'where all right options are to be chosen'],
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
    const next = { ...state, people, answered, choosing };
    return state.stage.at === 'daily' ? dailyAnswered(next, final, now) : editSoon(rearmed(next, now), now);
  },
  read({ answer: typed = '', unknown }): Asked {
    const [, first = '', behind = ''] = /^(\S*)\s*([\s\S]*)$/.exec(typed.trim()) ?? [];
    const question = readQuestionKey(first) === undefined ? undefined : first;
    const text = question === undefined ? typed.trim() : behind;
    return { answer: readAnswer(text, unknown, question !== undefined), question };
  },
  async perform({ answer: given, question: key }: Asked, context) {
    const { options, grading, who, at } = context;
    const { quiz, n } = await context.question(key);
    context.check(quiz, n);
    const question = await loadQuestion(options.store, quiz, n);
    if (given.kind === 'toggle' || given.kind === 'done') {
      const chosen = await choose(given, question, quiz, n, context);
      if (isTask(chosen)) {
        // Until it is said to be all, it is the question that goes on.
        return given.kind === 'done' ? worked(chosen, n, context) : workView(chosen, who.user, options.clock.now(), n);
      }
      return ownView(
        chosen,
        n,
        answerOf(chosen, n, who.user) ?? { ...UNGRADED, n, user: who.user, at, answer: undefined },
      );
    }
    const { answer, grade } = await withLines(questionKey(quiz.row.key, n), question, given, async () => {
      const answer = meant(question, given);
      checkKind(question, answer);
      return { answer, grade: await grading.soon(question, answer) };
    });
    const row = { n, user: who.user, at, answer: JSON.stringify(answer) };
    const whole = await context.whole(await context.act(quiz, n, { answer: { ...row, grade } }));
    if (isTask(whole)) return worked(whole, n, context);
    // Forgotten in between: there is nothing to show but what was given.
    return ownView(whole, n, answerOf(whole, n, who.user) ?? { ...UNGRADED, ...row });
  },
  reply: (result: OwnView | WorkView): Reply => ('marks' in result ? workReply(result) : noted(result)),
});

/** A task goes on with the next question that is open to them. */
const worked = (whole: Whole, n: number, { who, options }: VerbContext): WorkView =>
  workView(whole, who.user, options.clock.now(), nextOpen(whole, who.user, n), n);

/** A capital letter behind the key of a question comes from a button; whatever people type is read by the grading. */
function readAnswer(text: string, unknown: boolean, keyed: boolean): Given {
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
  if (keyed && text === TOGGLE_SIGN) return { kind: 'done' };
  const [, toggled] = keyed ? (TOGGLE.exec(text) ?? []) : [];
  if (toggled !== undefined) return { kind: 'toggle', index: placeOf(toggled) ?? 0 };
  if (keyed && LETTER.test(text)) return { kind: 'option', index: placeOf(text) ?? 0 };
  return { kind: 'text', text: text.slice(0, LONGEST) };
}

/** A letter is the option itself, typed or pressed. @throws UserError for a letter that may be something else */
function meant(question: Question, answer: Answer): Answer {
  if (question.several && answer.kind === 'option') return { kind: 'options', indices: [answer.index] };
  if (answer.kind !== 'text') return answer;
  if (question.several) {
    const indices = optionsMeant(question, answer.text);
    return indices === undefined ? answer : { kind: 'options', indices };
  }
  const index = optionMeant(question, answer.text);
  return index === undefined ? answer : { kind: 'option', index };
}

/**
 * Where an answer may mean one thing or another, a button asks back with each; what cannot be read stands in a form, to
 * be put right.
 */
async function withLines<T>(key: string, { typed }: Question, given: Answer, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.choices.length === 0) {
      if (given.kind !== 'text' || typed === undefined || error.again !== undefined) throw error;
      const input = TYPED[typed.kind];
      const form = { label: 'Change my answer', command: `/quiz answer ${key}`, input, long: false };
      throw error.with({ again: { ...form, filled: given.text } });
    }
    throw error.with({ choices: [], remedies: error.choices.map((text) => `/quiz answer ${key} ${text}`) });
  }
}

/** @throws UserError for an option that there is not, and for text where none is asked for */
function checkKind({ options, typed, several }: Question, answer: Answer): void {
  const last = letterOf(options.length - 1);
  const chosen = answer.kind === 'option' ? [answer.index] : answer.kind === 'options' ? answer.indices : [];
  if (chosen.some((index) => index >= options.length)) {
    throw new UserError('There is no such option.', {
      code: 'E_UNKNOWN_CHOICE',
      hint: options.length > 0 ? `The options are \`A\` to \`${last}\`.` : 'This question wants a typed answer.',
    });
  }
  if (answer.kind !== 'text' || typed !== undefined) return;
  throw new UserError(
    several
      ? 'This question is answered with the letters of all that are right.'
      : 'This question is answered with one of the buttons.',
    {
      code: 'E_ANSWERED_WITH_BUTTONS',
      hint: several ? 'Press them, or type them together, as in `AC`.' : `Or type a letter from \`A\` to \`${last}\`.`,
    },
  );
}

/** One of several options is taken up or put back, or what is chosen is said to be all. It is graded before the reveal. */
async function choose(
  given: Exclude<Given, Answer>,
  question: Question,
  quiz: Loaded,
  n: number,
  context: VerbContext,
): Promise<Whole> {
  const { options, who, at, grading } = context;
  if (!question.several) throw new UserError('This question has one right option.', { code: 'E_ONE_OPTION' });
  if (given.kind === 'toggle') checkKind(question, { kind: 'option', index: given.index });
  const find = async (): Promise<AnswerRow | undefined> =>
    (await options.store.answers(quiz.row.key)).find((row) => row.n === n && row.user === who.user);
  const toggled = async () => {
    const before = await find();
    const chosen = chosenIn(before);
    if (given.kind === 'done') {
      if (!isTask(quiz)) return {};
      // Nobody reveals a question of a task: it is graded now.
      const answer: Answer = { kind: 'options', indices: [...chosen] };
      const kept = { n, user: who.user, at: Math.max(at, before?.at ?? at), answer: JSON.stringify(answer) };
      return { answer: { ...kept, grade: await grading.soon(question, answer) } };
    }
    const indices = chosen.includes(given.index)
      ? chosen.filter((index) => index !== given.index)
      : [...chosen, given.index].sort((a, b) => a - b);
    const answer: Answer = { kind: 'options', indices };
    // A press that comes late turns what was chosen since, too.
    const time = Math.max(at, before?.at ?? at);
    return { answer: { n, user: who.user, at: time, answer: JSON.stringify(answer), grade: undefined } };
  };
  if (given.kind === 'done' && chosenIn(await find()).length === 0) {
    throw new UserError('You have chosen nothing yet.', {
      code: 'E_NO_ANSWER',
      hint: 'Press the letter of each option that is right.',
    });
  }
  return context.whole(await context.act(quiz, n, toggled, { final: given.kind === 'done' }));
}

function chosenIn(row: AnswerRow | undefined): readonly number[] {
  const answer = row?.answer === undefined ? undefined : answerSchema.parse(JSON.parse(row.answer));
  return answer?.kind === 'options' ? answer.indices : [];
}

/** That an answer is kept; not a word of whether it is right. */
function noted(view: OwnView): Reply {
  const { own, hint, solo } = view;
  const { answer, hints } = own;
  const nodes: ReplyNode[] = [];
  const change = solo ? '' : ' You can change it until time is up.';
  if (answer.kind === 'option') nodes.push(paragraph(say`Noted: ${letterOf(answer.index)}.${change}`));
  if (answer.kind === 'options') nodes.push(...chosenNodes(view, answer.indices, change));
  if (answer.kind === 'text') nodes.push(paragraph(say`Noted: ${code(cut(cleanLine(answer.text), 100))}.${change}`));
  if (answer.kind === 'unknown') {
    const still = solo ? '' : ', and you can still answer until time is up';
    nodes.push(paragraph(say`Noted: you don't know yet. That costs nothing${still}.`));
    if (hint !== undefined && hint.length > 0) nodes.push(paragraph(say`A first step:`), ...hint);
  } else if (hints > 0) nodes.push(paragraph(say`You took the hint, so a right answer is worth ${WITH_HINT}.`));
  return { nodes, chosen: chosenLines(view) };
}

function chosenNodes({ session, n, choosing }: OwnView, indices: readonly number[], change: string): ReplyNode[] {
  if (indices.length === 0) return [paragraph(say`You have chosen nothing now.`)];
  if (!choosing) return [paragraph(say`Noted: ${lettersOf(indices)}.${change}`)];
  return [
    paragraph(say`Chosen so far: ${lettersOf(indices)}. Press a letter again to take it back.`),
    buttons(doneButton(questionKey(session, n))),
  ];
}
