import type { RequestListener } from 'node:http';
import { DiscordAPIError } from '@discordjs/rest';
import type { APIInteraction } from 'discord.js';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Log } from '../../dispatch/log.ts';
import type { Promised } from '../../dispatch/open-answers.ts';
import { Pending } from '../../dispatch/pending.ts';
import { UserError } from '../../errors.ts';
import { Conversation } from '../conversation/conversation.ts';
import { FollowUpTokens } from '../conversation/follow-up-tokens.ts';
import { Refused, type Service } from '../service.ts';
import { respondByCallback } from './first-response.ts';
import { Gateway } from './gateway/gateway.ts';
import type { ShardRange } from './gateway/shard-range.ts';
import { createGuildLife } from './guilds/guild-life.ts';
import { createHandler, type Handle } from './handle.ts';
import { INTERACTIONS_PATH, openEndpoint } from './http/endpoint.ts';
import { apologise } from './interrupted.ts';
import { TOKEN_LIFE_MS } from './limits.ts';
import { createMessageHandler } from './messages.ts';
import { askedAt } from './origin.ts';
import { register } from './registration.ts';
import { createClients } from './rest/clients.ts';
import { harmless, isCode } from './rest/errors.ts';
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
  /** The shards of this process; all that Discord recommends by default. */
  readonly shards?: ShardRange | undefined;
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
  readonly requestListener?: RequestListener | undefined;
  /** Resolves when it is closed for good. */
  readonly refused?: Promise<Refused>;
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
  const followUps = new FollowUpTokens(dispatcher.store.kept, TOKEN_LIFE_MS, onError);
  const files = { name: 'Discord', origins: options.fileOrigins ?? FILE_ORIGINS };
  const conversation = new Conversation({ dispatcher, files, followUps, words: WORDS, onError });
  const common = { conversation, dispatcher, rest, onError };
  const handle = createHandler({ ...common, webhooks, tokenLifeMs: TOKEN_LIFE_MS });
  const guilds = createGuildLife(common);
  const pending = new Pending();
  const track = (work: Promise<void>): void => void pending.track(work.catch(onError));
  const apologiseFor = (promised: Promised): Promise<void> =>
    pending.track(apologise(promised, { ...common, webhooks }));
  const throughGateway = async (): Promise<Way> => {
    const read = createMessageHandler(common, () => gateway.identity?.botId);
    const gateway = new Gateway({
      token,
      rest,
      kept: dispatcher.store.kept,
      shards: options.shards,
      onError,
      onInteraction: (interaction) =>
        track(handle(interaction, respondByCallback(webhooks, interaction)).catch(unlessTooLate(log, interaction))),
      onMessage: (message) => track(read(message)),
      onGuild: (guild) => track(guilds.joined(guild, gateway.identity?.botId ?? '')),
      onGuildLeft: (guildId) => track(guilds.left(guildId)),
    });
    try {
      const { applicationId } = await gateway.connect();
      return {
        applicationId,
        refused: gateway.refused,
        connected: () => gateway.connected,
        mute: () => gateway.mute(),
        close: () => gateway.close(),
      };
    } catch (error) {
      await gateway.close();
      throw error;
    }
  };
  const overHttp = (key: string): Promise<Way> => {
    const greeting: Handle = async (interaction, respond) => {
      await handle(interaction, respond);
      track(guilds.heard(interaction));
    };
    return openEndpoint({ publicKey: key, rest, handle: greeting, track, onError });
  };
  const { commands } = dispatcher.bot;
  let way: Way | undefined;
  try {
    way = await (publicKey === undefined ? throughGateway() : overHttp(publicKey));
    const wrote = await register({
      rest,
      applicationId: way.applicationId,
      commands,
      guildId,
      kept: dispatcher.store.kept,
    });
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
  const byRest = revoked.then(() => new Refused(NOT_ACCEPTED, { state: 'revoked' }));
  const { applicationId, requestListener, connected, mute, close } = way;
  dispatcher.answers.serve('discord', apologiseFor);
  return {
    name: 'discord',
    transport: createTransport({ rest, webhooks, applicationId, dispatcher, followUps, onError }),
    requestListener,
    refused: Promise.race([byRest, ...(way.refused ? [way.refused] : [])]),
    connected,
    async stop() {
      mute();
      await pending.drain();
      await close();
    },
  };
}

/** What was asked while nobody listened may come when Discord takes no answer any more: nothing to be done. */
const unlessTooLate =
  (log: Log, asked: APIInteraction) =>
  (error: unknown): void => {
    if (!isCode(error, RESTJSONErrorCodes.UnknownInteraction)) throw error;
    log.info({ ageMs: Date.now() - askedAt(asked) }, 'discord: it is too late to answer this');
  };

/** Why it did not start, in one line. */
function failure(error: unknown): Error {
  if (error instanceof Refused) return error;
  const cause = harmless(error);
  if (error instanceof DiscordAPIError && error.status === 401) return new Refused(NOT_ACCEPTED, { cause });
  if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) {
    const why = `the commands could not be registered: ${error.message}. Is the bot in DISCORD_GUILD_ID?`;
    return new Refused(`Discord: ${why}`, { cause });
  }
  return new Error(`Discord: ${error instanceof Error ? error.message : String(error)}`, { cause });
}
