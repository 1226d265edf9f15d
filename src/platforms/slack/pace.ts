import { UPDATE_EVERY_MS } from './limits.ts';

/** Lets one thing a channel through in a while; what comes too early is dropped, not queued. */
export class Pace {
  private readonly next = new Map<string, number>();

  take(channel: string, now = Date.now()): boolean {
    if ((this.next.get(channel) ?? 0) > now) return false;
    for (const [other, time] of this.next) if (time <= now) this.next.delete(other);
    this.next.set(channel, now + UPDATE_EVERY_MS);
    return true;
  }

  /** Slack has said when it takes the next one. */
  hold(channel: string, seconds: number, now = Date.now()): void {
    this.next.set(channel, now + seconds * 1000);
  }
}
