import type { GradeKeeper, Requester } from '../../command/requester.ts';
import type { ReadQuestions } from '../../questions/formats/formats.ts';
import type { Wanted } from '../../questions/make.ts';
import type { Answer, Grade, Question } from '../../questions/question.ts';
import type { BankStore } from '../../store/bank-store.ts';
import type { QuizStore } from '../../store/quiz-store.ts';
import type { Bus } from '../../store/shared/bus.ts';
import type { QuizViews } from '../session/view-data.ts';
import type { PictureDrawer, Transport } from '../transport.ts';
import type { Clock } from './clock.ts';

/** What the quizzes depend on. */
export interface QuizzesOptions {
  readonly store: QuizStore;
  /** The questions that people brought. */
  readonly bank: BankStore;
  /** Makes a question, outside of the main process. @throws UserError for what does not exist */
  readonly make: (wanted: Wanted) => Promise<Question>;
  /** Grades an answer, outside of the main process. @throws UserError for what cannot be read */
  readonly grade: (question: Question, answer: Answer) => Promise<Grade>;
  /** The steps of a formula as questions, outside of the main process. @throws UserError for what cannot be read */
  readonly stepQuestions: (formula: string) => Promise<Question[]>;
  readonly readQuestions: ReadQuestions;
  /** Is handed what answers say of those who gave them once they are revealed: at least once each, by a key. */
  readonly keepGrades?: GradeKeeper['keepGrades'] | undefined;
  /** Deletes what else nobody has used since a time; called every hour. */
  readonly cleanElsewhere?: ((before: number) => Promise<void>) | undefined;
  /** Forgets what else is kept of somebody; says whether there was anything. With `as`, what they brought stays under this name. */
  readonly forgetElsewhere?: ((who: Requester, as?: string) => Promise<boolean>) | undefined;
  /** By which processes with the same store tell each other. */
  readonly bus?: Bus | undefined;
  readonly views: QuizViews;
  readonly draw: PictureDrawer;
  /** By the platform's name, the first part of a tenant. */
  readonly transports: ReadonlyMap<string, PlatformOfQuizzes>;
  readonly clock: Clock;
  /** Uniform in [0, 1): for keys and seeds. */
  readonly random: () => number;
  /** Is told what went wrong on our side. */
  readonly onError: (error: unknown) => void;
}

export interface PlatformOfQuizzes {
  readonly transport: Transport;
  /** One player at a time, as in a terminal: no lobby, no waiting for others. */
  readonly solo: boolean;
}
