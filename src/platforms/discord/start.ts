import { once } from 'node:events';
import {
  Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  HTTPError,
  Options,
  RateLimitError,
  Status,
} from 'discord.js';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Log } from '../../dispatch/log.ts';
import { Pending } from '../../dispatch/pending.ts';
import { UserError } from '../../errors.ts';
import { Conversation } from '../conversation/conversation.ts';
import { FollowUpTokens } from '../conversation/follow-up-tokens.ts';
import { Refused, type Service } from '../service.ts';
import { createHandler } from './handle.ts';
import { TOKEN_LIFE_MS } from './limits.ts';
import { createMessageHandler } from './messages.ts';
import { limitRetries } from './rate-limits.ts';
import { register } from './registration.ts';
import { createTransport } from './transport.ts';

const WORDS = {
  unsendable: 'Sorry, I have an answer, but Discord did not take it.',
  unknownButton: new UserError('I no longer know what this button was for.', {
    code: 'E_UNKNOWN_BUTTON',
    hint: 'Type the command again.',
  }),
};

const FILE_ORIGINS = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];

const SWEEP_QUEUES_MS = 60_000;

export interface DiscordOptions {
  readonly token: string;
  /** Register the commands in this guild, where they appear at once; everywhere by default. */
  readonly guildId?: string | undefined;
  /** Where Discord's API is, without its version; Discord's own by default. */
  readonly apiUrl?: string | undefined;
  readonly dispatcher: Dispatcher;
  readonly log: Log;
  /** Where attached files may come from; Discord's own hosts by default. */
  readonly fileOrigins?: readonly string[] | undefined;
}

/**
 * Logs in to Discord, registers the commands where they differ, and answers from then on.
 *
 * @throws Refused for what somebody has to change, else an Error that says in one line why it cannot start
 */
export async function startDiscord(options: DiscordOptions): Promise<Service> {
  const { dispatcher, log, guildId, apiUrl } = options;
  const onError = (error: unknown): void => log.warn({ err: harmless(error) }, 'discord');
  const client = new Client({
    // Not privileged: the words of a message come only with a mention of the bot, or when it is to the bot alone.
    intents: [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    shards: 'auto',
    allowedMentions: { parse: [] },
    // Nothing is ever looked up again, and a bot that runs for months meets many people.
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0, UserManager: 0 }),
    rest: {
      // The client has a queue for each interaction, and keeps it for an hour unless told otherwise.
      handlerSweepInterval: SWEEP_QUEUES_MS,
      ...(apiUrl && { api: apiUrl.replace(/\/+(v\d+\/*)?$/, '') }),
    },
  });
  limitRetries(client.rest);
  const followUps = new FollowUpTokens(TOKEN_LIFE_MS);
  const files = { name: 'Discord', origins: options.fileOrigins ?? FILE_ORIGINS };
  const conversation = new Conversation({ dispatcher, files, followUps, words: WORDS, onError });
  const handle = createHandler({ conversation, dispatcher, onError, tokenLifeMs: TOKEN_LIFE_MS });
  const read = createMessageHandler({ conversation, rest: client.rest, dispatcher, onError }, () => client.user?.id);
  const pending = new Pending();
  client.on(Events.Error, onError);
  client.on(Events.ShardError, onError);
  client.on(Events.ShardDisconnect, ({ code }) => log.error({ code }, 'discord: the gateway does not want us back'));
  client.on(Events.InteractionCreate, (interaction) => void pending.track(handle(interaction).catch(onError)));
  // As it comes: the client has an event for messages in the channels that it keeps, and it keeps none.
  const onMessage = (message: GatewayMessageCreateDispatchData): void =>
    void pending.track(read(message).catch(onError));
  client.ws.on(GatewayDispatchEvents.MessageCreate, onMessage);
  let applicationId: string;
  try {
    const ready = once(client, Events.ClientReady);
    await Promise.all([client.login(options.token), ready]);
    applicationId = client.application?.id as string;
    const wrote = await register(client.rest, applicationId, dispatcher.bot.commands, guildId);
    log.info({ wrote }, 'discord: ready');
  } catch (error) {
    await client.destroy();
    throw failure(error);
  }
  return {
    name: 'discord',
    transport: createTransport({ rest: client.rest, applicationId, dispatcher, followUps, onError }),
    connected: () => client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),
    async stop() {
      client.removeAllListeners(Events.InteractionCreate);
      client.ws.off(GatewayDispatchEvents.MessageCreate, onMessage);
      await pending.drain();
      await client.destroy();
    },
  };
}

/** Why it did not start, in one line. */
function failure(error: unknown): Error {
  const cause = harmless(error);
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid)
    return new Refused('Discord: DISCORD_TOKEN is not accepted.', { cause });
  if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) {
    const why = `the commands could not be registered: ${error.message}. Is the bot in DISCORD_GUILD_ID?`;
    return new Refused(`Discord: ${why}`, { cause });
  }
  return new Error(`Discord: ${error instanceof Error ? error.message : String(error)}`, { cause });
}

/** An error of the client without the address and body of the request: tokens and people's words stand in them. */
function harmless(error: unknown): unknown {
  if (error instanceof RateLimitError)
    return { error: 'RateLimitError', message: 'Discord kept putting a request off' };
  if (!(error instanceof DiscordAPIError || error instanceof HTTPError)) return error;
  const { name, message, status, method } = error;
  return { error: name, message, status, method, ...('code' in error && { code: error.code }) };
}
