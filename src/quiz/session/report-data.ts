import type { Answer, Question } from '../../questions/question.ts';
import type { Distribution } from './view-data.ts';

/** What a group got wrong in one quiz, as counts: forgotten people's answers are among them. */
export interface ReportView {
  readonly session: string;
  readonly startedAt: number;
  readonly people: number;
  /** Of all questions, the most frequent first; without `right`, `unknown` and `other`. */
  readonly misconceptions: readonly { readonly note: string; readonly answers: number; readonly people: number }[];
  readonly questions: readonly (AskedQuestion & {
    readonly answers: number;
    readonly right: number;
    readonly hints: number;
    readonly notes: readonly { readonly note: string; readonly count: number }[];
    readonly distribution: Distribution;
  })[];
}

/** A question of a quiz; no answer counts to one that the host skipped. */
export interface AskedQuestion {
  readonly n: number;
  readonly question: Question;
  readonly skipped?: boolean;
}

/** For the host alone: who got which question right. */
export interface PeopleView {
  readonly session: string;
  readonly startedAt: number;
  readonly questions: readonly AskedQuestion[];
  /** Best first. */
  readonly people: readonly {
    readonly name: string;
    readonly points: number;
    readonly late: boolean;
    /** By question; undefined where there is no answer. */
    readonly answers: readonly (
      | { readonly points: number; readonly right: boolean; readonly unknown: boolean; readonly late: boolean }
      | undefined
    )[];
  }[];
}

/** What became of each misconception over the quizzes and tasks of a season. */
export interface SeasonReportView {
  readonly season: string;
  readonly sessions: number;
  readonly misconceptions: readonly {
    readonly name: string;
    /** When it was met first, and when it could be met last: of so many answers to questions in which it can show. */
    readonly first: Met;
    readonly last: Met;
  }[];
}

export interface Met {
  readonly at: number;
  readonly count: number;
  readonly answers: number;
}

/** All that may be exported about one quiz: questions that are revealed, and the answers to them. */
export interface ExportView {
  readonly session: string;
  readonly kind: 'quiz' | 'task';
  readonly startedAt: number;
  readonly questions: readonly AskedQuestion[];
  /** By question, then by name. A person who asked to be forgotten has neither a name nor an answer, only a score. */
  readonly answers: readonly {
    readonly n: number;
    readonly name: string;
    readonly answer: Answer | undefined;
    readonly score: number;
    readonly hints: number;
    readonly points: number;
    readonly note: string;
    readonly at: number;
    /** Of a task: did it come after the end? */
    readonly late?: boolean | undefined;
  }[];
}
