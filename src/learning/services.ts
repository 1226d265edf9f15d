import type { Requester } from '../command/requester.ts';
import type { Course } from './lessons/course.ts';

/** What is kept of what people learn over time. */
interface Learning {
  /** Deletes all of it that is about somebody. */
  forget(who: Requester): Promise<void>;
  readonly course: Course;
}

/** What the commands of learning need from the app. */
export interface LearningServices {
  readonly learning: Learning;
}
