import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Reply } from '../../reply/document.ts';
import { buttonIds } from '../conversation/button-ids.ts';
import { MAX_CUSTOM_ID } from './limits.ts';
import type { Extras } from './parts.ts';
import { type Message, render, renderText } from './render.ts';
import { isRefusedContent } from './rest/errors.ts';

/** What a reply is made into a message with. */
export interface ComposeOptions {
  readonly dispatcher: Dispatcher;
  /** Is told of what went wrong and was worked around. */
  readonly onError: (error: unknown) => void;
}

/** A reply as a message, with ids for its buttons. */
export async function compose(
  reply: Reply,
  { dispatcher, onError }: ComposeOptions,
  { pictures = new Map(), cancelId }: Partial<Omit<Extras, 'buttonIds'>> = {},
): Promise<Message> {
  const ids = await buttonIds(dispatcher, reply, () => MAX_CUSTOM_ID, onError);
  return render(reply, { pictures, buttonIds: ids, cancelId });
}

/**
 * Sends a reply as a message, and its text alone where Discord refuses what is in the message.
 *
 * @throws what `send` throws for any other reason, or for the text as well
 */
export async function sendOrText<T>(
  reply: Reply,
  send: (message: Message) => Promise<T>,
  options: ComposeOptions,
  extras: Parameters<typeof compose>[2] = {},
): Promise<T> {
  const message = await compose(reply, options, extras);
  try {
    return await send(message);
  } catch (error) {
    if (!isRefusedContent(error)) throw error;
    options.onError(error);
    return send(renderText(reply));
  }
}
