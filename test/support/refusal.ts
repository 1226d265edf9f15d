import { UserError } from '../../src/errors.ts';
import { errorReply } from '../../src/reply/error-reply.ts';
import { toText } from '../../src/reply/text.ts';

/** What a person reads when this is refused, as plain text. Anything but a refusal is thrown on. */
export function refusal(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof UserError) return toText(errorReply(error));
    throw error;
  }
  throw new Error('nothing was refused');
}
