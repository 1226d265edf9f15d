import { UserError } from '../errors.ts';
import { asksHelp } from './asks-help.ts';
import type { Command } from './define.ts';
import { formatLine } from './format.ts';
import { groupsOf } from './group.ts';
import type { Values } from './line-reader.ts';
import { readLineAsPhrase, readOwnPhrase } from './phrase.ts';
import { readOptions } from './read-options.ts';
import { withReadableLine } from './remedy.ts';
import { firstWords, type Start, startOf } from './start.ts';
import { isMistyped, unknownName } from './unknown-name.ts';

/** A command line, understood. */
export interface Call {
  readonly command: Command;
  readonly values: Values;
}

/** Which command a line is for, and what stands behind the name. */
interface Named extends Start {
  /** The line that it was read as, where it names no command. */
  readonly readAs?: string | undefined;
}

/**
 * Understands a whole line such as `/train --lr 0.1`; the slash may be missing, and so may the name of a command that
 * reads phrases.
 *
 * @throws UserError, and nothing else, for any text that is no command line
 */
export function parseLine(line: string, commands: readonly Command[]): Call {
  const { command, rest } = nameLine(line, commands);
  return { command, values: parseOptions(command, rest) };
}

/**
 * Finds out which command a line is for; the help, where it is asked for behind a command's name.
 *
 * @throws UserError for a line that is for none
 */
export function nameLine(line: string, commands: readonly Command[]): Named {
  const named = startOf(line, commands);
  if (named !== undefined) return orHelp(named, commands);
  const { first, behindFirst } = firstWords(line);
  const group = groupsOf(commands).find(({ name, split }) => split && name === first.toLowerCase());
  const help = commands.find(({ name }) => name === 'help');
  if (group && help && /^(?:help|--help|[‒–—―]help|-h)$/i.test(behindFirst)) return { command: help, rest: group.name };
  const own = readOwnPhrase(line, commands);
  if (own !== undefined) return own;
  const tryLine = (other: string): string | undefined => readable(other, commands);
  const slip = group !== undefined || isMistyped(line, commands, tryLine);
  const read = slip ? undefined : readLineAsPhrase(line, commands);
  if (read === undefined) throw unknownName(line, commands, tryLine);
  return read;
}

/**
 * The command, or the help about it where that is asked for.
 *
 * @param typed the free text that a platform has typed already
 */
export function orHelp(start: Start, commands: readonly Command[], typed: unknown = ''): Start {
  const { command, rest } = start;
  const help = commands.find(({ name }) => name === 'help');
  const asks = asksHelp(command, `${rest} ${typed}`);
  return asks && help !== undefined ? { command: help, rest: command.name } : start;
}

/** The line in its canonical form if it can be read, or else one that helps on. */
function readable(line: string, commands: readonly Command[]): string | undefined {
  const { command, rest } = startOf(line, commands) ?? {};
  if (command === undefined || rest === undefined) return undefined;
  try {
    return formatLine(command, parseOptions(command, rest));
  } catch (error) {
    if (error instanceof UserError) return error.remedies[0];
    throw error;
  }
}

/**
 * The command of this name, in any case.
 *
 * @throws UserError for a name that is none
 */
export function findCommand(typed: string, commands: readonly Command[]): Command {
  const name = typed.toLowerCase();
  const found = commands.find((command) => command.name === name);
  if (found === undefined) throw unknownName(`/${typed}`, commands, (line) => readable(line, commands));
  return found;
}

/**
 * Understands what stands behind the command's name, and merges it with options that a platform has typed already.
 *
 * @throws UserError, and nothing else
 */
export function parseOptions(command: Command, line: string, typed: Values = {}): Values {
  try {
    return readOptions(command, line, typed);
  } catch (error) {
    throw error instanceof UserError ? withReadableLine(error, command, line, typed) : error;
  }
}
