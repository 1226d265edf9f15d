import { UPDATE_EVERY_MS } from './limits.ts';

/** Lets one thing a channel through in a while; what comes too early is dropped, not queued. */
export class Pace {
  private readonly next = new Map<string, number>();
  private readonly everyMs: number;

  constructor(everyMs = UPDATE_EVERY_MS) {
    this.everyMs = everyMs;
  }

  take(channel: string, now = Date.now()): boolean {
    if ((this.next.get(channel) ?? 0) > now) return false;
    for (const [other, time] of this.next) if (time <= now) this.next.delete(other);
    this.next.set(channel, now + this.everyMs);
    return true;
  }

  /** Slack has said when it takes the next one. */
  hold(channel: string, seconds: number, now = Date.now()): void {
    this.next.set(channel, now + seconds * 1000);
  }

  /** Waits for the next time at which something may be said in a channel, and takes it: nothing is dropped. */
  async turn(channel: string, now = Date.now()): Promise<void> {
    const time = Math.max(now, this.next.get(channel) ?? 0);
    this.next.set(channel, time + this.everyMs);
    if (time > now) await new Promise((resolve) => setTimeout(resolve, time - now));
  }
}
