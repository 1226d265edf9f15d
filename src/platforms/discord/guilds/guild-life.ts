import { type GatewayGuildCreateDispatchData, type REST, Routes } from 'discord.js';
import { type ComposeOptions, compose } from '../compose.ts';
import { WELCOME } from './welcome.ts';
import { writableChannels } from './writable.ts';

const SCOPE = 'discord-welcome';
/** A server that the bot came into longer ago has only been away for a while. */
const NEW_MS = 10 * 60_000;
/** What a server allows may be more complicated than what stands in its event; more tries make no sense. */
const MOST_TRIES = 3;

export interface GuildLifeOptions extends ComposeOptions {
  readonly rest: REST;
}

/** What is to be done when the bot comes into a server, and when it is removed. */
export interface GuildLife {
  /** Says hello, once, in the first channel where the bot may write; nowhere if there is none. */
  joined(guild: GatewayGuildCreateDispatchData, botId: string): Promise<void>;
  /** Deletes what belongs to the server. */
  left(guildId: string): Promise<void>;
}

export function createGuildLife({ rest, ...options }: GuildLifeOptions): GuildLife {
  const { store } = options.dispatcher;

  const post = async (channel: string, nonce: string): Promise<void> => {
    const { body, files } = await compose(WELCOME, options);
    // The nonce keeps a request whose answer was lost from posting twice.
    await rest.post(Routes.channelMessages(channel), { body: { ...body, nonce, enforce_nonce: true }, files });
  };

  return {
    async joined(guild, botId) {
      const at = guild.joined_at ? Date.parse(guild.joined_at) : Date.now();
      if (Date.now() - at > NEW_MS) return;
      // Of several processes one says it, and none a second time.
      if (!(await store.kept.claim(SCOPE, guild.id, Date.now() + NEW_MS * 2))) return;
      for (const channel of writableChannels(guild, botId).slice(0, MOST_TRIES)) {
        try {
          return await post(channel, `hello-${at}`);
        } catch (error) {
          options.onError(error);
        }
      }
    },
    async left(guildId) {
      await store.forgetTenant(`discord:${guildId}`);
      await store.kept.forget(SCOPE, guildId);
    },
  };
}
