import type { APIGuildMember, APIOverwrite, GatewayGuildCreateDispatchData } from 'discord.js';
import { PermissionFlagsBits as Bits, ChannelType, OverwriteType } from 'discord-api-types/v10';

type Guild = GatewayGuildCreateDispatchData;
type Channel = Guild['channels'][number];

const NEEDED = Bits.ViewChannel | Bits.SendMessages;

/**
 * The channels of a server in which a member may write, the best for a message to everybody first: the one that
 * Discord itself uses for such, then the text channels in their order.
 */
export function writableChannels(guild: Guild, memberId: string): string[] {
  const member = guild.members?.find(({ user }) => user.id === memberId);
  const first = (id: string): number => (id === guild.system_channel_id ? 0 : 1);
  return (guild.channels ?? [])
    .filter(({ type }) => type === ChannelType.GuildText)
    .filter((channel) => (permissionsIn(channel, guild, memberId, member) & NEEDED) === NEEDED)
    .sort((a, b) => first(a.id) - first(b.id) || positionOf(a) - positionOf(b))
    .map(({ id }) => id);
}

const positionOf = (channel: Channel): number => ('position' in channel ? (channel.position ?? 0) : 0);

/** Discord's own order: the roles, then what a channel says of everybody, of roles, and of the member. */
function permissionsIn(channel: Channel, guild: Guild, memberId: string, member: APIGuildMember | undefined): bigint {
  // The role of everybody has the id of the server.
  const roleIds = [guild.id, ...(member?.roles ?? [])];
  const roles = (guild.roles ?? []).filter(({ id }) => roleIds.includes(id));
  const base = roles.reduce((all, { permissions }) => all | BigInt(permissions), 0n);
  if (guild.owner_id === memberId || (base & Bits.Administrator) !== 0n) return NEEDED;
  const overwrites: APIOverwrite[] = ('permission_overwrites' in channel && channel.permission_overwrites) || [];
  const ofRoles = overwrites.filter(({ id, type }) => type === OverwriteType.Role && roleIds.includes(id));
  const steps = [
    ofRoles.filter(({ id }) => id === guild.id),
    ofRoles.filter(({ id }) => id !== guild.id),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === memberId),
  ];
  return steps.reduce((allowed, step) => {
    const denied = step.reduce((all, { deny }) => all | BigInt(deny), 0n);
    return step.reduce((all, { allow }) => all | BigInt(allow), allowed & ~denied);
  }, base);
}
