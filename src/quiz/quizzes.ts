import type { Answer, Level } from '../questions/question.ts';
import type { Reply } from '../reply/document.ts';
import type { Place } from './transport.ts';

/** Who asks for something, where and when, as the platform's own message says: nothing is ever looked up. */
export interface Visitor extends Place {
  readonly user: string;
  /** The name to show on boards. */
  readonly name: string;
  /** May they manage the server or workspace? */
  readonly manages: boolean;
  /** The platform's own time of what they did. */
  readonly at: Date;
}

export interface StartOptions {
  readonly topic?: string | undefined;
  readonly level?: Level | undefined;
  readonly rounds: number;
  readonly seconds: number;
  readonly seed?: number | undefined;
}

/**
 * The quizzes of all groups. Every method answers the one who asked; what all are to see is shown through the
 * transport. Throws a UserError for what cannot be, which is said to the one who asked alone.
 */
export interface Quizzes {
  start(who: Visitor, options: StartOptions): Promise<Reply>;
  /** The host ends the lobby, or the pause after a reveal, before its time. */
  begin(who: Visitor): Promise<Reply>;
  join(who: Visitor): Promise<Reply>;
  /** @param question `session.n`, as the button says; the question that is open if left out */
  answer(who: Visitor, answer: Answer, question?: string): Promise<Reply>;
  hint(who: Visitor, question?: string): Promise<Reply>;
  /** What their own answer suggests, once it is revealed. */
  mine(who: Visitor, question?: string): Promise<Reply>;
  stop(who: Visitor): Promise<Reply>;
  resume(who: Visitor): Promise<Reply>;
  /** Takes over what a host does, 60 s after the host was last seen. */
  lead(who: Visitor): Promise<Reply>;
  status(who: Visitor): Promise<Reply>;
  scores(who: Visitor, season?: string): Promise<Reply>;
  report(who: Visitor): Promise<Reply>;
  export(who: Visitor, as: 'csv' | 'gift'): Promise<Reply>;
  import(who: Visitor, text: string, format?: 'yaml' | 'csv' | 'gift'): Promise<Reply>;
  forgetMe(who: Visitor): Promise<Reply>;
}
