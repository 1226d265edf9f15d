import type { REST } from 'discord.js';
import { InteractionResponseType, MessageFlags, RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import type { Answer } from '../../dispatch/bot.ts';
import type { Reply } from '../../reply/document.ts';
import type { Audience, ResponseWriter } from '../conversation/response-writer.ts';
import { type ComposeOptions, compose, sendOrText } from './compose.ts';
import type { Respond } from './first-response.ts';
import { type Asked, askedAt } from './origin.ts';
import type { Message } from './render.ts';
import { isCode } from './rest/errors.ts';

/** A first response over HTTP may still be on its way, and until it is there nothing can be edited: then it is tried again. */
const EARLY_MS = 3000;
const EARLY_PAUSES_MS = [150, 600];

/** In front of a job's id, in the id of the button that cancels it. */
export const CANCEL = 'stop:';

export interface WriterOptions extends ComposeOptions {
  readonly tokenLifeMs: number;
  /** The client for what the bot does by itself, and the one for what an interaction's token allows. */
  readonly rest: REST;
  readonly webhooks: REST;
}

/** How another process can respond to an interaction: the token is a secret. */
export type PromisedResponse = Pick<Asked, 'id' | 'application_id' | 'token'>;

/** Responds to an interaction, through its token as long as that lives. */
export class DiscordResponseWriter implements ResponseWriter {
  private readonly asked: Asked;
  private readonly respond: Respond;
  private readonly options: WriterOptions;
  private readonly tokenEnds: number;
  private hidden = false;
  private knownBy = 0;
  private reply: { readonly id: string; readonly channel_id: string } | undefined;

  constructor(asked: Asked, respond: Respond, options: WriterOptions) {
    this.asked = asked;
    this.respond = respond;
    this.options = options;
    this.tokenEnds = performance.now() + options.tokenLifeMs;
  }

  get audience(): Audience {
    return this.hidden ? 'asker' : 'everybody';
  }

  /** Has the token ended? What is private can no longer be said then. */
  get expired(): boolean {
    return performance.now() >= this.tokenEnds;
  }

  get followUp(): { readonly token: string; readonly issuedAt: number } {
    return { token: this.asked.token, issuedAt: askedAt(this.asked) };
  }

  get address(): string {
    const { id, application_id, token } = this.asked;
    return JSON.stringify({ id, application_id, token } satisfies PromisedResponse);
  }

  /** @throws Error when it is too late for that */
  async acknowledge(audience: Audience): Promise<void> {
    this.hidden = audience === 'asker';
    this.knownBy = performance.now() + EARLY_MS;
    await this.respond({
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      ...(this.hidden && { data: { flags: MessageFlags.Ephemeral } }),
    });
  }

  async decline(reply: Reply): Promise<void> {
    const { body } = await compose(reply, this.options);
    const data = { ...body, flags: body.flags | MessageFlags.Ephemeral };
    await this.respond({ type: InteractionResponseType.ChannelMessageWithSource, data });
  }

  async showProgress(reply: Reply, jobId: string, audience: Audience): Promise<void> {
    if (audience === 'everybody' || this.hidden)
      await this.edit(await compose(reply, this.options, { cancelId: CANCEL + jobId }));
  }

  async show({ reply, pictures }: Answer, audience: Audience): Promise<void> {
    const inPlace = audience === 'everybody' || this.hidden;
    if (!inPlace) await this.remove();
    const send = (message: Message): Promise<void> => (inPlace ? this.edit(message) : this.whisper(message));
    await sendOrText(reply, send, this.options, { pictures });
  }

  /** Shows a message in place of what the reply shows now. */
  private async edit({ body, files }: Message): Promise<void> {
    const { rest, webhooks } = this.options;
    if (!this.expired)
      this.reply = (await this.untilKnown(() =>
        webhooks.patch(this.original, { body, files, auth: false }),
      )) as typeof this.reply;
    else if (this.reply && !this.hidden) await rest.patch(this.byId(this.reply), { body, files });
    else throw new Error('the answer came when Discord no longer took it');
  }

  /** Shows a message to the person alone. */
  private async whisper(message: Message): Promise<void> {
    const { application_id, token } = this.asked;
    if (this.expired) throw new Error('a private answer came when Discord no longer took it');
    const body = { ...message.body, flags: message.body.flags | MessageFlags.Ephemeral };
    const { files } = message;
    await this.options.webhooks.post(Routes.webhook(application_id, token), { body, files, auth: false });
  }

  /**
   * Takes the reply away that everybody sees; one that is gone already is fine. To be done before something is said to the
   * asker alone: a follow-up to a reply that is still awaited would take its place, for everybody to see.
   */
  private async remove(): Promise<void> {
    try {
      if (!this.expired) await this.untilKnown(() => this.options.webhooks.delete(this.original, { auth: false }));
      else if (this.reply) await this.options.rest.delete(this.byId(this.reply));
    } catch (error) {
      if (!isCode(error, RESTJSONErrorCodes.UnknownMessage)) throw error;
    }
  }

  /** Makes a request about the reply; again where Discord does not know yet that there will be one. */
  private async untilKnown<T>(request: () => Promise<T>): Promise<T> {
    for (const pause of EARLY_PAUSES_MS) {
      try {
        return await request();
      } catch (error) {
        if (!isCode(error, RESTJSONErrorCodes.UnknownWebhook) || performance.now() > this.knownBy) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    return request();
  }

  private get original(): `/${string}` {
    return Routes.webhookMessage(this.asked.application_id, this.asked.token);
  }

  private byId({ id, channel_id }: { readonly id: string; readonly channel_id: string }): `/${string}` {
    return Routes.channelMessage(channel_id, id);
  }
}
