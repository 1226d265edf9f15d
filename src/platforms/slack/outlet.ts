import { webApi } from '@slack/bolt';
import type { Spot } from './files.ts';
import { RESPONSE_URL_USES } from './limits.ts';
import type { Pace } from './pace.ts';
import type { Message } from './render.ts';
import { type ResponseBody, respondTo } from './respond.ts';

/** Where somebody asked, and so where the answer goes. */
export interface Place extends Spot {
  readonly user: string;
  readonly responseUrl?: string | undefined;
  /** A response_url of a button replaces the message with the button; one of a command only what it posted itself. */
  readonly replaceable?: boolean | undefined;
}

export interface Wires {
  readonly client: webApi.WebClient;
  /** Fails at once where the other one waits: for what is stale when it comes late. */
  readonly hasty: webApi.WebClient;
  readonly pace: Pace;
  readonly onError: (error: unknown) => void;
}

export type Audience = 'everybody' | 'asker';

/** Nothing but what the message says itself is to be made of it. */
export const PLAIN = { parse: 'none', link_names: false } as const;
export const NO_UNFURLING = { unfurl_links: false, unfurl_media: false } as const;

/** Says the answer to one question, and before it how far the work has come. */
export class Outlet {
  private readonly wires: Wires;
  private readonly place: Place;
  /** The message that everybody sees the progress in, and whether there can be one. */
  private posted: string | undefined;
  private mayPost = true;
  private whispered = false;
  private uses = 0;
  private sending: Promise<void> | undefined;

  constructor(wires: Wires, place: Place) {
    this.wires = wires;
    this.place = place;
  }

  /** Who sees the progress that was shown. */
  get audience(): Audience {
    return this.posted === undefined ? 'asker' : 'everybody';
  }

  /** Shows progress, or drops it when the last one is still on its way or too recent. */
  progress(message: Message, to: Audience): void {
    if (this.sending !== undefined || !this.wires.pace.take(this.place.channel)) return;
    this.sending = this.showProgress(message, to)
      .catch((error) => this.wires.onError(error))
      .finally(() => {
        this.sending = undefined;
      });
  }

  /**
   * Says the answer, in place of the progress where that is possible.
   *
   * @throws Error when Slack does not take the message
   */
  async say(message: Message, to: Audience): Promise<void> {
    await this.sending;
    const { client } = this.wires;
    const { channel, responseUrl, replaceable = false } = this.place;
    if (this.posted !== undefined && to === 'everybody') {
      await client.chat.update({ channel, ts: this.posted, ...message, ...PLAIN });
      return;
    }
    if (this.posted !== undefined) await this.takeBack(this.posted);
    if (responseUrl === undefined || this.uses >= RESPONSE_URL_USES) return this.chat(message, to);
    try {
      const replace = to === 'asker' && this.whispered && replaceable;
      if (this.whispered && replaceable && !replace) await this.forget(responseUrl);
      await this.respond(responseUrl, {
        ...message,
        response_type: to === 'asker' ? 'ephemeral' : 'in_channel',
        replace_original: replace,
      });
    } catch (error) {
      if (!/expired_url|used_url/.test(String(error))) throw error;
      await this.chat(message, to);
    }
  }

  private async showProgress(message: Message, to: Audience): Promise<void> {
    const { hasty, pace } = this.wires;
    const { channel, responseUrl } = this.place;
    try {
      if (this.posted !== undefined) {
        await hasty.chat.update({ channel, ts: this.posted, ...message, ...PLAIN });
        return;
      }
      if (to === 'everybody' && this.mayPost && !this.whispered) {
        this.posted = (await hasty.chat.postMessage(this.post(message))).ts;
        return;
      }
    } catch (error) {
      if (error instanceof webApi.WebAPIRateLimitedError) return pace.hold(channel, error.retryAfter);
      // Most likely the bot is no member of the channel: what a command answers may be said there all the same.
      this.mayPost = false;
    }
    if (responseUrl === undefined || this.whispered || this.posted !== undefined) return;
    this.whispered = true;
    await this.respond(responseUrl, { ...message, response_type: 'ephemeral', replace_original: false });
  }

  private async takeBack(ts: string): Promise<void> {
    this.posted = undefined;
    this.mayPost = false;
    await this.wires.client.chat.delete({ channel: this.place.channel, ts }).catch(this.wires.onError);
  }

  private async forget(responseUrl: string): Promise<void> {
    this.whispered = false;
    await this.respond(responseUrl, { delete_original: true }).catch(this.wires.onError);
  }

  private async respond(url: string, body: ResponseBody): Promise<void> {
    this.uses++;
    const { thread } = this.place;
    await respondTo(url, thread === undefined ? body : { ...body, thread_ts: thread });
  }

  private async chat(message: Message, to: Audience): Promise<void> {
    const { channel, user, thread } = this.place;
    if (to === 'everybody') await this.wires.client.chat.postMessage(this.post(message));
    else
      await this.wires.client.chat.postEphemeral({
        channel,
        user,
        ...(thread !== undefined && { thread_ts: thread }),
        ...message,
        ...PLAIN,
      });
  }

  private post(message: Message): webApi.ChatPostMessageArguments {
    const { channel, thread } = this.place;
    const where = thread === undefined ? { channel } : { channel, thread_ts: thread };
    return { ...where, ...message, ...PLAIN, ...NO_UNFURLING };
  }
}
