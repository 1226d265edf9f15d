import { UserError } from '../errors.ts';
import { MAX_FILE } from '../limits.ts';
import { decodeText } from './decode.ts';

/** Where the files of a platform are. */
export interface FileHost {
  /** The platform, as people call it. */
  readonly name: string;
  /** Scheme, host and port of the only places that are asked: a message could name any address. */
  readonly origins: readonly string[];
  /** What lets us in; the origins alone get to see it. */
  readonly headers?: Readonly<Record<string, string>>;
}

const TIMEOUT_MS = 5000;

const tooLarge = (): UserError =>
  new UserError('This file is larger than 1 MB.', { code: 'E_FILE_TOO_LARGE', hint: 'Attach a smaller one.' });

/**
 * The text of an attached file.
 *
 * @param address leads to one of the host's origins; the answer may not lead elsewhere
 * @throws UserError for a file from elsewhere, one that is too large, or one that is no text
 */
export async function fetchText(address: string, { name, origins, headers = {} }: FileHost): Promise<string> {
  const foreign = (): UserError =>
    new UserError(`I only take files that are attached in ${name}.`, {
      code: 'E_FILE_FOREIGN',
      hint: 'Attach the file itself.',
    });
  const unreachable = (): UserError =>
    new UserError(`I could not fetch this file from ${name}.`, {
      code: 'E_FILE_UNREACHABLE',
      hint: 'Attach it again.',
    });
  if (!URL.canParse(address) || !origins.includes(new URL(address).origin)) throw foreign();
  try {
    const response = await fetch(address, { headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status >= 300 && response.status < 400) throw foreign();
    if (!response.ok || response.body === null) throw unreachable();
    return decodeText(await readAtMost(response.body, MAX_FILE));
  } catch (error) {
    throw error instanceof UserError ? error : unreachable();
  }
}

/** Counts while reading: what a server says about the length is only a claim. */
async function readAtMost(body: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
