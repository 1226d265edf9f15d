import type { IncomingHttpHeaders } from 'node:http';

export interface Own {
  /** The address the server listens on. */
  readonly host: string;
  /** Scheme, host and port under which a proxy shows the page, such as `https://chainrule.example.org`. */
  readonly origin?: string | undefined;
}

export interface Refused {
  readonly status: 403 | 421;
  readonly why: string;
}

/** These never lead to another machine, so nobody can point them here from elsewhere; any port may be mapped to ours. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];
/** Listening on all addresses says nothing about the name. */
const WILDCARDS = ['0.0.0.0', '::', ''];

/**
 * Is a request for another host (DNS rebinding), or sent by another page (cross-site request forgery)? Browsers say
 * where a request comes from; other clients need not. Links from elsewhere may open the page.
 */
export function refuse(
  { method, headers }: { readonly method?: string | undefined; readonly headers: IncomingHttpHeaders },
  own: Own,
): Refused | undefined {
  const host = headers.host?.toLowerCase() ?? '';
  const origin = originOf(host, own);
  if (origin === undefined) return { status: 421, why: 'This is not the host you asked for.' };
  const foreign: Refused = { status: 403, why: 'This request comes from another page.' };
  if (headers.origin !== undefined && headers.origin.toLowerCase() !== origin) return foreign;
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') return undefined;
  const opens = headers['sec-fetch-mode'] === 'navigate' && (method === 'GET' || method === 'HEAD');
  return opens ? undefined : foreign;
}

/** The page's own origin when it is asked for under this host; undefined for a host that is not its own. */
function originOf(host: string, own: Own): string | undefined {
  if (own.origin !== undefined && host === new URL(own.origin).host) return own.origin;
  const name = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/.exec(host)?.[1];
  if (name === undefined) return undefined;
  const known = WILDCARDS.includes(own.host) ? LOOPBACK : [...LOOPBACK, bracketed(own.host.toLowerCase())];
  return known.includes(name) ? `http://${host}` : undefined;
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);
