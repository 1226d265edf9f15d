import type { App } from '@slack/bolt';
import { isForEverybody } from '../../../dispatch/button-id.ts';
import type { SlackContext } from '../context.ts';
import { CANCEL, RUN } from '../messages/blocks.ts';
import { SlackResponseWriter } from '../messages/response-writer.ts';
import { type Click, clickerOf, containerOf, targetOf, whisper } from './clicks.ts';

const NOT_RUNNING = 'This is not running any more.';
const NOT_YOURS = 'Only the one who asked can stop this.';
const STOPPING = 'Stopping…';

/** A click is its command, typed by whoever clicked, and answered to them alone unless the button says otherwise. */
export function onButtons(app: App, context: SlackContext): void {
  const { conversation, run } = context;
  app.action<Click>(new RegExp(`^${RUN}:`), async ({ ack, action, body }) => {
    await ack();
    const id = action.value ?? '';
    const origin = clickerOf(body);
    const inquiry = {
      origin,
      call: () => conversation.press(id),
      audience: isForEverybody(id) ? 'everybody' : 'asker',
    } as const;
    await run(() => conversation.answer(inquiry, new SlackResponseWriter(context, targetOf(body), origin)));
  });

  app.action<Click>(CANCEL, async ({ ack, action, body }) => {
    await ack();
    await run(async () => {
      const outcome = conversation.cancel(action.value ?? '', clickerOf(body));
      if (outcome === 'not yours') return whisper(body, NOT_YOURS);
      const alone = containerOf(body).is_ephemeral === true;
      if (outcome === 'not running') return whisper(body, NOT_RUNNING, alone);
      // The progress that only one sees cannot be changed by anything but this click.
      if (alone) await whisper(body, STOPPING, true);
    });
  });
}
