import { createHash } from 'node:crypto';
import { DiscordAPIError, RateLimitError } from '@discordjs/rest';
import type { REST } from 'discord.js';
import { RESTJSONErrorCodes as Code, MessageFlags, Routes } from 'discord-api-types/v10';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import {
  ChannelGone,
  type ChannelRef,
  type Illustrated,
  MessageGone,
  NotAllowed,
  type Transport,
} from '../../quiz/transport.ts';
import type { FollowUpTokens } from '../conversation/follow-up-tokens.ts';
import { compose } from './compose.ts';
import { KeptAttachments } from './kept-attachments.ts';
import type { Message } from './render.ts';

export interface TransportOptions {
  /** The client for what the bot does by itself, and the one for what an interaction's token allows. */
  readonly rest: REST;
  readonly webhooks: REST;
  readonly applicationId: string;
  readonly dispatcher: Dispatcher;
  readonly followUps: FollowUpTokens;
  readonly onError: (error: unknown) => void;
}

/** Discord takes 25 characters. */
const NONCE_LENGTH = 24;

const GONE: Readonly<Partial<Record<number | string, new (message: string) => Error>>> = {
  [Code.UnknownMessage]: MessageGone,
  [Code.CannotEditMessageAuthoredByAnotherUser]: MessageGone,
  [Code.UnknownChannel]: ChannelGone,
  [Code.UnknownGuild]: ChannelGone,
  [Code.MissingAccess]: NotAllowed,
  [Code.MissingPermissions]: NotAllowed,
  [Code.CannotSendMessagesToThisUser]: NotAllowed,
  [Code.InvalidActionOnArchivedThread]: NotAllowed,
};

/** Messages cannot be pinned in it. */
const PINLESS: readonly (number | string)[] = [
  Code.MaximumNumberOfPinsReachedForTheChannel,
  Code.CannotExecuteActionOnThisChannelType,
];

/** A follow-up's token has ended, or is of another application. */
const TOKEN_ENDED: readonly (number | string)[] = [
  Code.UnknownWebhook,
  Code.InvalidWebhookToken,
  Code.UnknownInteraction,
];

/** What a quiz says by itself on Discord, as the bot: by the ids of channel and message, which never end. */
export function createTransport({ rest, webhooks, applicationId, followUps, ...options }: TransportOptions): Transport {
  const attachments = new KeptAttachments();
  const messageOf = ({ reply, pictures }: Illustrated): Promise<Message> => compose(reply, options, { pictures });
  return {
    async post({ channel }, key, message) {
      const sent = await messageOf(message);
      const nonce = createHash('sha256').update(key).digest('base64url').slice(0, NONCE_LENGTH);
      // A message that was sent with this nonce a few minutes ago is given back instead of sent again.
      const once = { ...sent.body, nonce, enforce_nonce: true };
      const posted = await named(() => rest.post(Routes.channelMessages(channel), { body: once, files: sent.files }));
      const { id } = posted as { id: string };
      attachments.remember(id, sent, posted);
      return { id };
    },
    async edit({ channel }, id, message) {
      const sent = await messageOf(message);
      const patch = ({ body, files }: Message): Promise<unknown> =>
        rest.patch(Routes.channelMessage(channel, id), { body, files });
      const lean = attachments.lean(id, sent);
      const edited = await named(() =>
        patch(lean).catch((error: unknown) => {
          const isRefused = error instanceof DiscordAPIError && error.status === 400;
          // What we thought it has may be gone: then all of it is sent.
          if (!isRefused || lean.files.length === sent.files.length) throw error;
          return patch(sent);
        }),
      );
      attachments.remember(id, sent, edited);
    },
    async pin({ channel }, id, on) {
      const route = Routes.channelMessagesPin(channel, id);
      try {
        await named(() => (on ? rest.put(route) : rest.delete(route)));
      } catch (error) {
        throw error instanceof DiscordAPIError && PINLESS.includes(error.code) ? new NotAllowed(error.message) : error;
      }
    },
    async whisper(place: ChannelRef, user, message) {
      const token = await followUps.find({ ...place, user });
      if (token === undefined) return false;
      const { body, files } = await messageOf(message);
      const hidden = { ...body, flags: body.flags | MessageFlags.Ephemeral };
      try {
        await webhooks.post(Routes.webhook(applicationId, token), { body: hidden, files, auth: false });
        return true;
      } catch (error) {
        if (!(error instanceof DiscordAPIError && TOKEN_ENDED.includes(error.code))) throw error;
        await followUps.forget({ ...place, user });
        return false;
      }
    },
  };
}

/** Makes a request; what it says about the place is thrown by its name. */
async function named<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    // It has waited long enough by itself; the quiz tries again when Discord says.
    if (error instanceof RateLimitError) throw Object.assign(error, { retryAfterMs: error.retryAfter });
    const Named = error instanceof DiscordAPIError ? GONE[error.code] : undefined;
    throw Named === undefined ? error : new Named((error as Error).message);
  }
}
