import type { Command, Option } from './define.ts';
import type { Values } from './line-reader.ts';
import { parseOptions } from './parse.ts';
import { quote } from './words.ts';

/** Behind `--name` these need no quotes. */
const PLAIN = /^[\p{L}\d][\p{L}\d.,;:+*/^()[\]_-]*$/u;

/**
 * The canonical command line of values: free text first, then options in the order of their declaration, those
 * at their default left out. Parsing it gives the values again.
 */
export function formatLine(command: Command, values: Values): string {
  const parts = [`/${command.name}`];
  const text = command.text === undefined ? undefined : values[command.text];
  if (typeof text === 'string') parts.push(freeText(command, text));
  for (const option of command.declared) {
    const value = values[option.key];
    if (option.key === command.text || value === undefined || value === option.default) continue;
    parts.push(formatOption(option, value));
  }
  return parts.join(' ');
}

function formatOption({ flag }: Option, value: unknown): string {
  if (typeof value === 'boolean') return value ? `--${flag}` : `--no-${flag}`;
  if (typeof value === 'number') return `--${flag} ${value}`;
  const text = String(value);
  return `--${flag} ${PLAIN.test(text) ? text : quote(protect(text))}`;
}

/** `&lt;` means `<` in a command line: what is to stay `&lt;` is written `&amp;lt;`. */
const protect = (text: string): string => text.replace(/&(?=#?\w{1,8};)/g, '&amp;');

/** As it is, if it reads back as the same; else in quotes. */
function freeText(command: Command, text: string): string {
  try {
    const read = parseOptions(command, text);
    const others = command.declared.filter(({ key }) => key !== command.text);
    const clean = others.every((option) => read[option.key] === option.default);
    if (clean && read[command.text as string] === text && !/^\s|\s$/.test(text)) return text;
  } catch {
    // Not readable as it is.
  }
  return quote(protect(text));
}
