import type { Requester } from '../command/requester.ts';
import type { Course } from './lessons/course.ts';

/** What is kept of what people learn over time. */
interface Learning {
  /** Deletes all of it that is about somebody; says whether there was anything. */
  forget(who: Pick<Requester, 'tenant' | 'user'>): Promise<boolean>;
  readonly course: Course;
}

/** What the commands of learning need from the app. */
export interface LearningServices {
  readonly learning: Learning;
}
