import { EventEmitter, once } from 'node:events';
import { TIME_LIMIT_MS } from '../time-limit.ts';
import { messageProblems, type Upload } from './check-message.ts';
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
  /** Files that it has, by id. */
  readonly files: Map<string, Upload>;
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
  /** Channels where the bot may pin nothing, and the messages that are pinned. */
  readonly unpinnable = new Set<string>();
  readonly pinned = new Set<string>();
  private next = 600_000_000_000_000_001n;

  post(channelId: string, made: Made): unknown {
    this.admit(channelId);
    const { nonce, enforce_nonce, message_reference: reference, ...body } = made.body as Json;
    const answers = (reference as { message_id?: string } | undefined)?.message_id;
    const good = typeof nonce === 'string' && nonce.length >= 1 && nonce.length <= 25 && enforce_nonce === true;
    refuseBody([...(good ? [] : ['nonce']), ...messageProblems(body, made.uploads)]);
    const before = this.posted.find((one) => one.nonce === nonce && one.channelId === channelId);
    if (before !== undefined) return withFiles(before);
    const id = String(this.next++);
    const state = shown(id, channelId, false, made);
    const files = this.filed(made);
    const posted = { id, channelId, nonce: String(nonce), answers, states: [state], files, deleted: false };
    this.posted.push(posted);
    this.emit('changed');
    return withFiles(posted);
  }

  pin(channelId: string, id: string, on: boolean): void {
    this.admit(channelId);
    if (this.unpinnable.has(channelId)) throw new Refusal(403, 50013, 'Missing Permissions');
    if (!this.posted.some((one) => one.id === id && one.channelId === channelId && !one.deleted))
      throw new Refusal(404, 10008, 'Unknown Message');
    if (on) this.pinned.add(id);
    else this.pinned.delete(id);
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
    // Files that it has already are kept where the edit lists them.
    const listed = ((made.body as Json)['attachments'] ?? []) as { id: string }[];
    const kept = listed.flatMap((one) => {
      const file = message.files.get(one.id);
      return file === undefined ? [] : [[one.id, file] as const];
    });
    const uploads = new Map([...made.uploads, ...kept.map(([one, file]) => [`files[${one}]`, file] as const)]);
    refuseBody(messageProblems(made.body as Json, uploads));
    message.states.push(shown(id, channelId, false, { ...made, uploads }));
    message.files.clear();
    for (const [one, file] of [...kept, ...this.filed(made)]) message.files.set(one, file);
    this.emit('changed');
    return withFiles(message);
  }

  /** Uploads by the ids that they get. */
  private filed({ uploads }: Made): Map<string, Upload> {
    return new Map([...uploads.values()].map((upload) => [String(this.next++), upload]));
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

/** The message as Discord gives it back: its components name the attachments that they show. */
const withFiles = ({ id, channelId, files }: Posted): unknown => ({
  ...asPosted(id, channelId),
  components: [...files].map(([attachment, { name }]) => {
    const media = {
      url: `https://cdn.example/attachments/${channelId}/${attachment}/${name}?ex=1`,
      attachment_id: attachment,
    };
    return { type: 12, id: 1, items: [{ media }] };
  }),
});
