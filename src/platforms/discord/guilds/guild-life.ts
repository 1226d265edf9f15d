import type { APIInteraction, GatewayGuildCreateDispatchData, REST } from 'discord.js';
import {
  ApplicationIntegrationType,
  ChannelType,
  InteractionType,
  PermissionFlagsBits,
  Routes,
} from 'discord-api-types/v10';
import { LRUCache } from 'lru-cache';
import { type ComposeOptions, compose } from '../compose.ts';
import { WELCOME } from './welcome.ts';
import { writableChannels } from './writable.ts';

const SCOPE = 'discord-welcome';
/** A server that the bot came into longer ago has only been away for a while. */
const NEW_MS = 10 * 60_000;
/** What a server allows may be more complicated than what stands in its event; more tries make no sense. */
const MOST_TRIES = 3;
const MOST_GREETED = 10_000;

export interface GuildLifeOptions extends ComposeOptions {
  readonly rest: REST;
}

/** What is to be done when the bot comes into a server, and when it is removed. */
export interface GuildLife {
  /** Says hello, once, in the first channel where the bot may write; nowhere if there is none. */
  joined(guild: GatewayGuildCreateDispatchData, botId: string): Promise<void>;
  /**
   * Says hello in the channel of the first command of a server, where Discord does not tell when the bot comes into
   * one: over HTTP.
   */
  heard(interaction: APIInteraction): Promise<void>;
  /** Deletes what belongs to the server. */
  left(guildId: string): Promise<void>;
}

const NEEDED = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;

export function createGuildLife({ rest, ...options }: GuildLifeOptions): GuildLife {
  const { store } = options.dispatcher;
  /** Servers that need no hello; of many the first ones are asked for again. */
  const greeted = new LRUCache<string, true>({ max: MOST_GREETED });
  /** Of several processes one says it, and none a second time. */
  const isFirst = (guildId: string): Promise<boolean> => store.kept.claim(SCOPE, guildId, Number.MAX_SAFE_INTEGER);

  const post = async (channel: string, nonce: string): Promise<void> => {
    const { body, files } = await compose(WELCOME, options);
    // The nonce keeps a request whose answer was lost from posting twice.
    await rest.post(Routes.channelMessages(channel), { body: { ...body, nonce, enforce_nonce: true }, files });
  };

  return {
    async joined(guild, botId) {
      const at = guild.joined_at ? Date.parse(guild.joined_at) : Date.now();
      if (Date.now() - at > NEW_MS) return;
      if (!(await isFirst(guild.id))) return;
      for (const channel of writableChannels(guild, botId).slice(0, MOST_TRIES)) {
        try {
          return await post(channel, `hello-${at}`);
        } catch (error) {
          options.onError(error);
        }
      }
    },
    async heard(interaction) {
      const { id, guild_id: guildId, channel, app_permissions: allowed } = interaction;
      const { type, authorizing_integration_owners: owners } = interaction;
      if (type !== InteractionType.ApplicationCommand) return;
      // The commands may also be somebody's own, in a server where the bot is not.
      const isThere = guildId !== undefined && owners?.[ApplicationIntegrationType.GuildInstall] === guildId;
      if (!isThere || greeted.has(guildId) || channel?.type !== ChannelType.GuildText) return;
      if ((BigInt(allowed ?? 0) & NEEDED) !== NEEDED) return;
      greeted.set(guildId, true);
      if (await isFirst(guildId)) await post(channel.id, `hello-${id}`);
    },
    async left(guildId) {
      await store.forgetTenant(`discord:${guildId}`);
      await store.kept.forget(SCOPE, guildId);
    },
  };
}
