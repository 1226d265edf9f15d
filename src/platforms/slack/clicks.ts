import type { BlockAction, ButtonAction } from '@slack/bolt';
import { type Asked, sentence } from './answer.ts';
import type { Place } from './outlet.ts';
import { message } from './render.ts';
import { respondTo } from './respond.ts';

export type Click = BlockAction<ButtonAction>;

export const NOT_OURS = 'I do not know this button any more. Type the command instead.';

/** Who clicked, where and when. */
export function clickerOf(click: Click): Pick<Asked, 'tenant' | 'name' | 'at' | 'place'> {
  const { team, user, actions } = click;
  const seconds = Number(actions[0]?.action_ts);
  return {
    tenant: team?.id ?? user.team_id ?? user.id,
    name: user.name || user.username || user.id,
    at: seconds > 0 ? new Date(seconds * 1000) : new Date(),
    place: placeOf(click),
  };
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

function placeOf(click: Click): Place {
  const { channel_id: channel = '', thread_ts: thread } = containerOf(click);
  return { channel: click.channel?.id ?? channel, user: click.user.id, responseUrl: click.response_url, thread };
}
