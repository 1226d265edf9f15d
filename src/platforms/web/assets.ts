import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Context } from 'hono';

const FOLDER = new URL('./page/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface Asset {
  readonly body: string;
  readonly type: string;
  readonly etag: string;
}

/** The files of the page by their path, read once; there is no way from a request to any other file. */
export async function loadAssets(): Promise<ReadonlyMap<string, Asset>> {
  const assets = new Map<string, Asset>();
  for (const path of await readdir(FOLDER, { recursive: true })) {
    const name = path.replaceAll('\\', '/');
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const body = await readFile(new URL(name, FOLDER), 'utf8');
    assets.set(`/${name.replace(/\/?index\.html$/, '')}`, asset(body, type));
  }
  return assets;
}

/** A text as it is served. */
export function asset(body: string, type = TYPES['.js'] as string): Asset {
  return { body, type, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"` };
}

/** Sends it, or says that what the browser has is still the same. */
export function sendAsset(c: Context, { body, type, etag }: Asset): Response {
  const headers = { etag, 'cache-control': 'no-cache' };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  return c.body(body, 200, { ...headers, 'content-type': type });
}
