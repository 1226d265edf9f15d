import {
  type APIChatInputApplicationCommandInteraction,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  type APIUser,
  PermissionFlagsBits,
  SnowflakeUtil,
} from 'discord.js';
import type { RequestOrigin } from '../../dispatch/request.ts';

/** What a person may do that is answered with a message. */
export type Asked =
  | APIChatInputApplicationCommandInteraction
  | APIMessageApplicationCommandInteraction
  | APIMessageComponentInteraction
  | APIModalSubmitInteraction;

/** Who asks, where and when: all of it stands in the interaction. */
export function originOf(asked: Asked): RequestOrigin {
  const { id: user, global_name, username } = userOf(asked);
  return {
    platform: 'discord',
    tenant: asked.guild_id ?? user,
    user,
    channel: asked.channel?.id ?? asked.channel_id ?? '',
    // The name in this server, or else the one for all of Discord.
    name: asked.member?.nick ?? global_name ?? username,
    manages: (BigInt(asked.member?.permissions ?? 0) & PermissionFlagsBits.ManageGuild) !== 0n,
    at: new Date(askedAt(asked)),
    delivery: asked.id,
  };
}

/** In a server the person stands in the member. */
const userOf = ({ member, user }: Pick<Asked, 'member' | 'user'>): APIUser => (member?.user ?? user) as APIUser;

/** When it was asked, in ms since 1970. */
export const askedAt = ({ id }: Pick<Asked, 'id'>): number => SnowflakeUtil.timestampFrom(id);
