import type { App, Context, ReceiverEvent } from '@slack/bolt';
import type { Acknowledge } from '../context.ts';

/** Under which {@link holdMessages} puts the acknowledgement into Bolt's context. */
const HELD = 'acknowledge';

/** An acknowledgement that may be given in several places: only the first one goes out. */
export function once<Said extends unknown[]>(
  acknowledge: (...said: Said) => Promise<void>,
): (...said: Said) => Promise<void> {
  let given: Promise<void> | undefined;
  return (...said) => {
    given ??= acknowledge(...said);
    return given;
  };
}

/**
 * Bolt acknowledges what people write before any listener knows of it: whatever is lost then, Slack does not send again.
 * From now on a message is acknowledged by its listener, or when that is done.
 */
export function holdMessages(app: App): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    if (!isMessage(event)) return process(event);
    const acknowledge = once(event.ack);
    const customProperties = { ...event.customProperties, [HELD]: acknowledge };
    try {
      await process({ ...event, customProperties, ack: async () => {} });
    } finally {
      await acknowledge();
    }
  };
}

/** How the message of this context is acknowledged. */
export const held = (context: Context): Acknowledge => context[HELD] as Acknowledge;

function isMessage({ body }: ReceiverEvent): boolean {
  const { type } = (body['event'] ?? {}) as { readonly type?: unknown };
  return type === 'message' || type === 'app_mention';
}
