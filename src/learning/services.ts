import type { Requester } from '../command/requester.ts';
import type { Reply } from '../reply/document.ts';
import type { Course } from './lessons/course.ts';
import type { MeRequest } from './me/me.ts';
import type { ReviewLine } from './reviews/line.ts';

/** What is kept of what people learn over time. */
interface Learning {
  /** Deletes all of it that is about somebody; says whether there was anything. With `as`, their lessons stay under this name. */
  forget(who: Pick<Requester, 'tenant' | 'user'>, as?: string): Promise<boolean>;
  /** A question of a review, or what an answer to it was worth. @throws UserError */
  review(line: ReviewLine, who: Pick<Requester, 'tenant' | 'user'>): Promise<Reply>;
  /** What somebody can do; all that is kept of them as a file, or its end. */
  me(request: MeRequest, who: Requester): Promise<Reply>;
  readonly course: Course;
}

/** What the commands of learning need from the app. */
export interface LearningServices {
  readonly learning: Learning;
}
