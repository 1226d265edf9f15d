import type { Command } from '../../command/define.ts';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import { withName } from '../../dispatch/file-key.ts';
import { UserError } from '../../errors.ts';
import { decodeText } from '../decode.ts';
import { isLesson, isTable } from './file-kind.ts';

/** The command that brings lessons. */
const LESSON = 'lesson';

export interface Attached {
  /** What the option says to refer to the file. */
  readonly key: string;
  /** A command line that uses it: the first fitting command with an option for a file. */
  readonly line: string;
}

/**
 * Keeps a file that somebody dropped on the page. It is for the command of the line that they are at; else a table is
 * taken for data to compute with, and anything else for something to be done with it, such as questions or a lesson to import.
 * The line that says so can be changed.
 *
 * @param line what is being typed, or was asked last
 * @throws UserError for what is no text
 */
export async function attach(
  { bot, store }: Dispatcher,
  bytes: Uint8Array,
  fileName = '',
  line = '',
): Promise<Attached> {
  const text = decodeText(bytes);
  const saved = await store.saveFile(text);
  const table = isTable(text, fileName);
  const takers = bot.commands.filter(({ declared }) => declared.some(({ attachment }) => attachment));
  const isAt = ({ name }: Command): boolean => `${line.replace(/^\//, '')} `.toLowerCase().startsWith(`${name} `);
  const kind = isLesson(text)
    ? takers.filter(({ name }) => name === LESSON)
    : takers.filter(({ name, act }) => name !== LESSON && table === (act === undefined));
  const command = takers.find(isAt) ?? kind[0];
  const option = command?.declared.find(({ attachment }) => attachment);
  if (command === undefined || option === undefined)
    throw new UserError('No command takes a file.', { code: 'E_FILE_NOT_TAKEN' });
  const key = command.act === undefined ? saved : withName(saved, fileName);
  return { key, line: `/${command.name} --${option.flag} ${key}` };
}
