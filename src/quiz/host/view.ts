import { answerSchema, type Question } from '../../questions/question.ts';
import { type AnswerRow, FULL_SCORE } from '../../store/quiz-store.ts';
import { boardOf } from '../scoring.ts';
import { begun } from '../session/stages.ts';
import { allowedMs, dueOf, isDone, type Stage, type State } from '../session/state.ts';
import type {
  EndReason,
  KeptAnswer,
  OwnView,
  Person,
  QuestionView,
  RevealView,
  SessionView,
  ShownQuestion,
} from '../session/view-data.ts';
import { distributionOf } from './distribution.ts';
import { questionOf, type Whole } from './load.ts';

const FORGOTTEN = 'somebody';

/** A quiz as everybody may see it. */
export function sessionView(quiz: Whole, now: number): SessionView {
  const { row, state, settings, people, answers } = quiz;
  const { stage } = state;
  const names = new Map(people.map(({ user, name }) => [user, name]));
  const persons = (users: readonly string[]): Person[] =>
    users.map((user) => ({ user, name: names.get(user) ?? FORGOTTEN }));
  const joined = persons(state.people);
  return {
    session: row.key,
    startedAt: row.startedAt,
    settings: { ...settings, rounds: state.paces.length },
    phase: stage.at,
    n: state.n,
    revealed: state.revealed,
    solo: state.solo,
    hosts: persons(state.hosts),
    people: joined,
    answered: persons(state.answered.filter((user) => stage.at !== 'asking' || isDone(state, user))),
    skipped: state.skipped,
    deadline: deadlineOf(state, now),
    now,
    paused: stage.at === 'paused' ? stage.why : undefined,
    ended: endOf(stage),
    board: boardOf(joined, answers, state.revealed),
  };
}

/** The time of what is being sent begins when it is there, which is about now. None while a person is waited for. */
function deadlineOf(state: State, now: number): number | undefined {
  const { stage } = state;
  if (stage.at === 'paused') return undefined;
  if (stage.at === 'grace') return stage.deadline;
  return dueOf('shown' in stage && !stage.shown ? begun(state, now) : state);
}

const endOf = (stage: Stage): EndReason | undefined =>
  stage.at === 'ended' || stage.at === 'aborted' ? stage.why : undefined;

/** Without anything that tells the answer. */
export function shown(question: Question, n: number): ShownQuestion {
  const { type, level, prompt, options, several = false, picture, typed, hint } = question;
  return {
    n,
    type,
    level,
    prompt,
    options: options.map(({ text }) => text),
    several,
    pairs: typed?.kind === 'pairs' ? { left: typed.left, right: typed.right } : undefined,
    picture,
    typed: typed?.kind,
    ...(hint.length === 0 && { hintless: true }),
  };
}

/** The message of question `n`, which may be over by now. */
export function questionView(quiz: Whole, n: number, now: number, retired: boolean): QuestionView {
  const { state } = quiz;
  const open = !retired && state.n === n && state.stage.at === 'asking';
  return {
    ...sessionView(quiz, now),
    question: shown(questionOf(quiz, n), n),
    open,
    allowed: Math.round(allowedMs(state, n) / 1000),
    again: state.stage.at === 'asking' && state.n === n ? state.stage.again : undefined,
  };
}

/** @throws Error if the question is not revealed: nothing may tell the answer before */
export function revealView(quiz: Whole, n: number, now: number): RevealView {
  if (n > quiz.state.revealed) throw new Error(`question ${n} of quiz ${quiz.row.key} is not revealed`);
  const question = questionOf(quiz, n);
  const view = sessionView(quiz, now);
  const answers = quiz.answers.filter((answer) => answer.n === n && answer.at !== undefined);
  const best = new Set(answers.filter(({ score }) => score === FULL_SCORE).map(({ user }) => user));
  return {
    ...view,
    n,
    question,
    distribution: distributionOf(question, answers),
    right: view.people.filter(({ user }) => best.has(user)),
  };
}

/** The answer that somebody gave to question `n`; undefined where they only took a hint, or nothing. */
export const answerOf = ({ answers }: Whole, n: number, user: string): AnswerRow | undefined =>
  answers.find((row) => row.n === n && row.user === user && row.at !== undefined);

/** May somebody see what is right of a question? In a task only who has answered it. */
export function isShownTo({ stage, revealed }: State, n: number, user: string): boolean {
  if (stage.at !== 'task') return n <= revealed;
  return (revealed > 0 || stage.feedback === 'now') && (stage.done[user]?.includes(n) ?? false);
}

/** Has somebody begun to choose several options, without having said that these are all? */
const isChoosing = ({ stage, n: open, choosing }: State, n: number, user: string): boolean =>
  stage.at === 'task' ? !stage.done[user]?.includes(n) : n === open && choosing.includes(user);

/** What somebody answered, with its grade once the question is revealed. */
export function ownView(quiz: Whole, n: number, row: AnswerRow): OwnView {
  const question = questionOf(quiz, n);
  const revealed = isShownTo(quiz.state, n, row.user);
  const own = kept(row, revealed);
  return {
    session: quiz.row.key,
    n,
    solo: quiz.state.solo,
    ...(quiz.settings.daily !== undefined && { daily: true }),
    question: shown(question, n),
    choosing: !revealed && isChoosing(quiz.state, n, row.user),
    own,
    hint: own.answer.kind === 'unknown' ? question.hint : undefined,
    revealed: revealed ? question : undefined,
  };
}

function kept({ answer, hints, score, note, feedback }: AnswerRow, revealed: boolean): KeptAnswer {
  const graded = revealed && score !== undefined && note !== undefined && feedback !== undefined;
  return {
    answer: answerSchema.parse(JSON.parse(answer ?? '{"kind":"unknown"}')),
    hints,
    grade: graded ? { score: score / FULL_SCORE, note, feedback: JSON.parse(feedback) } : undefined,
  };
}
