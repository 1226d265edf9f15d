import type { REST } from 'discord.js';
import { RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import type { Answer } from '../../dispatch/bot.ts';
import type { Sending } from '../../dispatch/open-answers.ts';
import { sentence } from '../../reply/build.ts';
import type { Reply } from '../../reply/document.ts';
import type { Audience, ResponseWriter } from '../conversation/response-writer.ts';
import { type ComposeOptions, compose, sendOrText } from './compose.ts';
import type { Message } from './render.ts';
import { CANCEL } from './response-writer.ts';
import { isCode } from './rest/errors.ts';

/** The message that is answered. */
export interface Said {
  readonly id: string;
  readonly channel: string;
  readonly user: string;
  /** Do the two talk alone? */
  readonly direct: boolean;
}

/** How another process can answer a message, and the message that shows how far the work is. */
export interface PromisedReply {
  readonly said: Said;
  readonly posted?: string | undefined;
}

const CLOSED =
  'This answer is for you alone, and I cannot write to you. Allow direct messages, or use the slash command.';

/**
 * Answers a message: in its channel, and what is for the asker alone in a direct message, since in a channel only the
 * answer to a slash command can be for one person.
 */
export class DiscordMessageWriter implements ResponseWriter {
  private readonly rest: REST;
  private readonly said: Said;
  private readonly options: ComposeOptions;
  private posted: string | undefined;
  readonly expired = false;
  readonly followUp = undefined;

  /** @param posted the message that shows how far the work is, where another process began it */
  constructor(rest: REST, said: Said, options: ComposeOptions, posted?: string) {
    this.rest = rest;
    this.said = said;
    this.options = options;
    this.posted = posted;
  }

  get audience(): Audience {
    return this.posted === undefined && !this.said.direct ? 'asker' : 'everybody';
  }

  get address(): string {
    return JSON.stringify({ said: this.said, posted: this.posted } satisfies PromisedReply);
  }

  /** Shows that the bot types; where it may not, the answer says so. */
  async acknowledge(): Promise<void> {
    await this.rest.post(Routes.channelTyping(this.said.channel)).catch(this.options.onError);
  }

  async showProgress(reply: Reply, jobId: string, audience: Audience): Promise<void> {
    if (this.isSeenBy(audience)) await this.write(await compose(reply, this.options, { cancelId: CANCEL + jobId }));
  }

  async decline(reply: Reply): Promise<void> {
    await this.show({ reply, pictures: new Map() }, 'everybody');
  }

  async show({ reply, pictures }: Answer, audience: Audience, sending?: Sending): Promise<void> {
    // A message that is new cannot be found by another process, so nobody could see whether it went out.
    if (this.posted === undefined && (await sending?.()) === false) return;
    const send = (message: Message): Promise<void> =>
      this.isSeenBy(audience) ? this.write(message) : this.whisper(message);
    await sendOrText(reply, send, this.options, { pictures });
  }

  /** May a message for these people stand in the channel? */
  private isSeenBy(audience: Audience): boolean {
    return audience === 'everybody' || this.said.direct;
  }

  /** Answers in the channel, in place of what was shown before. */
  private async write({ body, files }: Message): Promise<void> {
    const { channel, id } = this.said;
    if (this.posted !== undefined) {
      await this.rest.patch(Routes.channelMessage(channel, this.posted), { body, files });
      return;
    }
    const reference = { message_id: id, fail_if_not_exists: false };
    try {
      this.posted = await this.post(channel, { body, files }, { message_reference: reference });
    } catch (error) {
      // Everybody may answer there, but not everybody may refer to what was said.
      if (!isCode(error, RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory)) throw error;
      this.posted = await this.post(channel, { body, files });
    }
  }

  private async whisper(message: Message): Promise<void> {
    const { user, channel } = this.said;
    if (this.posted !== undefined) await this.rest.delete(Routes.channelMessage(channel, this.posted));
    this.posted = undefined;
    try {
      const opened = (await this.rest.post(Routes.userChannels(), { body: { recipient_id: user } })) as { id: string };
      await this.post(opened.id, message);
    } catch (error) {
      if (!isCode(error, RESTJSONErrorCodes.CannotSendMessagesToThisUser)) throw error;
      await this.write(await compose(sentence(CLOSED), this.options));
    }
  }

  /** @returns the id of the new message; of one that was sent already, when a response was lost */
  private async post(channel: string, { body, files }: Message, more: object = {}): Promise<string> {
    const once = { ...body, ...more, nonce: this.said.id, enforce_nonce: true };
    return ((await this.rest.post(Routes.channelMessages(channel), { body: once, files })) as { id: string }).id;
  }
}
