import { UserError } from '../errors.ts';
import { decodeEntities, nearest, shorten } from '../text.ts';
import type { Command } from './define.ts';
import { firstWord, groupsOf, secondWord } from './group.ts';
import { LineReader, type Values } from './line-reader.ts';
import { validate } from './validate.ts';
import { splitVerbatim } from './verbatim.ts';

/** A command line, understood. */
export interface Call {
  readonly command: Command;
  readonly values: Values;
}

/** Room for the longest options there are, with every character of them escaped. */
const MAX_LINE = 20_000;

/** A line's first two words behind the slash that it may begin with. */
const NAMED = /^\s*[/!]?\s*(\S*)(\s+(\S*))?/;
const BEHIND_ONE = /^\s*[/!]?\s*\S*/;
const BEHIND_TWO = /^\s*[/!]?\s*\S*\s+\S*/;

/**
 * Understands a whole line such as `/train --lr 0.1`; the slash may be missing.
 *
 * @throws UserError, and nothing else, for any text that is no command line
 */
export function parseLine(line: string, commands: readonly Command[]): Call {
  const { command, rest } = startOf(line, commands) ?? refuse(line, commands);
  return { command, values: parseOptions(command, rest) };
}

/** The first word of a line, without its slash and in lower case. */
export const firstTyped = (line: string): string => NAMED.exec(line)?.[1]?.toLowerCase() ?? '';

/** The command that a line begins with, in any case, and what stands behind its name. The longest name wins. */
export function startOf(line: string, commands: readonly Command[]): { command: Command; rest: string } | undefined {
  const [, first = '', , second = ''] = NAMED.exec(line) ?? [];
  const [one, two] = [first.toLowerCase(), `${first} ${second}`.toLowerCase()];
  const command = commands.find(({ name }) => name === two) ?? commands.find(({ name }) => name === one);
  if (command === undefined) return undefined;
  const behind = secondWord(command.name) === undefined ? BEHIND_ONE : BEHIND_TWO;
  return { command, rest: line.replace(behind, '') };
}

/**
 * The command of this name, in any case.
 *
 * @throws UserError for a name that is none
 */
export function findCommand(typed: string, commands: readonly Command[]): Command {
  const name = typed.toLowerCase();
  return commands.find((command) => command.name === name) ?? refuse(typed, commands);
}

/** Says what there is in place of the command that a line begins with. */
function refuse(line: string, commands: readonly Command[]): never {
  const [, first = '', , second = ''] = NAMED.exec(line) ?? [];
  const groups = groupsOf(commands);
  const group = groups.find(({ name }) => name === first.toLowerCase());
  if (group?.split) throw noSecondWord(group.commands, second);
  const names = groups.map(({ name }) => name);
  const known = inCode(names);
  if (first === '')
    throw new UserError('There is no command.', { code: 'E_NO_COMMAND', hint: `The commands are ${known}.` });
  // The second word of a command alone, as in `/join`, is as good a guess as a slip.
  const short = commands.find(({ name }) => secondWord(name) === first.toLowerCase())?.name;
  const near = nearest(first, names) ?? short;
  throw new UserError(`There is no command \`/${shorten(first)}\`.`, {
    code: 'E_UNKNOWN_COMMAND',
    hint: near ? `Did you mean \`/${near}\`?` : `The commands are ${known}. A formula goes behind \`/grad\`.`,
  });
}

function noSecondWord(commands: readonly Command[], typed: string): UserError {
  const group = firstWord(commands[0]?.name ?? '');
  const hint = `The commands are ${inCode(commands.map(({ name }) => name))}.`;
  // Options without a second word: none was meant.
  if (!/^\p{L}/u.test(typed))
    return new UserError(`\`/${group}\` needs a second word that says what to do.`, { code: 'E_NO_SECOND_WORD', hint });
  const near = nearest(
    typed,
    commands.flatMap(({ name }) => secondWord(name) ?? []),
  );
  return new UserError(`There is no command \`/${group} ${shorten(typed)}\`.`, {
    code: 'E_UNKNOWN_SECOND_WORD',
    hint: near ? `Did you mean \`/${group} ${near}\`?` : hint,
  });
}

const inCode = (names: readonly string[]): string => names.map((name) => `\`/${name}\``).join(', ');

/**
 * Understands what stands behind the command's name, and merges it with options that a platform has typed already.
 *
 * @throws UserError, and nothing else
 */
export function parseOptions(command: Command, line: string, typed: Values = {}): Values {
  const text = decodeEntities(line).trim();
  if (text.length > MAX_LINE)
    throw new UserError(`This line has ${text.length} characters; ${MAX_LINE} fit.`, { code: 'E_LINE_TOO_LONG' });
  const free = command.declared.find(({ key, verbatim }) => verbatim && key === command.text);
  const split = free === undefined ? { options: text, text: undefined } : splitVerbatim(text);
  const reader = new LineReader(command, split.options);
  reader.read();
  if (free !== undefined && split.text !== undefined) reader.take(free, split.text, undefined);
  for (const option of command.declared) {
    const value = typed[option.flag];
    if (value !== undefined) reader.take(option, value, undefined);
  }
  return validate(command, reader);
}
