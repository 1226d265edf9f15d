import { gradedOf } from '../../questions/grading/graded.ts';
import type { Graded } from '../../reply/asked.ts';
import { type AnswerRow, FULL_SCORE } from '../../store/quiz-store.ts';
import type { Effect } from '../session/effects.ts';
import { questionKey } from '../session/question-key.ts';
import { questionOf, type Whole } from './load.ts';
import type { QuizzesOptions } from './options.ts';

type Keep = Extract<Effect, { kind: 'keep' }>;

/** An answer that was given and graded by somebody who is not forgotten. */
type Given = AnswerRow & { readonly at: number; readonly score: number; readonly note: string };

/** Hands over what the answers to a question that is revealed say of those who gave them. */
export async function handOver({ keepGrades }: QuizzesOptions, quiz: Whole, effect: Keep): Promise<void> {
  if (keepGrades === undefined) return;
  const { tenant } = quiz.row;
  for (const row of quiz.answers) {
    if (!isGiven(row) || !isMeant(row, quiz, effect)) continue;
    await keepGrades([gradedIn(quiz, row, effect.opened)], { tenant, user: row.user }, row.at);
  }
}

const isGiven = (row: AnswerRow): row is Given =>
  row.at !== undefined && row.answer !== undefined && row.score !== undefined && row.note !== undefined;

const isMeant = ({ n, user }: Given, { state }: Whole, effect: Keep): boolean =>
  (effect.n === undefined || n === effect.n) &&
  (effect.user === undefined ? n <= state.revealed : user === effect.user) &&
  !state.skipped.includes(n);

function gradedIn(quiz: Whole, { n, at, score, note, hints }: Given, opened: number | undefined): Graded {
  const seconds = opened === undefined || at < opened ? undefined : (at - opened) / 1000;
  return gradedOf(
    questionOf(quiz, n),
    { score: score / FULL_SCORE, note },
    { key: questionKey(quiz.row.key, n), ...(hints > 0 && { hint: true }), ...(seconds !== undefined && { seconds }) },
  );
}
