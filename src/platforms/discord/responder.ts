import { randomUUID } from 'node:crypto';
import type { ButtonInteraction } from 'discord.js';
import type { Question } from '../../dispatch/bot.ts';
import type { Desk, Served } from '../../dispatch/dispatcher.ts';
import { UserError } from '../../errors.ts';
import { paragraph, say } from '../../reply/build.ts';
import type { Reply } from '../../reply/document.ts';
import { errorReply } from '../../reply/error-reply.ts';
import type { Tokens } from '../tokens.ts';
import { compose } from './compose.ts';
import { Exchange } from './exchange.ts';
import { Progress } from './progress.ts';
import type { Message } from './render.ts';
import { type Asked, visitorOf } from './visitor.ts';

const PROGRESS_EVERY_MS = 1000;
const STOP = 'stop:';

const sentence = (text: string): Reply => ({ nodes: [paragraph(say`${text}`)] });

export interface ResponderOptions {
  readonly desk: Desk;
  readonly tokenLifeMs: number;
  /** Gets the token of everything that has been answered. */
  readonly tokens: Tokens;
  /** Is told of what went wrong and what nobody else will hear of. */
  readonly onError: (error: unknown) => void;
}

/** Brings questions to the desk and answers back. */
export class Responder {
  private readonly options: ResponderOptions;
  /** Work that can be stopped, by the id of its button. */
  private readonly running = new Map<string, { readonly user: string; readonly stop: () => void }>();

  constructor(options: ResponderOptions) {
    this.options = options;
  }

  /** Acknowledges at once, then asks and answers. `prepare` may throw a UserError. */
  async answer(asked: Asked, hidden: boolean, prepare: () => Promise<Question>): Promise<void> {
    const exchange = new Exchange(asked, this.options.tokenLifeMs);
    await exchange.acknowledge(hidden);
    const stopId = STOP + randomUUID();
    const work = new AbortController();
    const progress = new Progress<Reply>(async (reply) => {
      this.running.set(stopId, { user: asked.user.id, stop: () => work.abort() });
      await exchange.show(await this.message(reply, undefined, stopId)).catch(this.options.onError);
    }, PROGRESS_EVERY_MS);
    let served: Served;
    try {
      served = await this.ask(asked, prepare, work.signal, (reply) => progress.next(reply));
      await progress.end();
    } finally {
      this.running.delete(stopId);
    }
    try {
      await this.show(exchange, served);
    } catch (error) {
      this.options.onError(error);
      // Better than a reply that is awaited for ever.
      if (!exchange.expired)
        await exchange.whisper(await this.message(sentence('Sorry, I have an answer, but Discord did not take it.')));
    }
    const { user, channelId, token, createdTimestamp } = asked;
    if (channelId !== null) this.options.tokens.note(channelId, user.id, token, createdTimestamp);
  }

  /** A click on the button that stops work. */
  static stops(click: ButtonInteraction): boolean {
    return click.customId.startsWith(STOP);
  }

  /** Stops work at once, for the person who asked for it. */
  async stop(click: ButtonInteraction): Promise<void> {
    const work = this.running.get(click.customId);
    if (work?.user === click.user.id) {
      work.stop();
      await click.deferUpdate();
      return;
    }
    const exchange = new Exchange(click, this.options.tokenLifeMs);
    await exchange.acknowledge(true);
    const why = work ? 'Only the person who asked for this can stop it.' : 'This is no longer running.';
    await exchange.whisper(await this.message(sentence(why)));
  }

  private async ask(
    asked: Asked,
    prepare: () => Promise<Question>,
    signal: AbortSignal,
    onProgress: (reply: Reply) => void,
  ): Promise<Served> {
    let question: Question;
    try {
      question = await prepare();
    } catch (error) {
      if (error instanceof UserError) return { kind: 'refusal', reply: errorReply(error) };
      this.options.onError(error);
      return { kind: 'refusal', reply: sentence('Sorry, something went wrong on our side. It is in the log.') };
    }
    return this.options.desk.serve({ ...visitorOf(asked), question, onProgress, signal });
  }

  private async show(exchange: Exchange, served: Served): Promise<void> {
    switch (served.kind) {
      case 'answer': {
        const message = await this.message(served.answer.reply, served.answer.pictures);
        return served.private ? exchange.whisper(message) : exchange.show(message);
      }
      case 'refusal':
        return exchange.whisper(await this.message(served.reply));
      case 'stopped':
        return exchange.show(await this.message(sentence('Stopped.')));
      case 'repeat':
        return;
    }
  }

  private message(reply: Reply, pictures?: ReadonlyMap<string, Uint8Array>, stopId?: string): Promise<Message> {
    const { desk, onError } = this.options;
    return compose(reply, { desk, onError, pictures, stopId });
  }
}
