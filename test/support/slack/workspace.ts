import { EventEmitter, once } from 'node:events';
import { TIME_LIMIT_MS } from '../time-limit.ts';
import type { FakeFile, Json } from './blocks.ts';

/** A message as people see it. */
export interface FakeMessage {
  readonly ts: string;
  readonly channel: string;
  readonly thread: string | undefined;
  /** Whoever alone sees it. */
  readonly onlyFor: string | undefined;
  /** How it came: by a method of the Web API or a response_url. */
  readonly via: string;
  text: string;
  blocks: readonly Json[];
  edits: number;
  deleted: boolean;
}

export interface Call {
  readonly method: string;
  readonly args: Json;
}

/** How the next calls of a method are to fail. */
export interface Failure {
  readonly status?: number;
  readonly retryAfter?: number;
  readonly error?: string;
  /** The connection ends without an answer. */
  readonly broken?: boolean;
  /** It does not fail, but is answered only then. */
  readonly after?: Promise<void>;
}

interface ResponseUrl {
  readonly channel: string;
  readonly user: string;
  /** Does it belong to a command, and so to what it posts itself? */
  readonly own: boolean;
  uses: number;
  /** The message that it replaces: the one with the button, or the last that it posted itself. */
  original: FakeMessage | undefined;
}

/** What the fake Slack knows: who has seen what, and everything the app did. */
export class Workspace {
  readonly calls: Call[] = [];
  readonly messages: FakeMessage[] = [];
  readonly files = new Map<string, FakeFile>();
  readonly responseUrls = new Map<string, ResponseUrl>();
  readonly responses: Json[] = [];
  readonly views: Json[] = [];
  /** The home tabs, by user. */
  readonly homes = new Map<string, Json>();
  /** What no well-behaved app does. */
  readonly problems: string[] = [];
  readonly usedScopes = new Set<string>();
  /** The channels that the bot is in. */
  readonly members = new Set(['C0MEMBER']);
  /** What people have attached to their messages, by name. */
  readonly attached = new Map<string, string | Buffer>();
  readonly failures = new Map<string, Failure[]>();
  /** How often a file has to be looked at until it may be shown. */
  looksUntilReady = 1;
  private readonly triggers = new Set<string>();
  private readonly changes = new EventEmitter();
  private count = 0;

  changed(): void {
    this.changes.emit('change');
  }

  /** Resolves with what `look` finds, as soon as it finds something. */
  async until<T>(look: () => T | undefined | false, what = String(look)): Promise<T> {
    const late = AbortSignal.timeout(TIME_LIMIT_MS);
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      try {
        await once(this.changes, 'change', { signal: late });
      } catch {
        throw new Error(`never happened: ${what}\n${JSON.stringify(this.messages, null, 1).slice(0, 3000)}`);
      }
    }
  }

  /** The messages that can be seen now. */
  get visible(): FakeMessage[] {
    return this.messages.filter(({ deleted }) => !deleted);
  }

  /** The first message that can be seen and has this in its blocks. */
  seen(words: string): Promise<FakeMessage> {
    return this.until(
      () => this.visible.find(({ blocks }) => JSON.stringify(blocks).includes(words)),
      `a message with ${words}`,
    );
  }

  called(method: string): Json[] {
    return this.calls.filter((call) => call.method === method).map(({ args }) => args);
  }

  failNext(method: string, ...failures: Failure[]): void {
    this.failures.set(method, [...(this.failures.get(method) ?? []), ...failures]);
  }

  show(message: Omit<FakeMessage, 'ts' | 'edits' | 'deleted'>): FakeMessage {
    const shown = { ...message, ts: `1700000000.${String(++this.count).padStart(6, '0')}`, edits: 0, deleted: false };
    this.messages.push(shown);
    return shown;
  }

  nextId(prefix: string): string {
    return `${prefix}${String(++this.count).padStart(8, '0')}`;
  }

  trigger(): string {
    const id = this.nextId('trigger.');
    this.triggers.add(id);
    return id;
  }

  /** Takes a trigger; Slack's word for why that cannot be. */
  useTrigger(id: string): string | undefined {
    return this.triggers.delete(id) ? undefined : 'exchanged_trigger_id';
  }
}
