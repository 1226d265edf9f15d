import type { BlockAction, ButtonAction } from '@slack/bolt';
import type { RequestOrigin } from '../../../dispatch/request.ts';
import { sentence } from '../../../reply/build.ts';
import type { From } from '../context.ts';
import { message } from '../messages/render.ts';
import { respondTo } from '../messages/respond.ts';
import { NO_UNFURLING, PLAIN } from '../messages/sender.ts';
import type { ResponseTarget } from '../messages/target.ts';
import type { Workspace } from '../workspaces.ts';
import { slackOrigin } from './origin.ts';

export type Click = BlockAction<ButtonAction>;

/** Who clicked, where and when. */
export function clickerOf(click: Click, from: From): RequestOrigin {
  const { user, actions } = click;
  const seconds = Number(actions[0]?.action_ts);
  return slackOrigin(from, {
    user: user.id,
    channel: targetOf(click).channel,
    name: user.name || user.username || user.id,
    at: seconds > 0 ? new Date(seconds * 1000) : new Date(),
    delivery: click.trigger_id,
  });
}

/** Says something to whoever clicked alone, in place of the message with the button if that is theirs. */
export async function whisper(
  click: Click,
  text: string,
  { client }: Pick<Workspace, 'client'>,
  replace = false,
): Promise<void> {
  const { channel, direct } = targetOf(click);
  if (click.response_url === undefined || direct) {
    await client.chat.postMessage({ channel, ...message(sentence(text)), ...PLAIN, ...NO_UNFURLING });
    return;
  }
  const { thread_ts } = containerOf(click);
  await respondTo(click.response_url, {
    ...message(sentence(text)),
    response_type: 'ephemeral',
    replace_original: replace,
    ...(thread_ts !== undefined && { thread_ts }),
  });
}

interface Container {
  readonly channel_id?: string;
  readonly thread_ts?: string;
  readonly is_ephemeral?: boolean;
}

/** The message that the button is in. */
export const containerOf = ({ container }: Click): Container => container;

/** Where the response to a click goes: to the message with the button, or from the home tab to the conversation with the bot. */
export function targetOf(click: Click): ResponseTarget {
  const user = click.user.id;
  if (click.view?.type === 'home') return { channel: click.view.private_metadata || user, user, direct: true };
  const { channel_id = '', thread_ts: thread } = containerOf(click);
  const channel = click.channel?.id ?? channel_id;
  const direct = isDirect(channel) && containerOf(click).is_ephemeral !== true;
  return { channel, user, responseUrl: click.response_url, thread, ...(direct && { direct }) };
}

/** Is it a conversation of one person with the bot? */
export const isDirect = (channel: string): boolean => channel.startsWith('D');
