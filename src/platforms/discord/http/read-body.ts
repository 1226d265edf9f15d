import type { IncomingMessage } from 'node:http';

/** What Discord sends is some kB; the files of a command are addresses in it. */
const MAX_BODY = 1024 * 1024;

/**
 * The body of a request.
 *
 * @returns undefined for one of more than 1 MB, of which no more is read
 * @throws Error when the connection closes before its end
 */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += (chunk as Buffer).length;
    if (length > MAX_BODY) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
