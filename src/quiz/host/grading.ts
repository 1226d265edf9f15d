import { UserError } from '../../errors.ts';
import { type Answer, answerSchema, type Grade, type Question } from '../../questions/question.ts';
import { errorReply } from '../../reply/error-reply.ts';
import { type AnswerRow, FULL_SCORE, type GradeRow, type QuizStore } from '../../store/quiz-store.ts';
import { type Loaded, loadQuestions } from './load.ts';
import type { QuizzesOptions } from './options.ts';

/** The timeout of grading when an answer comes; one that is not graded by then is graded before the reveal. */
const FIRST_TIMEOUT_MS = 1_000;
/** The timeout of one attempt to grade before the reveal. */
const RETRY_TIMEOUT_MS = 5_000;
/** How long the reveal waits for what cannot be graded; after that it counts for nothing. */
export const GRADING_MAX_MS = 15_000;

type Graded = Omit<GradeRow, 'n' | 'user' | 'answer'>;

export interface Grading {
  /** The grade of an answer that just came; undefined if it takes too long. @throws UserError for what cannot be read */
  soon(question: Question, answer: Answer): Promise<Graded | undefined>;
  /** The grades of answers that have none yet, as far as they can be had now. */
  missing(question: Question, answers: readonly AnswerRow[]): Promise<readonly GradeRow[]>;
}

export function createGrading({ grade, clock, onError }: QuizzesOptions): Grading {
  const within = (work: Promise<Graded>, ms: number): Promise<Graded | undefined> =>
    Promise.race([work, clock.sleep(ms).then(() => undefined)]);

  const attempt = async (question: Question, answer: Answer): Promise<Graded | undefined> => {
    try {
      return await within(grade(question, answer).then(toGraded), RETRY_TIMEOUT_MS);
    } catch (error) {
      if (error instanceof UserError) return unreadable(error);
      onError(error);
      return undefined;
    }
  };

  return {
    async soon(question, answer) {
      const work = grade(question, answer).then(toGraded);
      // Nobody listens to it any more when it is late.
      work.catch(() => {});
      try {
        return await within(work, FIRST_TIMEOUT_MS);
      } catch (error) {
        if (error instanceof UserError) throw error;
        onError(error);
        return undefined;
      }
    },
    async missing(question, answers) {
      const grades = answers.map(async ({ n, user, answer = '' }): Promise<GradeRow[]> => {
        const graded = await attempt(question, answerSchema.parse(JSON.parse(answer)));
        return graded === undefined ? [] : [{ n, user, answer, ...graded }];
      });
      return (await Promise.all(grades)).flat();
    },
  };
}

const toGraded = ({ score, note, feedback }: Grade): Graded => ({
  score: Math.round(score * FULL_SCORE),
  note,
  feedback: JSON.stringify(feedback),
});

/** It was noted before it could be read, and nobody can be asked any more. */
const unreadable = (error: UserError): Graded => ({
  score: 0,
  note: 'other',
  feedback: JSON.stringify(errorReply(error).nodes),
});

/** Answers to question `n` that are not graded yet. */
const ungraded = (answers: readonly AnswerRow[], n: number): AnswerRow[] =>
  answers.filter((row) => row.n === n && row.answer !== undefined && row.score === undefined);

/** Of the question that was asked last, or all of a task: how many answers have no grade yet, and grades as far as they can be had. */
export async function missingGrades(
  store: QuizStore,
  grading: Pick<Grading, 'missing'>,
  { row, state }: Loaded,
): Promise<{ readonly missing: number; readonly grades: readonly GradeRow[] }> {
  const questions = await loadQuestions(store, row.key);
  const answers = await store.answers(row.key);
  const open = questions.flatMap((question, i) => {
    const rows = state.stage.at === 'task' || i + 1 === state.n ? ungraded(answers, i + 1) : [];
    return rows.length === 0 ? [] : [{ question, rows }];
  });
  const grades = await Promise.all(open.map(({ question, rows }) => grading.missing(question, rows)));
  return { missing: open.reduce((sum, { rows }) => sum + rows.length, 0), grades: grades.flat() };
}
