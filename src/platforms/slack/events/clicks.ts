import type { BlockAction, ButtonAction } from '@slack/bolt';
import type { RequestOrigin } from '../../../dispatch/request.ts';
import { sentence } from '../../../reply/build.ts';
import type { From } from '../context.ts';
import { message } from '../messages/render.ts';
import { respondTo } from '../messages/respond.ts';
import type { ResponseTarget } from '../messages/target.ts';
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
export async function whisper(click: Click, text: string, replace = false): Promise<void> {
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

/** Where the response to a click goes. */
export function targetOf(click: Click): ResponseTarget {
  const { channel_id: channel = '', thread_ts: thread } = containerOf(click);
  return { channel: click.channel?.id ?? channel, user: click.user.id, responseUrl: click.response_url, thread };
}
