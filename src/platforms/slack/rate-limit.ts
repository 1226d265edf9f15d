import type { ChannelRef } from '../../quiz/transport.ts';
import type { Pace } from '../../store/shared/pace.ts';
import { UPDATE_EVERY_MS } from './limits.ts';

/** Lets one message a channel through in each interval. */
export interface RateLimit {
  /** May something be said in a channel now? What may not is dropped, not queued. */
  take(place: ChannelRef): boolean | Promise<boolean>;
  /** Slack has said when it takes the next one. */
  hold(place: ChannelRef, seconds: number): void | Promise<void>;
  /** Waits for the next time at which something may be said in a channel, and takes it: nothing is dropped. */
  wait(place: ChannelRef): Promise<void>;
}

/** @param pace where all processes count together; without it, and while that is down, each counts for itself */
export function createRateLimit(
  pace: Pace | undefined,
  onError: (error: unknown) => void,
  everyMs = UPDATE_EVERY_MS,
): RateLimit {
  const own = new ChannelRateLimit(everyMs);
  if (pace === undefined) return own;
  const shared = async <T>(work: () => Promise<T>, alone: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      onError(error);
      return alone();
    }
  };
  return {
    take: (place) =>
      shared(
        () => pace.take(keyOf(place), everyMs),
        () => own.take(place),
      ),
    hold: (place, seconds) =>
      shared(
        () => pace.hold(keyOf(place), seconds * 1000),
        () => own.hold(place, seconds),
      ),
    async wait(place) {
      const ms = await shared(
        () => pace.next(keyOf(place), everyMs),
        () => own.wait(place).then(() => 0),
      );
      if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    },
  };
}

/** The pace of one process. */
export class ChannelRateLimit implements RateLimit {
  private readonly next = new Map<string, number>();
  private readonly everyMs: number;

  constructor(everyMs = UPDATE_EVERY_MS) {
    this.everyMs = everyMs;
  }

  /** May something be said in a channel now? What may not is dropped, not queued. */
  take(place: ChannelRef, now = Date.now()): boolean {
    if (this.nextIn(place, now) > now) return false;
    this.next.set(keyOf(place), now + this.everyMs);
    return true;
  }

  /** Slack has said when it takes the next one. */
  hold(place: ChannelRef, seconds: number, now = Date.now()): void {
    this.next.set(keyOf(place), now + seconds * 1000);
  }

  /** Waits for the next time at which something may be said in a channel, and takes it: nothing is dropped. */
  async wait(place: ChannelRef, now = Date.now()): Promise<void> {
    const time = this.nextIn(place, now);
    this.next.set(keyOf(place), time + this.everyMs);
    if (time > now) await new Promise((resolve) => setTimeout(resolve, time - now));
  }

  private nextIn(place: ChannelRef, now: number): number {
    // Channels that may be written to are not remembered.
    for (const [other, time] of this.next) if (time <= now) this.next.delete(other);
    return this.next.get(keyOf(place)) ?? now;
  }
}

/** Two workspaces may have the same ids. */
const keyOf = ({ tenant, channel }: ChannelRef): string => `${tenant} ${channel}`;
