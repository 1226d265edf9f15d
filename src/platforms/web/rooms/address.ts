import type { Context } from 'hono';

/** Where a room is entered, and where it is shown to all. */
export interface Addresses {
  readonly join: string;
  readonly present: string;
  /** Does the address lead here from this machine alone? */
  readonly local: boolean;
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** The addresses of a room, under the origin that others know the page by. */
export function addressesOf(origin: string, code: string): Addresses {
  return {
    join: `${origin}/#/join/${code}`,
    present: `${origin}/#/present/${code}`,
    local: LOOPBACK.test(new URL(origin).hostname),
  };
}

/** The page's own origin: the one that is configured, else the one it was asked under, which the guard has looked at. */
export function originOf(c: Context, configured: string | undefined): string {
  if (configured !== undefined) return configured;
  const host = c.req.header('host');
  return host === undefined ? new URL(c.req.url).origin : `http://${host}`;
}

/** Addresses of machines that stand beside this one, such as a proxy. */
const NEAR = /^(::1|f[cd][0-9a-f]{2}:.*|(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.).*)$/i;

/**
 * Where a request comes from, for limits. Behind a proxy of one's own that is what the proxy says; whoever makes that up
 * escapes the limit of one address, but not that of all together.
 */
export function sourceOf(c: Context, behindProxy: boolean): string {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  const near = incoming?.socket?.remoteAddress ?? '';
  const said = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  return behindProxy && said !== undefined && NEAR.test(near) ? said : near;
}
