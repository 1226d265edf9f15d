import type { App, MessageShortcut } from '@slack/bolt';
import { callInMessage } from '../../conversation/call-in-message.ts';
import type { SlackContext } from '../context.ts';
import { SlackResponseWriter } from '../messages/response-writer.ts';
import type { ResponseTarget } from '../messages/target.ts';
import type { Workspace } from '../workspaces.ts';
import { once } from './acknowledge.ts';
import { isDirect } from './clicks.ts';
import { asShown } from './mention.ts';
import { fromOf, slackOrigin } from './origin.ts';

/** Of the shortcut on a message, in the manifest. */
export const EXPLAIN_ID = 'explain';

/** Explains the formula in somebody's message, to the one who asks for it. */
export function onShortcut(app: App, context: SlackContext): void {
  const { conversation, dispatcher, serve } = context;
  app.shortcut<MessageShortcut>(
    { type: 'message_action', callback_id: EXPLAIN_ID },
    async ({ ack, body, context: bolt }) => {
      const acknowledge = once(ack);
      const { user, message } = body;
      const channel = body.channel.id;
      const thread: unknown = message['thread_ts'];
      const target: ResponseTarget = {
        channel,
        user: user.id,
        responseUrl: body.response_url,
        ...(typeof thread === 'string' && { thread }),
        ...(isDirect(channel) && { direct: true }),
      };
      const from = fromOf(bolt, user.id, body.response_url);
      const delivery = body.trigger_id;
      const name = user.name || user.username || user.id;
      const inquiry = {
        origin: slackOrigin(from, { user: user.id, channel, name, at: new Date(), delivery }),
        call: callInMessage(dispatcher.bot, asShown(message.text ?? '')),
        audience: 'asker',
      } as const;
      const answer = (workspace: Workspace): Promise<void> =>
        conversation.answer(inquiry, new SlackResponseWriter(context, workspace, target, { acknowledge }));
      await serve(from, answer, acknowledge);
    },
  );
}
