import type { Command, Option } from '../../command/define.ts';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import { withName } from '../../dispatch/file-key.ts';
import { UserError } from '../../errors.ts';
import { decodeText } from '../decode.ts';
import { areQuestions, isLesson, isTable } from './file-kind.ts';

/** The command that brings lessons. */
const LESSON = 'lesson';

export interface Attached {
  /** What the option says to refer to the file. */
  readonly key: string;
  /** A command line that uses it: the first fitting command with an option for a file. */
  readonly line: string;
}

/**
 * Keeps a file that somebody dropped on the page. It is for the command of the line that they are typing; else what it is
 * decides, as far as that is clear: a lesson or questions are to be imported, unless a question is being edited. Else it is
 * for the command that was asked last; a table is taken for data to compute with, and anything else for questions. The line
 * that says so can be changed.
 *
 * @param line what is being typed
 * @param last what was asked last
 * @throws UserError for what is no text
 */
export async function attach(
  { bot, store }: Dispatcher,
  bytes: Uint8Array,
  fileName = '',
  line = '',
  last = '',
): Promise<Attached> {
  const text = decodeText(bytes);
  const saved = await store.saveFile(text);
  const table = isTable(text, fileName);
  const takers = bot.commands.filter(({ declared }) => declared.some(({ attachment }) => attachment));
  const lesson = isLesson(text);
  const ofKind = takers.find(({ name, act }) =>
    lesson ? name === LESSON : name !== LESSON && table === (act === undefined),
  );
  const isEdited = (one: Command): boolean => besideIn(fileOption(one), last) !== '' && isAt(one, last);
  const command =
    takers.find((one) => isAt(one, line)) ??
    takers.find(isEdited) ??
    (lesson || areQuestions(text, fileName) ? ofKind : undefined) ??
    takers.find((one) => isAt(one, last)) ??
    ofKind;
  const option = command && fileOption(command);
  if (command === undefined || option === undefined)
    throw new UserError('No command takes a file.', { code: 'E_FILE_NOT_TAKEN' });
  const key = command.act === undefined ? saved : withName(saved, fileName);
  return { key, line: `/${command.name}${besideIn(option, line) || besideIn(option, last)} --${option.flag} ${key}` };
}

const fileOption = ({ declared }: Command): Option | undefined => declared.find(({ attachment }) => attachment);

/** Is a line for a command that would take a file there? */
function isAt(command: Command, line: string): boolean {
  const option = fileOption(command);
  const named = `${line.replace(/^\//, '')} `.toLowerCase().startsWith(`${command.name} `);
  return named && option !== undefined && (option.attachedTo === undefined || besideIn(option, line) !== '');
}

/** The option without which a file means nothing, as it stands in a line: ` --edit 12`; nothing where there is none. */
function besideIn(option: Option | undefined, line: string): string {
  const { attachedTo } = option ?? {};
  const [, value] = (attachedTo !== undefined && new RegExp(`\\s--${attachedTo}[ =](\\S+)`).exec(line)) || [];
  return value === undefined ? '' : ` --${attachedTo} ${value}`;
}
