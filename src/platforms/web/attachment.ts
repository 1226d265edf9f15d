import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import { UserError } from '../../errors.ts';
import { decodeText } from '../decode.ts';
import { isTable } from './file-kind.ts';

export interface Attached {
  /** What the option says to refer to the file. */
  readonly key: string;
  /** A command line that uses it: the first fitting command with an option for a file. */
  readonly line: string;
}

/**
 * Keeps a file that somebody dropped on the page. A table is taken for data to compute with, anything else for
 * something to be done with it, such as questions to import; the line that says so can be changed.
 *
 * @throws UserError for what is no text
 */
export async function attach({ bot, store }: Dispatcher, bytes: Uint8Array, fileName: string): Promise<Attached> {
  const text = decodeText(bytes);
  const key = await store.saveFile(text);
  const table = isTable(text, fileName);
  for (const { name, declared, act } of bot.commands) {
    if (table !== (act === undefined)) continue;
    const option = declared.find(({ attachment }) => attachment);
    if (option !== undefined) return { key, line: `/${name} --${option.flag} ${key}` };
  }
  throw new UserError('No command takes a file.', { code: 'E_FILE_NOT_TAKEN' });
}
