import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes } from 'discord.js';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Log } from '../../dispatch/log.ts';
import type { Promised } from '../../dispatch/open-answers.ts';
import { Pending } from '../../dispatch/pending.ts';
import { UserError } from '../../errors.ts';
import { Conversation } from '../conversation/conversation.ts';
import { FollowUpTokens } from '../conversation/follow-up-tokens.ts';
import { Refused, type Service } from '../service.ts';
import { createClients } from './clients.ts';
import { harmless } from './errors.ts';
import { respondByCallback } from './first-response.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { createHandler } from './handle.ts';
import { apologise } from './interrupted.ts';
import { TOKEN_LIFE_MS } from './limits.ts';
import { createMessageHandler } from './messages.ts';
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
  const { token, dispatcher, log, guildId, apiUrl } = options;
  const onError = (error: unknown): void => log.warn({ err: harmless(error) }, 'discord');
  const { rest, webhooks } = createClients(token, apiUrl);
  const followUps = new FollowUpTokens(dispatcher.store.kept, TOKEN_LIFE_MS, onError);
  const files = { name: 'Discord', origins: options.fileOrigins ?? FILE_ORIGINS };
  const conversation = new Conversation({ dispatcher, files, followUps, words: WORDS, onError });
  const common = { conversation, dispatcher, rest, onError };
  const handle = createHandler({ ...common, webhooks, tokenLifeMs: TOKEN_LIFE_MS });
  const read = createMessageHandler(common, () => gateway?.botId);
  const pending = new Pending();
  const apologiseFor = (promised: Promised): Promise<void> =>
    pending.track(apologise(promised, { ...common, webhooks }));
  let gateway: Gateway | undefined;
  try {
    gateway = await openGateway({
      token,
      apiUrl,
      log,
      onError,
      onInteraction: (interaction) =>
        void pending.track(handle(interaction, respondByCallback(webhooks, interaction)).catch(onError)),
      onMessage: (message) => void pending.track(read(message).catch(onError)),
    });
    const wrote = await register(rest, gateway.applicationId, dispatcher.bot.commands, guildId);
    log.info({ wrote }, 'discord: ready');
  } catch (error) {
    await gateway?.close();
    throw failure(error);
  }
  const { applicationId, connected, mute, close } = gateway;
  dispatcher.answers.serve('discord', apologiseFor);
  return {
    name: 'discord',
    transport: createTransport({ rest, webhooks, applicationId, dispatcher, followUps, onError }),
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
    return new Refused('Discord: DISCORD_TOKEN is not accepted.', { cause });
  if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) {
    const why = `the commands could not be registered: ${error.message}. Is the bot in DISCORD_GUILD_ID?`;
    return new Refused(`Discord: ${why}`, { cause });
  }
  return new Error(`Discord: ${error instanceof Error ? error.message : String(error)}`, { cause });
}
