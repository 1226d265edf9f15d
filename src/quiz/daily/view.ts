import { FULL_SCORE } from '../../store/quiz-store.ts';
import { distributionOf } from '../host/distribution.ts';
import { questionOf, type Whole } from '../host/load.ts';
import { sessionView, shown } from '../host/view.ts';
import type { DailyRevealView, DailySettings, DailyView } from '../session/view-data.ts';
import { nextStreak, type Streak } from './streak.ts';

/** Everybody who has answered the question, forgotten people too. */
const given = ({ answers }: Whole) => answers.filter(({ at }) => at !== undefined);

/** A question of the day as everybody may see it. @throws Error for anything else */
export function dailyView(quiz: Whole, now: number, retired = false): DailyView {
  const open = !retired && quiz.state.stage.at === 'daily';
  return {
    ...sessionView(quiz, now),
    daily: dailyOf(quiz),
    question: shown(questionOf(quiz, 1), 1),
    open,
    count: given(quiz).length,
  };
}

/** The same with its answer. @throws Error if that is not to be shown yet */
export function dailyRevealView(quiz: Whole, now: number): DailyRevealView {
  if (quiz.state.revealed === 0) throw new Error(`the question of ${quiz.row.key} is not revealed`);
  const question = questionOf(quiz, 1);
  const view = sessionView(quiz, now);
  const answers = given(quiz);
  const best = new Set(answers.filter(({ score }) => score === FULL_SCORE).map(({ user }) => user));
  const daily = dailyOf(quiz);
  return {
    ...view,
    daily,
    question,
    count: answers.length,
    distribution: distributionOf(question, answers),
    right: best.size,
    named: daily.names ? view.people.filter(({ user }) => best.has(user)) : [],
    streak: streakAfter(quiz),
  };
}

/** The group's streak with this question, as far as it is answered. */
export const streakAfter = (quiz: Whole): Streak => {
  const { streak, date } = dailyOf(quiz);
  return nextStreak(streak, date, given(quiz).length);
};

/** @throws Error for a quiz or task */
export function dailyOf({ row, settings }: Whole): DailySettings {
  if (settings.daily === undefined) throw new Error(`${row.key} is no question of the day`);
  return settings.daily;
}
