import type { App } from '@slack/bolt';
import { isForEverybody } from '../../../dispatch/button-id.ts';
import type { SlackContext } from '../context.ts';
import { CANCEL, RUN } from '../messages/blocks.ts';
import { SlackResponseWriter } from '../messages/response-writer.ts';
import type { Workspace } from '../workspaces.ts';
import { once } from './acknowledge.ts';
import { type Click, clickerOf, containerOf, targetOf, whisper } from './clicks.ts';
import { fromOf } from './origin.ts';

const NOT_RUNNING = 'This is not running any more.';
const NOT_YOURS = 'Only the one who asked can stop this.';
const STOPPING = 'Stopping…';

/** A click is its command, typed by whoever clicked, and answered to them alone unless the button says otherwise. */
export function onButtons(app: App, context: SlackContext): void {
  const { conversation, serve } = context;
  app.action<Click>(new RegExp(`^${RUN}:`), async ({ ack, action, body, context: bolt }) => {
    const acknowledge = once(ack);
    const id = action.value ?? '';
    const from = fromOf(bolt, body.user.id, body.response_url);
    const inquiry = {
      origin: clickerOf(body, from),
      call: () => conversation.press(id),
      audience: isForEverybody(id) ? 'everybody' : 'asker',
    } as const;
    const answer = (workspace: Workspace): Promise<void> =>
      conversation.answer(inquiry, new SlackResponseWriter(context, workspace, targetOf(body), { acknowledge }));
    await serve(from, answer, acknowledge);
  });

  app.action<Click>(CANCEL, async ({ ack, action, body, context: bolt }) => {
    await ack();
    const from = fromOf(bolt, body.user.id, body.response_url);
    await serve(from, async (workspace) => {
      const outcome = await conversation.cancel(action.value ?? '', clickerOf(body, from));
      if (outcome === 'not yours') return whisper(body, NOT_YOURS, workspace);
      const alone = containerOf(body).is_ephemeral === true;
      if (outcome === 'not running') return whisper(body, NOT_RUNNING, workspace, alone);
      // The progress that only one sees cannot be changed by anything but this click.
      if (alone) await whisper(body, STOPPING, workspace, true);
    });
  });
}
