import { UserError } from '../errors.ts';
import { decodeEntities, nearest, shorten } from '../text.ts';
import type { Command } from './define.ts';
import { LineReader, type Values } from './line-reader.ts';
import { validate } from './validate.ts';

/** A command line, understood. */
export interface Call {
  readonly command: Command;
  readonly values: Values;
}

/** Room for the longest options there are, with every character of them escaped. */
const MAX_LINE = 16_000;

/**
 * Understands a whole line such as `/train --lr 0.1`; the slash may be missing.
 *
 * @throws UserError, and nothing else, for any text that is no command line
 */
export function parseLine(line: string, commands: readonly Command[]): Call {
  const match = /^\s*[/!]?\s*([^\s]*)([\s\S]*)$/.exec(line);
  const [, typed = '', rest = ''] = match ?? [];
  const command = findCommand(typed, commands);
  return { command, values: parseOptions(command, rest) };
}

/**
 * The command of this name, in any case.
 *
 * @throws UserError for a name that is none
 */
export function findCommand(typed: string, commands: readonly Command[]): Command {
  const command = commands.find(({ name }) => name === typed.toLowerCase());
  if (command !== undefined) return command;
  const names = commands.map(({ name }) => name);
  const near = nearest(typed, names);
  const known = names.map((name) => `\`/${name}\``).join(', ');
  if (typed === '') throw new UserError('There is no command.', { hint: `The commands are ${known}.` });
  throw new UserError(`There is no command \`/${shorten(typed)}\`.`, {
    hint: near ? `Did you mean \`/${near}\`?` : `The commands are ${known}. A formula goes behind \`/grad\`.`,
  });
}

/**
 * Understands what stands behind the command's name, and merges it with options that a platform has typed already.
 *
 * @throws UserError, and nothing else
 */
export function parseOptions(command: Command, line: string, typed: Values = {}): Values {
  const text = decodeEntities(line).trim();
  if (text.length > MAX_LINE) throw new UserError(`This line has ${text.length} characters; ${MAX_LINE} fit.`);
  const reader = new LineReader(command, text);
  reader.read();
  for (const option of command.declared) {
    const value = typed[option.flag];
    if (value !== undefined) reader.take(option, value, undefined);
  }
  return validate(command, reader);
}
