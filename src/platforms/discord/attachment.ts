import { UserError } from '../../errors.ts';

/** The only places from which files are fetched: a command could name any address. */
export const DISCORD_FILES: readonly string[] = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];

const MAX_BYTES = 1_000_000;
const TIMEOUT_MS = 5000;

const tooLarge = (): UserError =>
  new UserError('This file is larger than 1 MB.', { hint: 'Attach fewer rows, 10,000 at most.' });
const foreign = (): UserError =>
  new UserError('I only take files that are attached in Discord.', { hint: 'Attach the file itself.' });
const unreachable = (): UserError =>
  new UserError('I could not fetch this file from Discord.', { hint: 'Attach it again.' });

/**
 * The text of an attached file.
 *
 * @param origins scheme, host and port of the places that may be asked; the answer may not lead elsewhere
 * @throws UserError for a file from elsewhere, one that is too large, or one that is no text
 */
export async function fetchText(address: string, origins: readonly string[]): Promise<string> {
  if (!URL.canParse(address) || !origins.includes(new URL(address).origin)) throw foreign();
  try {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status >= 300 && response.status < 400) throw foreign();
    if (!response.ok || response.body === null) throw unreachable();
    return decode(await readAtMost(response.body, MAX_BYTES));
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

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError('This file is no text in UTF-8.', { hint: 'Save it as CSV in UTF-8 and attach it again.' });
  }
}
