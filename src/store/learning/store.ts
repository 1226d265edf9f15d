import type { CardStore } from './cards.ts';
import type { CourseStore } from './course.ts';
import type { DailyStore } from './daily.ts';

/** What is kept of what people learn over time. Every method is one transaction; times are ms since 1970. */
export interface LearningStore extends CardStore, CourseStore, DailyStore {
  /**
   * Deletes all that is kept of what somebody learned; says whether there was anything. With `as`, the lessons that they
   * brought stay under this name.
   */
  forgetLearner(tenant: string, user: string, as?: string): Promise<boolean>;
  /** How far somebody is in the course, the lessons that they brought, and where they turned on the question of the day. */
  courseOf(tenant: string, user: string): Promise<CourseRow>;
  /** Deletes what nobody has used since a time. */
  forgetOldLearning(before: number): Promise<void>;
}

/** As it is kept; what is JSON is text. */
interface CourseRow {
  readonly course?: string | undefined;
  readonly lessons: readonly { readonly place: string; readonly name: string; readonly content: string }[];
  readonly dailies: readonly { readonly channel: string; readonly settings: string }[];
}
