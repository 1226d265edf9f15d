import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { StoreUnavailable } from '../store/outage.ts';
import type { DeliveryRef, OpenAnswer } from '../store/shared/open-answers.ts';
import type { Store } from '../store/store.ts';
import { Pending } from './pending.ts';

const BEAT_MS = 1_000;
/** Silent for longer than this, a process may have been taken for dead. */
const UNSURE_AFTER_MS = 8_000;
const TAKE_AT_ONCE = 100;
/** Ids of deliveries that are known without the store. */
const MAX_KNOWN = 50_000;

/** How an answer can be given by another process, and the line that asked for it; the address is secret. */
export interface Promised {
  readonly address: string;
  readonly line?: string | undefined;
}

/**
 * To be awaited right before something goes out of which nobody can see later on whether it did: notes that nothing is
 * owed any more, and resolves as the note leaves. With false it is not to go out, since another process has answered.
 */
export type Sending = () => Promise<boolean>;

/** Apologises for an answer that will not come. Where it has been given after all, nothing is to be said. */
type Apologise = (promised: Promised, sending: Sending) => Promise<void>;

/** Each delivery once, and each answer that is promised given, or apologised for by another process or after a restart. */
export class OpenAnswers {
  private readonly store: Pick<Store, 'answers'>;
  private readonly now: () => Date;
  private readonly onError: (error: unknown) => void;
  private readonly owner = randomUUID();
  private readonly platforms = new Map<string, Apologise>();
  /** What was begun here; "unnoted" while the store was down, so that it knows nothing of it. */
  private readonly known = new LRUCache<string, 'noted' | 'unnoted'>({ max: MAX_KNOWN });
  private readonly noting = new Pending();
  /** Answered while the store was down. */
  private readonly unclosed = new Map<string, DeliveryRef>();
  private beatAt: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private tick: Promise<void> | undefined;

  constructor(store: Pick<Store, 'answers'>, now: () => Date, onError: (error: unknown) => void) {
    this.store = store;
    this.now = now;
    // That is in the log once.
    this.onError = (error) => {
      if (!(error instanceof StoreUnavailable)) onError(error);
    };
  }

  /**
   * Notes a delivery. While the store is down it is remembered in this process alone. Never throws.
   *
   * @returns whether it is the first
   */
  async begin(delivery: DeliveryRef, promised: Promised): Promise<boolean> {
    const key = keyOf(delivery);
    const content = JSON.stringify(promised);
    const isKnown = this.known.has(key);
    if (isKnown) return false;
    this.known.set(key, 'noted');
    try {
      return await this.store.answers.open({ ...delivery, now: this.now(), owner: this.owner, content });
    } catch (error) {
      this.onError(error);
      this.known.set(key, 'unnoted');
      return true;
    }
  }

  /** Notes another way to answer, such as a message that shows how far the work is. Never throws. */
  async change(delivery: DeliveryRef, promised: Promised): Promise<void> {
    await this.store.answers.change(delivery, JSON.stringify(promised)).catch(this.onError);
  }

  /** May this process answer? Not when another one has taken it for dead, and has apologised. Never throws. */
  async mayAnswer(delivery: DeliveryRef): Promise<boolean> {
    if (this.beatAt === undefined || this.isSure) return true;
    return this.store.answers.holds(delivery, this.owner).catch(() => true);
  }

  /**
   * Notes that it is answered; when the store is down, as soon as it is back. Never throws.
   *
   * @returns as soon as something may be sent: while nobody can have taken this process for dead, as the note leaves; else
   * with what the store says, which is false where another process has taken it over, and has answered in its own way
   */
  async end(delivery: DeliveryRef): Promise<boolean> {
    const { promise: left, resolve } = Promise.withResolvers<true>();
    const noted = this.noting.track(this.noteEnd(delivery, () => resolve(true)));
    // No process dies between two things that leave in one turn of its event loop, or almost none.
    return this.isSure ? Promise.race([left, noted]) : noted;
  }

  /** Was the last word of this process heard so lately that nobody can have taken it for dead? */
  private get isSure(): boolean {
    return this.beatAt !== undefined && performance.now() - this.beatAt < UNSURE_AFTER_MS;
  }

  private async noteEnd(delivery: DeliveryRef, onBegin: () => void): Promise<boolean> {
    const key = keyOf(delivery);
    try {
      return (await this.store.answers.close(delivery, this.owner, onBegin)) || this.known.get(key) === 'unnoted';
    } catch (error) {
      this.onError(error);
      this.unclosed.set(key, delivery);
      return true;
    }
  }

  /**
   * Notes that it was answered here by a refusal, though another process may have promised an answer and died: a balancer
   * sends again what was not acknowledged. Never throws.
   */
  decline(delivery: DeliveryRef): void {
    this.store.answers.settle(delivery).catch(this.onError);
  }

  /** From now on this process apologises for what others left open on a platform. */
  serve(platform: string, apologise: Apologise): void {
    this.platforms.set(platform, apologise);
  }

  /** Says each second that this process lives, and looks for answers that others left open. */
  async start(): Promise<void> {
    await this.look();
    this.timer ??= setInterval(() => void this.look(), BEAT_MS).unref();
  }

  /** To be called when nothing is answered any more. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.noting.drain();
    await this.tick;
    if (this.beatAt !== undefined) await this.store.answers.leave(this.owner).catch(this.onError);
    this.beatAt = undefined;
  }

  /** One at a time: a store that hangs is not asked over and over. */
  private look(): Promise<void> {
    this.tick ??= this.beat()
      .catch(this.onError)
      .finally(() => {
        this.tick = undefined;
      });
    return this.tick;
  }

  private async beat(): Promise<void> {
    const started = performance.now();
    await this.store.answers.beat(this.owner);
    this.beatAt = started;
    await Promise.all(
      [...this.unclosed].map(async ([key, delivery]) => {
        await this.store.answers.close(delivery, this.owner);
        this.unclosed.delete(key);
      }),
    );
    const left = await this.store.answers.takeOver(this.owner, [...this.platforms.keys()], TAKE_AT_ONCE);
    // What takes long does not keep the process from saying that it lives.
    for (const answer of left) void this.apologise(answer).catch(this.onError);
  }

  private async apologise({ content, ...delivery }: OpenAnswer): Promise<void> {
    const [platform = ''] = delivery.tenant.split(':');
    let over: Promise<boolean> | undefined;
    const end: Sending = () => {
      over ??= this.end(delivery);
      return over;
    };
    try {
      await this.platforms.get(platform)?.(JSON.parse(content) as Promised, end);
    } finally {
      await end();
    }
  }
}

const keyOf = ({ tenant, id }: DeliveryRef): string => JSON.stringify([tenant, id]);
