import type { Requester } from '../command/requester.ts';
import type { Reply } from '../reply/document.ts';
import type { Verb } from './verb.ts';

/** The quizzes of all groups. */
export interface Quizzes {
  /**
   * Does what a verb says, and answers the one who asked; what all are to see is shown through the transport.
   *
   * @throws UserError for what cannot be, which is said to the one who asked alone
   */
  perform<Request, Result>(verb: Verb<Request, Result>, request: Request, who: Requester): Promise<Reply>;
}

/** What the commands of quizzes need from the app. */
export interface QuizServices {
  readonly quizzes: Quizzes;
}
