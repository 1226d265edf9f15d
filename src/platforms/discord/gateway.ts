import { once } from 'node:events';
import {
  type APIInteraction,
  Client,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  Options,
  Status,
} from 'discord.js';
import type { Log } from '../../dispatch/log.ts';

export interface GatewayOptions {
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly log: Log;
  readonly onError: (error: unknown) => void;
  /** Are told of what comes, as Discord sends it. */
  readonly onInteraction: (interaction: APIInteraction) => void;
  readonly onMessage: (message: GatewayMessageCreateDispatchData) => void;
}

/** A connection through which events come. */
export interface Gateway {
  readonly applicationId: string;
  /** The bot's own id. */
  readonly botId: string;
  connected(): boolean;
  /** Takes no more events; what was taken may still be answered. */
  mute(): void;
  close(): Promise<void>;
}

/**
 * Connects to Discord's gateway.
 *
 * @throws Error of discord.js when it cannot log in
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { token, apiUrl, log, onError, onInteraction, onMessage } = options;
  const client = new Client({
    // Not privileged: the words of a message come only with a mention of the bot, or when it is to the bot alone.
    intents: [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    shards: 'auto',
    // Nothing is ever looked up again, and a bot that runs for months meets many people.
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0, UserManager: 0 }),
    rest: { ...(apiUrl && { api: apiUrl.replace(/\/+(v\d+\/*)?$/, '') }) },
  });
  client.on(Events.Error, onError);
  client.on(Events.ShardError, onError);
  client.on(Events.ShardDisconnect, ({ code }) => log.error({ code }, 'discord: the gateway does not want us back'));
  client.ws.on(GatewayDispatchEvents.InteractionCreate, onInteraction);
  client.ws.on(GatewayDispatchEvents.MessageCreate, onMessage);
  try {
    const ready = once(client, Events.ClientReady);
    await Promise.all([client.login(token), ready]);
  } catch (error) {
    await client.destroy();
    throw error;
  }
  return {
    applicationId: client.application?.id as string,
    botId: client.user?.id as string,
    connected: () => client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),
    mute() {
      client.ws.off(GatewayDispatchEvents.InteractionCreate, onInteraction);
      client.ws.off(GatewayDispatchEvents.MessageCreate, onMessage);
    },
    close: () => client.destroy(),
  };
}
