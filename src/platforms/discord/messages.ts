import type { GatewayMessageCreateDispatchData, REST } from 'discord.js';
import { MessageType } from 'discord-api-types/v10';
import type { RequestOrigin } from '../../dispatch/request.ts';
import { callOfMessage } from '../conversation/call-of-message.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { ComposeOptions } from './compose.ts';
import { DiscordMessageWriter } from './message-writer.ts';

type Message = GatewayMessageCreateDispatchData;

export interface MessageOptions extends ComposeOptions {
  readonly conversation: Conversation;
  readonly rest: REST;
}

/**
 * What to do about a message: one to the bot alone, and one that begins with a mention of it, are command lines or
 * formulas. Discord tells the words of no others.
 *
 * @param botId the bot's own id
 */
export function createMessageHandler(
  { conversation, rest, ...options }: MessageOptions,
  botId: () => string | undefined,
): (message: Message) => Promise<void> {
  const { bot } = options.dispatcher;
  return async (message) => {
    const line = lineFor(message, botId());
    if (line === undefined) return;
    const { id, channel_id: channel, guild_id: guild, author } = message;
    const said = { id, channel, user: author.id, direct: guild === undefined };
    const [file] = message.attachments;
    const asked = callOfMessage(bot, line, file && { id: file.id, address: file.url });
    const inquiry = { origin: originOf(message), ...asked };
    await conversation.answer(inquiry, new DiscordMessageWriter(rest, said, options));
  };
}

/** The line of a message that is for the bot; undefined for all others. */
function lineFor({ author, webhook_id, type, guild_id, content }: Message, botId: string | undefined) {
  // Two bots that answer each other would never stop.
  if (author.bot || webhook_id !== undefined) return undefined;
  if (type !== MessageType.Default && type !== MessageType.Reply) return undefined;
  const [, mentioned, rest = ''] = /^\s*<@!?(\d+)>[\s,:]*([\s\S]*)$/.exec(content) ?? [];
  const mentions = botId !== undefined && mentioned === botId;
  if (guild_id !== undefined && !mentions) return undefined;
  return (mentions ? rest : content).replaceAll(/`+/g, '').trim();
}

/** Who asks, where and when. What they may do does not stand in a message. */
const originOf = ({ id, channel_id, guild_id, author, member, timestamp }: Message): RequestOrigin => ({
  platform: 'discord',
  tenant: guild_id ?? author.id,
  user: author.id,
  channel: channel_id,
  name: member?.nick ?? author.global_name ?? author.username,
  manages: false,
  at: new Date(timestamp),
  delivery: id,
});
