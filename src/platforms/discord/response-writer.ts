import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Answer } from '../../dispatch/bot.ts';
import type { Reply } from '../../reply/document.ts';
import type { Audience, ResponseWriter } from '../conversation/response-writer.ts';
import { type ComposeOptions, compose } from './compose.ts';
import type { Asked } from './origin.ts';
import type { Message } from './render.ts';

/** In front of a job's id, in the id of the button that cancels it. */
export const CANCEL = 'stop:';

export interface WriterOptions extends ComposeOptions {
  readonly tokenLifeMs: number;
}

/** Responds to an interaction, through its token as long as that lives. */
export class DiscordResponseWriter implements ResponseWriter {
  private readonly interaction: Asked;
  private readonly options: WriterOptions;
  private readonly tokenEnds: number;
  private hidden = false;
  private reply: { readonly id: string; readonly channelId: string } | undefined;

  constructor(interaction: Asked, options: WriterOptions) {
    this.interaction = interaction;
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
    return { token: this.interaction.token, issuedAt: this.interaction.createdTimestamp };
  }

  /** @throws DiscordAPIError when it is too late for that */
  async acknowledge(audience: Audience): Promise<void> {
    this.hidden = audience === 'asker';
    try {
      const { resource } = await this.interaction.deferReply({
        withResponse: true,
        ...(this.hidden && { flags: MessageFlags.Ephemeral }),
      });
      this.reply = resource?.message ?? undefined;
    } catch (error) {
      // Either a first try got through and only its response was lost, or this is a second delivery: the dispatcher knows.
      if (!isCode(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)) throw error;
    }
  }

  async showProgress(reply: Reply, jobId: string, audience: Audience): Promise<void> {
    if (audience === 'everybody' || this.hidden)
      await this.edit(await compose(reply, this.options, { cancelId: CANCEL + jobId }));
  }

  async show({ reply, pictures }: Answer, audience: Audience): Promise<void> {
    const message = await compose(reply, this.options, { pictures });
    return audience === 'everybody' || this.hidden ? this.edit(message) : this.whisper(message);
  }

  /** Shows a message in place of what the reply shows now. */
  private async edit({ body, files }: Message): Promise<void> {
    const { rest } = this.interaction.client;
    if (!this.expired) await rest.patch(this.original, { body, files, auth: false });
    else if (this.reply && !this.hidden) await rest.patch(this.byId(this.reply), { body, files });
    else throw new Error('the answer came when Discord no longer took it');
  }

  /** Shows a message to the person alone; the reply that everybody sees goes away. */
  private async whisper(message: Message): Promise<void> {
    const { client, applicationId, token } = this.interaction;
    // In this order: a follow-up to a reply that is still awaited would take its place, for everybody to see.
    await this.remove();
    if (this.expired) throw new Error('a private answer came when Discord no longer took it');
    const body = { ...message.body, flags: message.body.flags | MessageFlags.Ephemeral };
    await client.rest.post(Routes.webhook(applicationId, token), { body, files: message.files, auth: false });
  }

  /** Takes the reply away; one that is gone already is fine. */
  private async remove(): Promise<void> {
    const { rest } = this.interaction.client;
    try {
      if (!this.expired) await rest.delete(this.original, { auth: false });
      else if (this.reply) await rest.delete(this.byId(this.reply));
    } catch (error) {
      if (!isCode(error, RESTJSONErrorCodes.UnknownMessage)) throw error;
    }
  }

  private get original(): `/${string}` {
    return Routes.webhookMessage(this.interaction.applicationId, this.interaction.token);
  }

  private byId({ id, channelId }: { readonly id: string; readonly channelId: string }): `/${string}` {
    return Routes.channelMessage(channelId, id);
  }
}

/** Did Discord refuse a request for this reason? */
export const isCode = (error: unknown, code: RESTJSONErrorCodes): boolean =>
  error instanceof DiscordAPIError && error.code === code;
