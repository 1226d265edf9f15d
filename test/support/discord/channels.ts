import { EventEmitter, once } from 'node:events';
import { TIME_LIMIT_MS } from '../time-limit.ts';
import { messageProblems } from './check-message.ts';
import { asPosted, shown } from './conversations.ts';
import type { Shown } from './people.ts';
import { type Json, Refusal, refuseBody } from './refusal.ts';
import type { Made } from './rest.ts';

/** A message that the bot has sent by itself, in all its states. */
export interface Posted {
  readonly id: string;
  readonly channelId: string;
  readonly nonce: string;
  /** The message that it answers. */
  readonly answers: string | undefined;
  readonly states: Shown[];
  deleted: boolean;
}

/** What the bot says in channels by itself. */
export class Channels extends EventEmitter {
  readonly posted: Posted[] = [];
  /** Channels that are gone, and those where the bot may say nothing. */
  readonly gone = new Set<string>();
  readonly forbidden = new Set<string>();
  /** Direct messages with people who want none. */
  readonly closed = new Set<string>();
  private next = 600_000_000_000_000_001n;

  post(channelId: string, made: Made): unknown {
    this.admit(channelId);
    const { nonce, enforce_nonce, message_reference: reference, ...body } = made.body as Json;
    const answers = (reference as { message_id?: string } | undefined)?.message_id;
    const good = typeof nonce === 'string' && nonce.length >= 1 && nonce.length <= 25 && enforce_nonce === true;
    refuseBody([...(good ? [] : ['nonce']), ...messageProblems(body, made.uploads)]);
    const before = this.posted.find((one) => one.nonce === nonce && one.channelId === channelId);
    if (before !== undefined) return asPosted(before.id, channelId);
    const id = String(this.next++);
    const state = shown(id, channelId, false, made);
    this.posted.push({ id, channelId, nonce: String(nonce), answers, states: [state], deleted: false });
    this.emit('changed');
    return asPosted(id, channelId);
  }

  /** Direct messages with a person. */
  openDirect(id: string): unknown {
    return { id, type: 1 };
  }

  delete(channelId: string, id: string): void {
    const message = this.posted.find((one) => one.id === id && one.channelId === channelId && !one.deleted);
    if (message === undefined) throw new Refusal(404, 10008, 'Unknown Message');
    message.deleted = true;
    this.emit('changed');
  }

  /** Does it know the message, and so answer for it? */
  has(id: string): boolean {
    return this.posted.some((one) => one.id === id);
  }

  edit(channelId: string, id: string, made: Made): unknown {
    this.admit(channelId);
    const message = this.posted.find((one) => one.id === id && one.channelId === channelId && !one.deleted);
    if (message === undefined) throw new Refusal(404, 10008, 'Unknown Message');
    refuseBody(messageProblems(made.body as Json, made.uploads));
    message.states.push(shown(id, channelId, false, made));
    this.emit('changed');
    return asPosted(id, channelId);
  }

  /** Waits until `look` finds something. */
  async until<T>(look: () => T | undefined | false, ms = TIME_LIMIT_MS): Promise<T> {
    const signal = AbortSignal.timeout(ms);
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      await once(this, 'changed', { signal });
    }
  }

  private admit(channelId: string): void {
    if (this.gone.has(channelId)) throw new Refusal(404, 10003, 'Unknown Channel');
    if (this.closed.has(channelId)) throw new Refusal(403, 50007, 'Cannot send messages to this user');
    if (this.forbidden.has(channelId)) throw new Refusal(403, 50013, 'Missing Permissions');
  }
}
