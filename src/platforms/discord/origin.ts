import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  GuildMember,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { RequestOrigin } from '../../dispatch/request.ts';

/** What a person may do that is answered with a message. */
export type Asked = ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction;

/** Who asks, where and when: all of it stands in the interaction. */
export const originOf = (asked: Asked): RequestOrigin => ({
  platform: 'discord',
  tenant: asked.guildId ?? asked.user.id,
  user: asked.user.id,
  channel: asked.channelId ?? '',
  name: nameOf(asked),
  manages: asked.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
  at: asked.createdAt,
  delivery: asked.id,
});

/** The name in this server, or else the one for all of Discord. */
function nameOf({ member, user }: Asked): string {
  const nick = member instanceof GuildMember ? member.nickname : member?.nick;
  return nick ?? user.displayName;
}
