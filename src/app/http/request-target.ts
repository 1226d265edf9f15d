import type { IncomingMessage } from 'node:http';

/** Methods that anything here is asked by. */
export const METHODS: readonly string[] = ['GET', 'HEAD', 'POST'];

/**
 * The path and query of a request. A client may send the whole address, as to a proxy: then it has to be of the host that
 * it names beside it.
 *
 * @returns undefined for what is no address here
 */
export function targetOf({
  url = '',
  headers,
  rawHeaders,
}: Pick<IncomingMessage, 'url' | 'headers' | 'rawHeaders'>): string | undefined {
  // Of two hosts Node gives the first, and a proxy may have gone by the other.
  if (rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length > 1) return undefined;
  // HTTP/1.0 knows no host; one that is empty is nobody's.
  if (headers.host !== undefined && headers.host.trim() === '') return undefined;
  if (url.startsWith('/')) return url;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  const { host, pathname, search } = new URL(url);
  return host === headers.host?.toLowerCase() ? pathname + search : undefined;
}
