import { setTimeout as pause } from 'node:timers/promises';

/** How the store is: it answers; it cannot be reached; or it takes nothing new, such as on a full disk. */
export type StoreState = 'up' | 'unreachable' | 'unwritable';

export interface StoreStatus {
  readonly state: StoreState;
  /** An ISO time. */
  readonly since: string;
}

/** Thrown in place of an answer while the store is down or takes nothing new: nothing of this was saved, or nobody knows. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('the store is not available', { cause });
  }
}

export interface OutageOptions {
  /** Asks the database something cheap, within a second or so; with `write` it writes something and deletes it. */
  readonly probe: (write: boolean) => Promise<void>;
  /** What an error of the database says about all of it; undefined for an error of the one query. */
  readonly kindOf: (error: unknown) => Exclude<StoreState, 'up'> | undefined;
  /** Does an error only say that nothing was heard in time? */
  readonly isSilence?: ((error: unknown) => boolean) | undefined;
  /** Lets go of connections that may never answer. */
  readonly cut?: (() => void) | undefined;
  /** Is told of each change. */
  readonly onState?: ((state: StoreState, cause?: unknown) => void) | undefined;
}

/** How long an answer may take before it is asked whether the database is there at all. */
const SUSPECT_AFTER_MS = 700;
const PROBE_EVERY_MS = 1_000;
/** On a busy machine an answer may come late, or this process may look late: silence is believed the third time. */
const TRIES = 3;
/** An answer that is not older than this is good enough for whoever asks how the store is. */
const FRESH_MS = 5_000;

/**
 * Knows whether the database can be reached. Where it cannot, whoever waits for it is told at once, and nobody else has
 * to wait until it is back: a platform wants an answer within three seconds.
 */
export class Outage {
  private readonly options: OutageOptions;
  private readonly waiting = new Set<(reason: unknown) => void>();
  private state: StoreState = 'up';
  private since = new Date();
  private askedAt = performance.now();
  private probing: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(options: OutageOptions) {
    this.options = options;
  }

  /** Does work on the database. @throws StoreUnavailable when it cannot be reached, or takes nothing new */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.state === 'unreachable') throw new StoreUnavailable('not reached');
    const { promise: lost, reject } = Promise.withResolvers<never>();
    this.waiting.add(reject);
    const slow = setTimeout(() => void this.ask(), SUSPECT_AFTER_MS);
    slow.unref();
    try {
      return await Promise.race([work(), lost]);
    } catch (error) {
      const kind = error instanceof StoreUnavailable ? undefined : this.options.kindOf(error);
      if (kind === undefined) throw error;
      if (kind === 'unwritable') this.become('unwritable', error);
      else void this.ask();
      throw new StoreUnavailable(error);
    } finally {
      clearTimeout(slow);
      this.waiting.delete(reject);
    }
  }

  /** How the database is; asked anew where the last answer is some seconds old. */
  async status(): Promise<StoreStatus> {
    if (this.state === 'up' && performance.now() - this.askedAt > FRESH_MS) await this.ask();
    return { state: this.state, since: this.since.toISOString() };
  }

  /** Resolves once the database can be reached, or this is closed. */
  async reached(): Promise<void> {
    while (this.state === 'unreachable' && !this.closed) {
      await this.ask();
      if (this.state === 'unreachable') await pause(PROBE_EVERY_MS, undefined, { ref: false });
    }
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  /** Asks the database; one question at a time. */
  private ask(): Promise<void> {
    this.probing ??= this.probe().finally(() => {
      this.askedAt = performance.now();
      this.probing = undefined;
    });
    return this.probing;
  }

  private async probe(): Promise<void> {
    const { probe, kindOf, isSilence } = this.options;
    const tries = this.state === 'up' ? TRIES : 1;
    for (let i = 1; ; i++) {
      try {
        await probe(this.state === 'unwritable');
        return this.become('up');
      } catch (error) {
        if (i < tries && isSilence?.(error)) continue;
        return this.become(kindOf(error) ?? 'unreachable', error);
      }
    }
  }

  private become(state: StoreState, cause?: unknown): void {
    if (state !== 'up' && !this.closed) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.ask(), PROBE_EVERY_MS);
      this.timer.unref();
    }
    if (state === this.state) return;
    this.state = state;
    this.since = new Date();
    if (this.closed) return;
    this.options.onState?.(state, cause);
    if (state !== 'unreachable') return;
    this.options.cut?.();
    for (const reject of this.waiting) reject(new StoreUnavailable(cause));
  }
}

/** The same methods, each by way of `run`; also those of objects within. */
export function guarded<T extends object>(target: T, run: <R>(work: () => Promise<R>) => Promise<R>): T {
  const wrap = (value: unknown): unknown => {
    if (typeof value === 'function') return (...args: unknown[]) => run(() => value(...args));
    return typeof value === 'object' && value !== null ? guarded(value, run) : value;
  };
  return Object.fromEntries(Object.entries(target).map(([name, value]) => [name, wrap(value)])) as T;
}
