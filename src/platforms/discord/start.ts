import type { RequestListener } from 'node:http';
import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes } from 'discord.js';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Log } from '../../dispatch/log.ts';
import { Pending } from '../../dispatch/pending.ts';
import { UserError } from '../../errors.ts';
import { Conversation } from '../conversation/conversation.ts';
import { FollowUpTokens } from '../conversation/follow-up-tokens.ts';
import { Refused, type Service } from '../service.ts';
import { respondByCallback } from './first-response.ts';
import { openGateway } from './gateway.ts';
import { createHandler } from './handle.ts';
import { INTERACTIONS_PATH, openEndpoint } from './http/endpoint.ts';
import { TOKEN_LIFE_MS } from './limits.ts';
import { createMessageHandler } from './messages.ts';
import { register } from './registration.ts';
import { createClients } from './rest/clients.ts';
import { harmless } from './rest/errors.ts';
import { createTransport } from './transport.ts';

const WORDS = {
  unsendable: 'Sorry, I have an answer, but Discord did not take it.',
  unknownButton: new UserError('I no longer know what this button was for.', {
    code: 'E_UNKNOWN_BUTTON',
    hint: 'Type the command again.',
  }),
};

const NOT_ACCEPTED = 'Discord: DISCORD_TOKEN is not accepted.';

const FILE_ORIGINS = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];

export interface DiscordOptions {
  readonly token: string;
  /** Of the application, 64 hex digits: interactions come over HTTP then, and no gateway is opened. */
  readonly publicKey?: string | undefined;
  /** Register the commands in this guild, where they appear at once; everywhere by default. */
  readonly guildId?: string | undefined;
  /** Where Discord's API is, without its version; Discord's own by default. */
  readonly apiUrl?: string | undefined;
  readonly dispatcher: Dispatcher;
  readonly log: Log;
  /** Where attached files may come from; Discord's own hosts by default. */
  readonly fileOrigins?: readonly string[] | undefined;
}

/** Discord; over HTTP with the handler of its requests, for {@link INTERACTIONS_PATH}. */
export interface DiscordService extends Service {
  readonly requestListener?: RequestListener | undefined;
}

/** How interactions come in. */
interface Way {
  readonly applicationId: string;
  /** The bot's own id, where messages come as well. */
  readonly botId?: string | undefined;
  readonly requestListener?: RequestListener | undefined;
  connected(): boolean;
  /** Takes no more events; what was taken may still be answered. */
  mute(): void;
  close(): Promise<void>;
}

/**
 * Logs in to Discord, registers the commands where they differ, and answers from then on: over HTTP with a public key,
 * else through the gateway.
 *
 * @throws Refused for what somebody has to change, else an Error that says in one line why it cannot start
 */
export async function startDiscord(options: DiscordOptions): Promise<DiscordService> {
  const { token, publicKey, dispatcher, log, guildId, apiUrl } = options;
  const onError = (error: unknown): void => log.warn({ err: harmless(error) }, 'discord');
  const { rest, webhooks, revoked } = createClients(token, apiUrl);
  const followUps = new FollowUpTokens(TOKEN_LIFE_MS);
  const files = { name: 'Discord', origins: options.fileOrigins ?? FILE_ORIGINS };
  const conversation = new Conversation({ dispatcher, files, followUps, words: WORDS, onError });
  const common = { conversation, dispatcher, rest, onError };
  const handle = createHandler({ ...common, webhooks, tokenLifeMs: TOKEN_LIFE_MS });
  const pending = new Pending();
  const track = (work: Promise<void>): void => void pending.track(work.catch(onError));
  const throughGateway = (): Promise<Way> => {
    const read = createMessageHandler(common, () => way?.botId);
    return openGateway({
      token,
      apiUrl,
      log,
      onError,
      onInteraction: (interaction) => track(handle(interaction, respondByCallback(webhooks, interaction))),
      onMessage: (message) => track(read(message)),
    });
  };
  const overHttp = (key: string): Promise<Way> => {
    const { kept } = dispatcher.store;
    const claim = (id: string, until: number): Promise<boolean> => kept.claim('discord-interaction', id, until);
    return openEndpoint({ publicKey: key, rest, handle, claim, track, onError });
  };
  let way: Way | undefined;
  try {
    way = await (publicKey === undefined ? throughGateway() : overHttp(publicKey));
    const wrote = await register(rest, way.applicationId, dispatcher.bot.commands, guildId);
    log.info(
      { wrote, way: publicKey === undefined ? 'gateway' : 'http' },
      publicKey === undefined
        ? 'discord: ready, interactions come through the gateway'
        : `discord: ready, interactions come over HTTP to ${INTERACTIONS_PATH}, and no gateway is opened`,
    );
  } catch (error) {
    await way?.close();
    throw failure(error);
  }
  const { applicationId, requestListener, connected, mute, close } = way;
  return {
    name: 'discord',
    transport: createTransport({ rest, webhooks, applicationId, dispatcher, followUps, onError }),
    requestListener,
    refused: revoked.then(() => new Refused(NOT_ACCEPTED, { state: 'revoked' })),
    connected,
    async stop() {
      mute();
      await pending.drain();
      await close();
    },
  };
}

/** Why it did not start, in one line. */
function failure(error: unknown): Error {
  const cause = harmless(error);
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid)
    return new Refused(NOT_ACCEPTED, { cause });
  if (error instanceof DiscordAPIError && error.status === 401) return new Refused(NOT_ACCEPTED, { cause });
  if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) {
    const why = `the commands could not be registered: ${error.message}. Is the bot in DISCORD_GUILD_ID?`;
    return new Refused(`Discord: ${why}`, { cause });
  }
  return new Error(`Discord: ${error instanceof Error ? error.message : String(error)}`, { cause });
}
