import type {
  APIChatInputApplicationCommandInteraction,
  APIInteraction,
  APIMessageApplicationCommandInteraction,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
  APIUser,
} from 'discord.js';
import { PermissionFlagsBits } from 'discord-api-types/v10';
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

/** Discord counts from here, in ms since 1970 (https://docs.discord.com/developers/reference#snowflakes). */
const DISCORD_EPOCH = 1_420_070_400_000;
/** Bits of an id below the time. */
const TIME_SHIFT = 22n;

/** When it was asked, in ms since 1970: Discord's ids begin with the time. */
export const askedAt = ({ id }: Pick<APIInteraction, 'id'>): number => Number(BigInt(id) >> TIME_SHIFT) + DISCORD_EPOCH;
