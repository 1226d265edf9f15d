import { type REST, RESTEvents } from 'discord.js';
import { LRUCache } from 'lru-cache';

/** How often a request is sent again after Discord has said to wait. */
const MAX_RETRIES = 3;
const TOO_MANY_REQUESTS = 429;
/** Requests that are put off at the same time; of more the oldest are waited for as if they were new. */
const MAX_PUT_OFF = 1000;

/** Lets a request fail that Discord keeps putting off: by itself the client would wait for ever. */
export function limitRetries(rest: REST): void {
  /** How often requests were put off that are still waiting, by method and path. */
  const putOff = new LRUCache<string, number>({ max: MAX_PUT_OFF });
  rest.on(RESTEvents.Response, ({ method, path }, { status }) => {
    const key = `${method} ${path}`;
    if (status === TOO_MANY_REQUESTS) putOff.set(key, (putOff.get(key) ?? 0) + 1);
    else putOff.delete(key);
  });
  rest.options.rejectOnRateLimit = ({ method, url }) => {
    const { pathname } = new URL(url);
    for (const [key, count] of putOff) {
      const [its, path = ''] = key.split(' ');
      if (its !== method || !pathname.endsWith(path) || count <= MAX_RETRIES) continue;
      putOff.delete(key);
      return true;
    }
    return false;
  };
}
