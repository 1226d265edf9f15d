import type { Graded } from '../reply/asked.ts';

/** Who asks for something, where and when, as the platform's own message says: nothing is ever looked up. */
export interface Requester {
  /** The server or workspace behind the platform's name, `discord:123`: ids of two platforms never collide. */
  readonly tenant: string;
  readonly channel: string;
  /** Whose questions are asked there, where a channel has none of its own: its bank is called by this. */
  readonly bank?: string | undefined;
  readonly user: string;
  /** The name to show to others. */
  readonly name: string;
  /** May they manage the server or workspace? */
  readonly manages: boolean;
  /** The platform's own time of what they did. */
  readonly at: Date;
}

/** Services that keep what the answers of a person say about what they have learned. */
export interface GradeKeeper {
  /**
   * @param graded what a reply to them graded; of a key, only the first time counts
   * @param at when they answered, in ms since 1970; now if left out
   */
  keepGrades(graded: readonly Graded[], who: Pick<Requester, 'tenant' | 'user'>, at?: number): Promise<void>;
}
