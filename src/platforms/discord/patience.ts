import { type REST, RESTEvents } from 'discord.js';

/** How often a request is sent again after Discord has said to wait. */
const MAX_WAITS = 3;
const TOO_MANY_REQUESTS = 429;

/** Lets a request fail that Discord keeps putting off: by itself the client would wait for ever. */
export function limitWaits(rest: REST): void {
  /** How often requests were put off that are still waiting, by method and path. */
  const waits = new Map<string, number>();
  rest.on(RESTEvents.Response, ({ method, path }, { status }) => {
    const key = `${method} ${path}`;
    if (status === TOO_MANY_REQUESTS) waits.set(key, (waits.get(key) ?? 0) + 1);
    else waits.delete(key);
  });
  rest.options.rejectOnRateLimit = ({ method, url }) => {
    const { pathname } = new URL(url);
    for (const [key, count] of waits) {
      const [its, path = ''] = key.split(' ');
      if (its !== method || !pathname.endsWith(path) || count <= MAX_WAITS) continue;
      waits.delete(key);
      return true;
    }
    return false;
  };
}
