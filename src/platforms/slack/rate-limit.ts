import type { ChannelRef } from '../../quiz/transport.ts';
import { UPDATE_EVERY_MS } from './limits.ts';

/** Lets one message a channel through in each interval. */
export class ChannelRateLimit {
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
