import { webApi } from '@slack/bolt';
import type { Sending } from '../../../dispatch/open-answers.ts';
import type { ChannelRef } from '../../../quiz/transport.ts';
import type { Audience } from '../../conversation/response-writer.ts';
import type { SenderContext } from '../context.ts';
import { RESPONSE_URL_USES } from '../limits.ts';
import type { Workspace } from '../workspaces.ts';
import { whyRefused } from './refusal.ts';
import type { Message } from './render.ts';
import { type ResponseBody, respondTo } from './respond.ts';
import type { ResponseTarget } from './target.ts';

/** Nothing but what the message says itself is to be made of it. */
export const PLAIN = { parse: 'none', link_names: false } as const;
export const NO_UNFURLING = { unfurl_links: false, unfurl_media: false } as const;

/** A message of ours. */
export interface Posted {
  readonly ts: string;
  readonly channel: string;
}

/** Sends the messages of one response: by its response_url, or as the bot. */
export class Sender {
  private readonly context: SenderContext;
  private readonly workspace: Workspace;
  private readonly target: ResponseTarget;
  private readonly place: ChannelRef;
  /** The message that everybody sees the progress in, and whether there can be one. */
  posted: Posted | undefined;
  private mayPost = true;
  private whispered = false;
  private uses = 0;
  /** Does the response_url take nothing more? */
  private exhausted = false;

  constructor(context: SenderContext, workspace: Workspace, target: ResponseTarget, posted?: Posted) {
    this.context = context;
    this.workspace = workspace;
    this.target = target;
    this.posted = posted;
    this.place = { tenant: workspace.tenant, channel: target.channel };
  }

  /** Who sees the progress that was shown. */
  get audience(): Audience {
    return this.posted === undefined ? 'asker' : 'everybody';
  }

  /** Sends progress, or drops it when the last one in the channel is too recent. */
  async sendProgress(message: Message, to: Audience): Promise<void> {
    const { rateLimit } = this.context;
    const { impatientClient } = this.workspace;
    const { channel, responseUrl } = this.target;
    if (!(await rateLimit.take(this.place))) return;
    try {
      if (this.posted !== undefined) {
        await impatientClient.chat.update({ ...this.posted, ...message, ...PLAIN });
        return;
      }
      if (to === 'everybody' && this.mayPost && !this.whispered) {
        const { ts, channel: where = channel } = await impatientClient.chat.postMessage(this.post(message));
        this.posted = ts === undefined ? undefined : { ts, channel: where };
        return;
      }
    } catch (error) {
      if (error instanceof webApi.WebAPIRateLimitedError) return rateLimit.hold(this.place, error.retryAfter);
      // Most likely the bot is no member of the channel: what a command answers may be said there all the same.
      this.mayPost = false;
    }
    if (responseUrl === undefined || this.whispered || this.posted !== undefined) return;
    this.whispered = true;
    await this.respond(responseUrl, { ...message, response_type: 'ephemeral', replace_original: false });
  }

  /**
   * Sends a message, in place of the progress where that is possible.
   *
   * @param sending whether Slack has taken a message cannot be asked later on
   * @throws Error when Slack does not take it
   */
  async send(message: Message, to: Audience, sending: Sending = async () => true): Promise<void> {
    const { client } = this.workspace;
    const { responseUrl, replaceable = false } = this.target;
    if (this.posted !== undefined && to === 'everybody') {
      if (await sending()) await client.chat.update({ ...this.posted, ...message, ...PLAIN });
      return;
    }
    if (this.posted !== undefined) await this.takeBack(this.posted);
    const replace = to === 'asker' && this.whispered && replaceable;
    if (responseUrl !== undefined && this.whispered && replaceable && !replace) await this.forget(responseUrl);
    if (!(await sending())) return;
    if (responseUrl === undefined || this.exhausted || this.uses >= RESPONSE_URL_USES) return this.chat(message, to);
    try {
      await this.respond(responseUrl, {
        ...message,
        response_type: to === 'asker' ? 'ephemeral' : 'in_channel',
        replace_original: replace,
      });
    } catch (error) {
      const why = whyRefused(error);
      // What is said next is said as the bot.
      if (why !== 'content') this.exhausted = true;
      if (why !== 'place') throw error;
      await this.chat(message, to);
    }
  }

  private async takeBack(posted: { readonly ts: string; readonly channel: string }): Promise<void> {
    this.posted = undefined;
    this.mayPost = false;
    await this.workspace.client.chat.delete(posted).catch(this.context.onError);
  }

  private async forget(responseUrl: string): Promise<void> {
    this.whispered = false;
    await this.respond(responseUrl, { delete_original: true }).catch(this.context.onError);
  }

  private async respond(url: string, body: ResponseBody): Promise<void> {
    const { thread } = this.target;
    await respondTo(url, thread === undefined ? body : { ...body, thread_ts: thread }, () => this.uses++);
  }

  private async chat(message: Message, to: Audience): Promise<void> {
    const { channel, user, thread } = this.target;
    if (to === 'everybody') await this.workspace.client.chat.postMessage(this.post(message));
    else
      await this.workspace.client.chat.postEphemeral({
        channel,
        user,
        ...(thread !== undefined && { thread_ts: thread }),
        ...message,
        ...PLAIN,
      });
  }

  private post(message: Message): webApi.ChatPostMessageArguments {
    const { channel, thread } = this.target;
    const where = thread === undefined ? { channel } : { channel, thread_ts: thread };
    return { ...where, ...message, ...PLAIN, ...NO_UNFURLING };
  }
}
