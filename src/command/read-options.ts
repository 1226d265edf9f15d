import { UserError } from '../errors.ts';
import { decodeEntities } from '../text.ts';
import type { Command } from './define.ts';
import { LineReader, type Values } from './line-reader.ts';
import { namesOf } from './option-text.ts';
import { validate } from './validate.ts';
import { splitVerbatim } from './verbatim.ts';

/** Room for the longest options there are, with every character of them escaped. */
const MAX_LINE = 23_000;

/**
 * The values of what stands behind a command's name, merged with options that a platform has typed already. A mistake
 * has its correction, where one is known: the whole of this text as it should be.
 *
 * @throws UserError, and nothing else
 */
export function readOptions(command: Command, line: string, typed: Values): Values {
  const text = decodeEntities(line).trim();
  if (text.length > MAX_LINE)
    throw new UserError(`This line has ${text.length} characters; ${MAX_LINE} fit.`, {
      code: 'E_LINE_TOO_LONG',
      remedies: [exampleOf(command)],
    });
  const free = command.declared.find(({ key, verbatim }) => verbatim && key === command.text);
  const split =
    free === undefined ? { options: text, text: undefined, rest: '' } : splitVerbatim(text, isSwitchOf(command));
  const reader = new LineReader(command, split.options, split.rest);
  reader.read();
  if (free !== undefined && split.text !== undefined) reader.take(free, split.text, undefined);
  for (const option of command.declared) {
    const value = typed[option.flag];
    if (value !== undefined) reader.take(option, value, undefined);
  }
  return validate(command, reader);
}

const isSwitchOf =
  ({ declared }: Command) =>
  (name: string): boolean => {
    const flag = name.toLowerCase().replaceAll('_', '-').replace(/^no-/, '');
    return declared.some((option) => option.type === 'boolean' && namesOf(option).includes(flag));
  };

/** A line of the command that works. */
export const exampleOf = ({ name, examples }: Command): string => examples[0]?.[0] ?? `/${name}`;
