import { UPDATE_EVERY_MS } from './limits.ts';

/** Lets one message a channel through in each interval. */
export class ChannelRateLimit {
  private readonly next = new Map<string, number>();
  private readonly everyMs: number;

  constructor(everyMs = UPDATE_EVERY_MS) {
    this.everyMs = everyMs;
  }

  /** May something be said in a channel now? What may not is dropped, not queued. */
  take(channel: string, now = Date.now()): boolean {
    if (this.nextIn(channel, now) > now) return false;
    this.next.set(channel, now + this.everyMs);
    return true;
  }

  /** Slack has said when it takes the next one. */
  hold(channel: string, seconds: number, now = Date.now()): void {
    this.next.set(channel, now + seconds * 1000);
  }

  /** Waits for the next time at which something may be said in a channel, and takes it: nothing is dropped. */
  async wait(channel: string, now = Date.now()): Promise<void> {
    const time = this.nextIn(channel, now);
    this.next.set(channel, time + this.everyMs);
    if (time > now) await new Promise((resolve) => setTimeout(resolve, time - now));
  }

  private nextIn(channel: string, now: number): number {
    // Channels that may be written to are not remembered.
    for (const [other, time] of this.next) if (time <= now) this.next.delete(other);
    return this.next.get(channel) ?? now;
  }
}
