import { asksHelp } from './asks-help.ts';
import type { Command, Option } from './define.ts';
import type { Values } from './line-reader.ts';
import { readOptions } from './read-options.ts';
import { quote } from './words.ts';

/** Behind `--name` these need no quotes. */
const PLAIN = /^[\p{L}\d][\p{L}\d.,;:+*/^()[\]_-]*$/u;

/**
 * The canonical command line of values: free text first, or last where it is taken as it stands; options in the order
 * of their declaration, those at their default left out. Parsing it gives the values again.
 */
export function formatLine(command: Command, values: Values): string {
  const parts: string[] = [];
  for (const option of command.declared) {
    const value = values[option.key];
    if (option.key === command.text || value === undefined || value === option.default) continue;
    parts.push(formatOption(option, value));
  }
  const text = command.text === undefined ? undefined : values[command.text];
  const free = typeof text === 'string' ? [freeText(command, text)] : [];
  const last = command.declared.some(({ key, verbatim }) => verbatim && key === command.text);
  return [`/${command.name}`, ...(last ? [...parts, ...free] : [...free, ...parts])].join(' ');
}

/** A command line with a text behind it, which the parser reads as one. */
export const withInput = (line: string, text: string): string => `${line} ${quote(protect(text))}`;

/** A command line with one more option. */
export const withOption = (line: string, flag: string, text: string): string => `${line} ${optionText(flag, text)}`;

function formatOption({ flag }: Option, value: unknown): string {
  if (typeof value === 'boolean') return value ? `--${flag}` : `--no-${flag}`;
  if (typeof value === 'number') return `--${flag} ${value}`;
  return optionText(flag, String(value));
}

const optionText = (flag: string, text: string): string =>
  `--${flag} ${PLAIN.test(text) ? text : quote(protect(text))}`;

/** `&lt;` means `<` in a command line: what is to stay `&lt;` is written `&amp;lt;`. */
const protect = (text: string): string => text.replace(/&(?=#?\w{1,8};)/g, '&amp;');

/** As it is, if it reads back as the same; else in quotes. */
function freeText(command: Command, text: string): string {
  try {
    const read = readOptions(command, text, {});
    const others = command.declared.filter(({ key }) => key !== command.text);
    const clean = others.every((option) => read[option.key] === option.default);
    const asIs = clean && read[command.text as string] === text && !/^\s|\s$/.test(text);
    if (asIs && !asksHelp(command, text)) return text;
  } catch {
    // Not readable as it is.
  }
  return quote(protect(text));
}
