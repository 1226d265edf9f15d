import { answerSchema } from '../../questions/question.ts';
import { FULL_SCORE } from '../../store/quiz-store.ts';
import { questionOf, type Whole } from '../host/load.ts';
import { answerOf, isShownTo, ownView, sessionView, shown } from '../host/view.ts';
import { worth } from '../scoring.ts';
import { isOver, roundsOf } from '../session/state.ts';
import type { TaskView, WorkView } from '../session/view-data.ts';

/** A task as everybody may see it. @throws Error for a quiz */
export function taskView(quiz: Whole, now: number): TaskView {
  const { task } = quiz.settings;
  if (task === undefined) throw new Error(`${quiz.row.key} is no task`);
  const rounds = roundsOf(quiz.state);
  const given = quiz.answers.filter(({ at, n, user }) => at !== undefined && isDone(quiz, n, user));
  const counts = [...Map.groupBy(given, ({ user }) => user).values()];
  return {
    ...sessionView(quiz, now),
    task,
    begun: counts.length,
    finished: counts.filter(({ length }) => length >= rounds).length,
    late: counts.filter((rows) => rows.some(({ at = 0 }) => at > task.end)).length,
  };
}

/** Of options that are still being chosen it is not known yet whether these are all. */
function isDone({ state: { stage } }: Whole, n: number, user: string): boolean {
  return stage.at !== 'task' || (stage.done[user]?.includes(n) ?? false);
}

/**
 * A task as one person works on it.
 *
 * @param asked the question that is asked now, if any
 * @param noted the question that they have just answered
 */
export function workView(quiz: Whole, user: string, now: number, asked?: number, noted?: number): WorkView {
  const view = taskView(quiz, now);
  const { state } = quiz;
  const rowOf = (n: number) => answerOf(quiz, n, user);
  const ownOf = (n: number | undefined) => {
    const row = n === undefined ? undefined : rowOf(n);
    return row && ownView(quiz, row.n, row);
  };
  const numbers = Array.from({ length: roundsOf(state) }, (_, i) => i + 1);
  const isAfter = state.revealed > 0;
  const rows = numbers.flatMap((n) => rowOf(n) ?? []);
  const markOf = (n: number): WorkView['marks'][number] => {
    const row = rowOf(n);
    if (row?.answer === undefined || !isDone(quiz, n, user)) return 'open';
    if (answerSchema.parse(JSON.parse(row.answer)).kind === 'unknown') return 'unknown';
    if (!isShownTo(state, n, user) || row.score === undefined) return 'given';
    return row.score === FULL_SCORE ? 'right' : row.score > 0 ? 'partly' : 'wrong';
  };
  return {
    ...view,
    marks: numbers.map(markOf),
    points: isAfter ? rows.reduce((sum, row) => sum + worth(row), 0) / FULL_SCORE : undefined,
    isLate: rows.some(({ at = 0 }) => at > view.task.end),
    noted: ownOf(noted),
    asked: asked === undefined ? undefined : shown(questionOf(quiz, asked), asked),
    own: ownOf(asked),
  };
}

/** The next question that somebody has not answered, behind one; undefined where there is none, or nothing is taken. */
export function nextOpen(quiz: Whole, user: string, behind = 0): number | undefined {
  const { state } = quiz;
  if (isOver(state) || state.stage.at !== 'task') return undefined;
  const rounds = roundsOf(state);
  const done = state.stage.done[user] ?? [];
  const order = Array.from({ length: rounds }, (_, i) => ((behind + i) % rounds) + 1);
  return order.find((n) => !done.includes(n));
}
