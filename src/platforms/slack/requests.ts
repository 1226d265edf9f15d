import { setTimeout as pause } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
import { LRUCache } from 'lru-cache';

/** A request is sent so often at most: where the connection breaks, Slack fails (5xx), or is too busy (429). */
const TRIES = 3;
const REPEAT = retry(
  handleAll.orWhenResult((response) => isWorthRepeating(response as Response)),
  { maxAttempts: TRIES - 1, backoff: new ExponentialBackoff({ initialDelay: 250, maxDelay: 4000 }) },
);
const TIMEOUT_MS = 30_000;
/** Longer than this nobody waits for an answer: what Slack puts off for longer fails at once. */
const LONGEST_HOLD_MS = 60_000;
/** As much as a timer takes. */
const MOST_SECONDS = 86_400;

const MOST_HELD = 10_000;
const TOO_BUSY = 429;

const isWorthRepeating = ({ status }: Response): boolean => status >= 500 || status === TOO_BUSY;

interface Hold {
  readonly ms: number;
  /** ms since 1970. */
  readonly until: number;
  /** Of those who wait for it. */
  over?: Promise<unknown>;
}

/** What Slack does not want to be asked before a certain time: addresses, each with its channel where there is one. */
export class Holds {
  private readonly held = new LRUCache<string, Hold>({ max: MOST_HELD });

  /** Slack has said for how many seconds an address is not to be asked. */
  note(address: string, seconds: number): void {
    const ms = Math.min(seconds, MOST_SECONDS) * 1000;
    if (ms <= this.left(address)) return;
    this.held.set(address, { ms, until: Date.now() + ms });
  }

  /** How many ms an address is not to be asked; 0 if it may be. */
  left(address: string): number {
    return Math.max(0, (this.held.get(address)?.until ?? 0) - Date.now());
  }

  /** Waits until an address may be asked. */
  async end(address: string): Promise<void> {
    for (let hold = this.held.get(address); hold !== undefined; hold = this.held.get(address)) {
      hold.over ??= pause(hold.ms, undefined, { ref: false });
      await hold.over;
      this.forget(address, hold);
    }
  }

  private forget(address: string, hold: Hold): void {
    if (this.held.get(address) === hold) this.held.delete(address);
  }
}

/**
 * Sends a request, again where that is worth it, never before the time that Slack asks for. With the last answer it got,
 * whatever that is.
 *
 * @param onTry is called each time that it is sent
 * @throws Error when there was no connection
 */
export function repeated(
  holds: Holds,
  address: string,
  init: RequestInit,
  onTry: () => void = () => {},
): Promise<Response> {
  const held = heldAs(address, init);
  return REPEAT.execute(async () => {
    if (holds.left(held) > LONGEST_HOLD_MS) return putOff(holds, held);
    await holds.end(held);
    onTry();
    return once(holds, address, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  });
}

/** Slack counts messages by channel, and everything else by method. */
function heldAs(address: string, { body }: RequestInit): string {
  const channel = typeof body === 'string' ? new URLSearchParams(body).get('channel') : null;
  return channel === null ? address : `${address} ${channel}`;
}

async function once(holds: Holds, address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, init);
  if (!isWorthRepeating(response)) return response;
  // Read, so that the connection is free for the next one.
  const said = await response.text();
  const { status, headers } = response;
  const seconds = Number(headers.get('retry-after'));
  if (status === TOO_BUSY && seconds > 0) holds.note(heldAs(address, init), seconds);
  return new Response(said, { status, headers });
}

/** What Slack would answer, without asking. */
const putOff = (holds: Holds, held: string): Response =>
  new Response('', {
    status: TOO_BUSY,
    headers: { 'retry-after': String(Math.ceil(holds.left(held) / 1000)) },
  });

/**
 * How a client of the Web API sends its requests: patiently, or failing at once. Both know of each other's
 * {@link Holds}.
 */
export function requestOptions(holds: Holds, how: 'patient' | 'impatient'): webApi.WebClientOptions {
  return {
    // All that is repeated is repeated here.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: (url, init) => {
      const address = String(url);
      const { signal: _, ...request } = init as RequestInit;
      if (how === 'patient') return repeated(holds, address, request);
      const held = heldAs(address, init as RequestInit);
      const busy = holds.left(held) > 0;
      return busy ? Promise.resolve(putOff(holds, held)) : once(holds, address, init as RequestInit);
    },
  };
}
