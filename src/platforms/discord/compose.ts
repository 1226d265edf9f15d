import type { Desk } from '../../dispatch/dispatcher.ts';
import type { Reply } from '../../reply/document.ts';
import { MAX_CUSTOM_ID } from './limits.ts';
import { type Message, render } from './render.ts';

/** What a reply is made into a message with. */
export interface ComposeOptions {
  readonly desk: Desk;
  /** Is told of what went wrong and was worked around. */
  readonly onError: (error: unknown) => void;
  readonly pictures?: ReadonlyMap<string, Uint8Array> | undefined;
  /** The id of the button that stops the work, while it runs. */
  readonly stopId?: string | undefined;
}

const NO_PICTURES: ReadonlyMap<string, Uint8Array> = new Map();

/** A reply as a message, with ids for its buttons. */
export async function compose(reply: Reply, options: ComposeOptions): Promise<Message> {
  const { desk, onError, pictures = NO_PICTURES, stopId } = options;
  const buttonIds = new Map<string, string>();
  for (const button of reply.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []))) {
    try {
      buttonIds.set(button.command, await desk.buttonId(button, MAX_CUSTOM_ID));
    } catch (error) {
      // An answer without one of its buttons is still an answer.
      onError(error);
    }
  }
  return render(reply, { pictures, buttonIds, stopId });
}
