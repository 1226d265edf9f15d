import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { TOLERANCE_MS } from './signature.ts';

/** Requests that are remembered here; those of one process in ten minutes. */
const MAX_REQUESTS = 200_000;
/** How long the store may take to say that it knows a request; then what this process knows has to do. */
const STORE_MS = 50;

/** Notes a key until a time, in ms since 1970; false where it was noted already, by any process. */
type Claim = (key: string, until: number) => Promise<boolean>;

/** Takes each signed request once, for as long as its signature holds. */
export class Once {
  private readonly seen = new LRUCache<string, true>({ max: MAX_REQUESTS });
  private readonly claim: Claim;
  private readonly onError: (error: unknown) => void;

  /** @param claim is shared by all processes; may fail, and is then done without */
  constructor(claim: Claim, onError: (error: unknown) => void) {
    this.claim = claim;
    this.onError = onError;
  }

  /**
   * Is it the first time that this request came?
   *
   * @param at when it was signed, in ms since 1970
   * @param shared ask the other processes as well
   */
  async isFirst(body: Buffer, at: number, shared: boolean): Promise<boolean> {
    const key = createHash('sha256').update(`${at}.`).update(body).digest('base64url');
    if (this.seen.has(key)) return false;
    const until = at + TOLERANCE_MS + 1000;
    this.seen.set(key, true, { ttl: Math.max(1, until - Date.now()) });
    if (!shared) return true;
    const claimed = this.claim(key, until).catch((error: unknown) => {
      this.onError(error);
      return true;
    });
    let timer: NodeJS.Timeout | undefined;
    const inTime = new Promise<true>((resolve) => {
      timer = setTimeout(() => resolve(true), STORE_MS);
    });
    // What is done twice for all that is noticed by its id, where it is dispatched.
    return Promise.race([claimed, inTime]).finally(() => clearTimeout(timer));
  }
}
