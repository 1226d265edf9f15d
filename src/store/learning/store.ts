import type { CardStore } from './cards.ts';
import type { CourseStore } from './course.ts';
import type { DailyStore } from './daily.ts';

/** What is kept of what people learn over time. Every method is one transaction; times are ms since 1970. */
export interface LearningStore extends CardStore, CourseStore, DailyStore {
  /** Deletes all that is kept of what somebody learned; says whether there was anything. */
  forgetLearner(tenant: string, user: string): Promise<boolean>;
  /** Deletes what nobody has used since a time. */
  forgetOldLearning(before: number): Promise<void>;
}
