import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { TOLERANCE_MS } from './signature.ts';

/** Requests that are remembered: a hundred a second for ten minutes. */
const MAX_REQUESTS = 60_000;

/**
 * Takes each signed request once, for as long as its signature holds. Each process remembers its own: what comes once
 * more to another one is noticed by its id where it is dispatched, and a balancer may send what died with a process.
 */
export class Once {
  private readonly seen = new LRUCache<string, true>({ max: MAX_REQUESTS });

  /**
   * Is it the first time that this request came?
   *
   * @param at when it was signed, in ms since 1970
   */
  isFirst(body: Buffer, at: number): boolean {
    const key = createHash('sha256').update(`${at}.`).update(body).digest('base64url');
    if (this.seen.has(key)) return false;
    this.seen.set(key, true, { ttl: Math.max(1, at + TOLERANCE_MS + 1000 - Date.now()) });
    return true;
  }
}
