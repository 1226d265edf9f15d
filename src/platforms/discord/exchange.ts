import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Message } from './render.ts';
import type { Asked } from './visitor.ts';

/** An interaction that is being answered, through its token as long as that lives. */
export class Exchange {
  private readonly interaction: Asked;
  private readonly tokenEnds: number;
  private hidden = false;
  private reply: { readonly id: string; readonly channelId: string } | undefined;

  constructor(interaction: Asked, tokenLifeMs: number) {
    this.interaction = interaction;
    this.tokenEnds = performance.now() + tokenLifeMs;
  }

  /**
   * Says that an answer will come, to everybody or to the person alone.
   *
   * @throws DiscordAPIError when it is too late for that
   */
  async acknowledge(hidden: boolean): Promise<void> {
    this.hidden = hidden;
    try {
      const { resource } = await this.interaction.deferReply({
        withResponse: true,
        ...(hidden && { flags: MessageFlags.Ephemeral }),
      });
      this.reply = resource?.message ?? undefined;
    } catch (error) {
      // Either a first try got through and only its response was lost, or this is a second delivery: the desk knows.
      if (!isCode(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)) throw error;
    }
  }

  /** Shows a message in place of what the reply shows now. */
  async show({ body, files }: Message): Promise<void> {
    const { rest } = this.interaction.client;
    if (!this.expired) await rest.patch(this.original, { body, files, auth: false });
    else if (this.reply && !this.hidden) await rest.patch(this.byId(this.reply), { body, files });
    else throw new Error('the answer came when Discord no longer took it');
  }

  /** Shows a message to the person alone; a reply that everybody sees goes away. */
  async whisper(message: Message): Promise<void> {
    if (this.hidden) return this.show(message);
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

  /** Has the token ended? What is private can no longer be said then. */
  get expired(): boolean {
    return performance.now() >= this.tokenEnds;
  }

  private get original(): `/${string}` {
    return Routes.webhookMessage(this.interaction.applicationId, this.interaction.token);
  }

  private byId({ id, channelId }: { readonly id: string; readonly channelId: string }): `/${string}` {
    return Routes.channelMessage(channelId, id);
  }
}

const isCode = (error: unknown, code: RESTJSONErrorCodes): boolean =>
  error instanceof DiscordAPIError && error.code === code;
