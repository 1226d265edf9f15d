import { type AnswerRow, FULL_SCORE, HINT_COST } from '../store/quiz-store.ts';
import type { BoardRow, Person } from './session/view-data.ts';

interface Standing extends Person {
  /** In hundredths. */
  readonly points: number;
  readonly answered: number;
  readonly right: number;
}

/** What a hint costs, in points, of which a right answer is worth one. */
export const HINT_POINTS = HINT_COST / FULL_SCORE;
/** What a right answer is worth with the hint, in points. */
export const WITH_HINT = 1 - HINT_POINTS;

/** What an answer with a score in [0, 1] is worth in points, after hints. */
export const pointsOf = (score: number, hints: number): number => Math.max(0, score - HINT_POINTS * hints);

/** What an answer is worth in hundredths, after hints: never less than nothing. */
export const worth = ({ score = 0, hints }: Pick<AnswerRow, 'score' | 'hints'>): number =>
  Math.max(0, score - HINT_COST * hints);

/** Best first; those with the same points share a rank, and stand in order of their names. */
export function ranked(standings: readonly Standing[]): BoardRow[] {
  const sorted = standings.toSorted((a, b) => b.points - a.points || a.name.localeCompare(b.name, 'en'));
  return sorted.map(({ points, ...row }) => ({
    ...row,
    rank: 1 + sorted.filter((other) => other.points > points).length,
    points: points / FULL_SCORE,
  }));
}

/** The board of one quiz, always reckoned from the answers: of questions up to `revealed`. */
export function boardOf(people: readonly Person[], answers: readonly AnswerRow[], revealed: number): BoardRow[] {
  const counting = answers.filter(({ n, at }) => n <= revealed && at !== undefined);
  return ranked(
    people.map(({ user, name }) => {
      const own = counting.filter((answer) => answer.user === user);
      return {
        user,
        name,
        points: own.reduce((sum, answer) => sum + worth(answer), 0),
        answered: own.length,
        right: own.filter(({ score }) => score === FULL_SCORE).length,
      };
    }),
  );
}
