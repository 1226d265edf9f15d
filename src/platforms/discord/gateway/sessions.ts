import { createHash, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { SessionInfo } from '@discordjs/ws';
import { z } from 'zod';
import type { KeptStore } from '../../../store/shared/kept-store.ts';
import { isSocketUrl } from './socket-url.ts';

const SCOPE = 'discord-session';
const SAVE_EVERY_MS = 5_000;
/** Saved so long ago, it belongs to nobody any more. */
const ABANDONED_MS = 3 * SAVE_EVERY_MS;
/** Discord forgets a session within minutes. */
const KEEP_MS = 15 * 60_000;

const saved = z.object({
  sessionId: z.string(),
  resumeURL: z.string().refine(isSocketUrl),
  sequence: z.number().int(),
  shardCount: z.number().int(),
  applicationId: z.string(),
  botId: z.string(),
  /** The process that has it, and undefined once it has stopped. */
  owner: z.object({ id: z.string(), host: z.string(), pid: z.number() }).optional(),
  savedAt: z.number(),
});
type Saved = z.infer<typeof saved>;
type Owner = NonNullable<Saved['owner']>;

/** Who the bot is, as Discord tells at the begin of a session. */
export interface Identity {
  readonly applicationId: string;
  readonly botId: string;
}

interface SessionsOptions {
  readonly kept: KeptStore;
  readonly token: string;
  readonly shardCount: number;
  readonly onError: (error: unknown) => void;
}

/** The sessions of this process's shards: in memory, and saved now and then so that the next start goes on with them. */
export class Sessions {
  private readonly options: SessionsOptions;
  private readonly sessions = new Map<number, SessionInfo>();
  /** The last event of each shard that was handled; what came later is to come again. */
  private readonly handled = new Map<number, number>();
  /** Sessions that are over, by shard: what still comes of them begins nothing. */
  private readonly over = new Map<number, string>();
  private readonly tokenKey: string;
  private readonly owner: Owner = { id: randomUUID(), host: hostname(), pid: process.pid };
  private timer: NodeJS.Timeout | undefined;
  private saving: Promise<void> = Promise.resolve();
  identity: Identity | undefined;

  constructor(options: SessionsOptions) {
    this.options = options;
    this.tokenKey = createHash('sha256').update(options.token).digest('base64url').slice(0, 22);
  }

  /** Takes over what a process before has left, and saves from now on. */
  async open(shardIds: readonly number[]): Promise<void> {
    for (const shardId of shardIds) {
      const left = await this.left(shardId);
      if (left === undefined) continue;
      const { sessionId, resumeURL, sequence, shardCount, applicationId, botId } = left;
      this.sessions.set(shardId, { sessionId, resumeURL, sequence, shardCount, shardId });
      this.handled.set(shardId, sequence);
      this.identity = { applicationId, botId };
    }
    this.timer = setInterval(() => void this.save(), SAVE_EVERY_MS).unref();
  }

  retrieve(shardId: number): SessionInfo | null {
    return this.sessions.get(shardId) ?? null;
  }

  /** @param session null when it is over */
  update(shardId: number, session: SessionInfo | null): void {
    const before = this.sessions.get(shardId);
    if (session === null) {
      if (before !== undefined) this.over.set(shardId, before.sessionId);
      this.sessions.delete(shardId);
    } else if (session.sessionId !== this.over.get(shardId)) {
      if (session.sessionId !== before?.sessionId) this.handled.delete(shardId);
      this.sessions.set(shardId, session);
    }
  }

  noteHandled(shardId: number, sequence: number): void {
    this.handled.set(shardId, sequence);
  }

  /** Forgets a session that another process has taken over meanwhile: both would take it from each other for ever. */
  async giveUpTaken(shardId: number): Promise<void> {
    const session = this.sessions.get(shardId);
    const there = await this.read(shardId).catch(this.options.onError);
    const isTaken =
      there?.owner !== undefined && there.owner.id !== this.owner.id && there.sessionId === session?.sessionId;
    if (isTaken) this.update(shardId, null);
  }

  /** Saves for the last time, as left by this process. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.save({ left: true });
  }

  private save({ left = false } = {}): Promise<void> {
    this.saving = this.saving.then(() => this.saveAll(left)).catch(this.options.onError);
    return this.saving;
  }

  private async saveAll(left: boolean): Promise<void> {
    const { identity } = this;
    if (identity === undefined) return;
    const savedAt = Date.now();
    for (const [shardId, { sessionId, resumeURL, sequence, shardCount }] of this.sessions) {
      const value: Saved = {
        ...{ sessionId, resumeURL, shardCount, savedAt, ...identity },
        sequence: Math.min(sequence, this.handled.get(shardId) ?? sequence),
        ...(!left && { owner: this.owner }),
      };
      await this.options.kept.keep(SCOPE, this.keyOf(shardId), JSON.stringify(value), savedAt + KEEP_MS);
    }
  }

  /** What nobody has any more. */
  private async left(shardId: number): Promise<Saved | undefined> {
    const there = await this.read(shardId).catch(this.options.onError);
    if (there?.shardCount !== this.options.shardCount) return undefined;
    return there.owner === undefined || isGone(there.owner, there.savedAt) ? there : undefined;
  }

  private async read(shardId: number): Promise<Saved | undefined> {
    const text = await this.options.kept.find(SCOPE, this.keyOf(shardId));
    return text === undefined ? undefined : saved.safeParse(JSON.parse(text)).data;
  }

  private keyOf(shardId: number): string {
    return `${this.tokenKey} ${shardId}/${this.options.shardCount}`;
  }
}

/** Has a process ended? One on another machine has when it does not save any more. */
function isGone(owner: Owner, savedAt: number): boolean {
  if (Date.now() - savedAt > ABANDONED_MS) return true;
  // In a container every process has the same number.
  return owner.host === hostname() && (owner.pid === process.pid || !isAlive(owner.pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
