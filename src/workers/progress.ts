import type { Reply } from '../reply/document.ts';

/** Replies on the way to the answer are sent on at most this often. */
const EVERY_MS = 1000;

/**
 * The last reply that a command yields; those before it are progress, and are sent on as they come.
 *
 * @param now a clock in ms
 * @throws Error for a command that yields nothing
 */
export async function lastOf(
  replies: Generator<Reply, void>,
  send: (progress: Reply) => void,
  now = (): number => performance.now(),
): Promise<Reply> {
  let last: Reply | undefined;
  let sent = now();
  for (const reply of replies) {
    if (last !== undefined && now() - sent >= EVERY_MS) {
      sent = now();
      send(last);
      // Lets the message leave before the work goes on.
      await new Promise((resolve) => setImmediate(resolve));
    }
    last = reply;
  }
  if (last === undefined) throw new Error('the command answered nothing');
  return last;
}
