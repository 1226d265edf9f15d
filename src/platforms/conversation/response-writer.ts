import type { Answer } from '../../dispatch/bot.ts';
import type { Sending } from '../../dispatch/open-answers.ts';
import type { UserError } from '../../errors.ts';
import type { Reply } from '../../reply/document.ts';

/** Who sees a message. */
export type Audience = 'everybody' | 'asker';

/** Writes the response to one request: what a platform has to offer for {@link Conversation}. */
export interface ResponseWriter {
  /**
   * Says that an answer will come.
   *
   * @throws Error when it is too late for that
   */
  acknowledge(audience: Audience): Promise<void>;
  /**
   * Says something to the asker alone in place of an acknowledgement: there will be no answer.
   *
   * @throws Error when it is too late for that
   */
  decline(reply: Reply): Promise<void>;
  /**
   * Shows how far the work has come, with a button that cancels the job; in place of what was shown before. May leave
   * it out where the audience cannot be kept or the platform is busy.
   */
  showProgress(reply: Reply, jobId: string, audience: Audience): Promise<void>;
  /**
   * Shows an answer in place of the progress. What everybody sees already is taken back when it is for the asker.
   *
   * @throws Error when the platform does not take it
   */
  show(answer: Answer, audience: Audience, sending?: Sending): Promise<void>;
  /**
   * Of a form: shows what has to be changed in it while it is still open, and gives nothing; else what is to be shown in
   * its place, with a way back into the form.
   *
   * @param error what the person got wrong; undefined where it can be sent off again as it is
   */
  refuse?(reply: Reply, error: UserError | undefined): Promise<Reply | undefined>;
  /** Who sees what is shown so far. */
  readonly audience: Audience;
  /** Can nothing more be said to the asker alone? */
  readonly expired: boolean;
  /** How another process can respond to the same request: a secret, which changes with what is shown. */
  readonly address: string;
  /** What something can be said to the asker with later on, and since when it is valid, in ms since 1970. */
  readonly followUp: { readonly token: string; readonly issuedAt: number } | undefined;
}
