import { RateLimitError } from '@discordjs/rest';
import type { RESTOptions, ResponseLike } from 'discord.js';
import { LRUCache } from 'lru-cache';

/** Sends one HTTP request. */
type Send = RESTOptions['makeRequest'];

/** How often a request is sent, and the pauses between tries that did not get through. */
const MAX_TRIES = 3;
const FIRST_PAUSE_MS = 100;
const PAUSE_GROWS = 4;
/** Where Discord says to wait, but not how long. */
const UNTOLD_MS = 5000;
/** Beyond what Discord says: its clock and ours do not go alike. */
const BEYOND_MS = 50;
/** How long one try may take. */
const TRY_MS = 15_000;
/** An interaction waits so long for its first response. */
const ACKNOWLEDGE_MS = 3000;
/** Places that are to be left alone at the same time; of more the oldest are forgotten. */
const MAX_PLACES = 10_000;

const TOO_MANY_REQUESTS = 429;

/**
 * Sends requests as `send` does, but again what did not get through: where the connection closed, the server failed, or
 * Discord said to wait. Three times at most, never before Discord says, and a first response within its three seconds.
 *
 * @throws RateLimitError for a request that is put off for too long, and whatever `send` throws
 */
export function createPatience(send: Send): Send {
  /** By place: when it may be asked again, by `performance.now()`. */
  const pauses = new LRUCache<string, number>({ max: MAX_PLACES });
  let everywhere = 0;

  const noteLimit = async (place: string, response: ResponseLike): Promise<Limit> => {
    const limit = await readLimit(response);
    const until = performance.now() + limit.ms;
    if (limit.global) everywhere = Math.max(everywhere, until);
    pauses.set(place, Math.max(pauses.get(place) ?? 0, until));
    return limit;
  };

  return async (url, init) => {
    const { pathname } = new URL(url);
    const place = placeOf(pathname);
    const end = isFirstResponse(pathname) ? performance.now() + ACKNOWLEDGE_MS : Number.POSITIVE_INFINITY;
    const method = init.method ?? 'GET';
    const putOff = (limit: Limit): RateLimitError => tooLate({ ...limit, url, method, place });

    const pauseEnds = (): number => Math.max(pauses.get(place) ?? 0, everywhere);
    const untilAllowed = async (): Promise<void> => {
      // Others may be told to wait for longer meanwhile.
      for (let waited = performance.now(); pauseEnds() > waited; ) {
        waited = pauseEnds();
        const ms = waited - performance.now();
        if (waited > end) throw putOff({ ms, global: everywhere === waited });
        await sleep(ms, init.signal);
      }
    };

    for (let tries = 1, pause = FIRST_PAUSE_MS; ; tries++, pause *= PAUSE_GROWS) {
      await untilAllowed();
      const last = tries === MAX_TRIES || performance.now() + pause > end;
      const limitMs = Math.ceil(Math.max(1, Math.min(TRY_MS, end - performance.now())));
      const timeout = AbortSignal.timeout(limitMs);
      const signals = [timeout, ...(init.signal ? [init.signal] : [])];
      try {
        const response = await send(url, { ...init, signal: AbortSignal.any(signals) });
        if (response.status === TOO_MANY_REQUESTS) {
          const limit = await noteLimit(place, response);
          if (tries === MAX_TRIES || performance.now() + limit.ms > end) throw putOff(limit);
          continue;
        }
        if (response.status < 500 || last) return response;
        await response.arrayBuffer();
      } catch (error) {
        // What a server has had for so long it may have done: only what may be done twice is sent again.
        const mayBeDone = timeout.aborted && method === 'POST';
        if (error instanceof RateLimitError || last || mayBeDone || init.signal?.aborted) throw error;
      }
      await sleep(pause * (1 + Math.random()), init.signal);
    }
  };
}

interface Limit {
  /** How long to wait from now on. */
  readonly ms: number;
  readonly global: boolean;
}

/** What Discord says about waiting. The header has whole seconds, the body fractions: the longer one is waited for. */
async function readLimit(response: ResponseLike): Promise<Limit> {
  const said: unknown = await response.json().catch(() => undefined);
  const body = typeof said === 'object' && said !== null ? said : {};
  const inBody = 'retry_after' in body ? Number(body.retry_after) : 0;
  const seconds = Math.max(Number(response.headers.get('retry-after') ?? 0) || 0, inBody || 0);
  const scope = response.headers.get('x-ratelimit-scope');
  const global =
    response.headers.has('x-ratelimit-global') || scope === 'global' || ('global' in body && body.global === true);
  return { ms: (seconds > 0 ? seconds * 1000 : UNTOLD_MS) + BEYOND_MS, global };
}

/** Requests that wait for one another: those of one interaction, or those of one kind in one channel. */
const placeOf = (pathname: string): string =>
  pathname
    .replace(/^.*?\/v\d+(?=\/)/, '')
    .split('/')
    .slice(0, 4)
    .join('/');

const isFirstResponse = (pathname: string): boolean => /\/interactions\/\d+\/[^/]+\/callback$/.test(pathname);

const tooLate = ({ ms, global, url, method, place }: Limit & { url: string; method: string; place: string }) =>
  new RateLimitError({
    global,
    hash: place,
    limit: 1,
    majorParameter: place,
    method,
    retryAfter: ms,
    route: place,
    scope: global ? 'global' : 'user',
    sublimitTimeout: 0,
    timeToReset: ms,
    url,
  });

/** @throws the reason of the signal when it is aborted meanwhile */
const sleep = (ms: number, signal: AbortSignal | null | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, Math.ceil(ms));
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
