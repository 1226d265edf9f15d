import type { CardStore } from './cards.ts';
import type { CourseStore } from './course.ts';
import type { DailyStore } from './daily.ts';

/** What is kept of what people learn over time. Every method is one transaction; times are ms since 1970. */
export interface LearningStore extends CardStore, CourseStore, DailyStore {
  /** Deletes all that is kept of what somebody learned; says whether there was anything. */
  forgetLearner(tenant: string, user: string): Promise<boolean>;
  /** How far somebody is in the course, and the lessons that they brought, as they are kept. */
  courseOf(
    tenant: string,
    user: string,
  ): Promise<{ readonly course?: string | undefined; readonly lessons: readonly BroughtLesson[] }>;
  /** Deletes what nobody has used since a time. */
  forgetOldLearning(before: number): Promise<void>;
}

interface BroughtLesson {
  readonly place: string;
  readonly name: string;
  readonly content: string;
}
