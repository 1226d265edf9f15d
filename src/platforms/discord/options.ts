import { ApplicationCommandOptionType, type CommandInteractionOption } from 'discord.js';
import type { Command } from '../../command/define.ts';
import { splitWords } from '../../command/words.ts';
import type { CommandInput } from '../../dispatch/parsed-call.ts';
import { ARGS } from './suggest.ts';

/** What somebody filled in: an input, and files that are still to be fetched. */
interface Filled {
  readonly input: Exclude<CommandInput, string>;
  /** Addresses of attached files by the key of the option; the input has placeholders for them. */
  readonly files: ReadonlyMap<string, string>;
}

/** Reads a slash command's options. */
export function readOptions(command: Command, options: readonly CommandInteractionOption[]): Filled {
  const typed: Record<string, unknown> = {};
  const files = new Map<string, string>();
  for (const { name, type, value, attachment } of options) {
    const option = command.declared.find(({ flag }) => flag === name);
    // Discord's clients keep for a while what it was told before, when this may have been a number.
    typed[name] = typeof value === 'number' && option?.type === 'string' ? String(value) : value;
    if (type === ApplicationCommandOptionType.Attachment && attachment && option) files.set(option.key, attachment.url);
  }
  let args = String(typed[ARGS] ?? '');
  delete typed[ARGS];
  // Discord puts a line that is typed behind the command's name into its first option, flags, quotation marks and all.
  const text = command.declared.find(({ key }) => key === command.text)?.flag;
  const line = text === undefined ? undefined : typed[text];
  if (text !== undefined && typeof line === 'string' && (hasFlags(command, line) || hasQuotation(line))) {
    args = `${line} ${args}`;
    delete typed[text];
  }
  return { input: { command: command.name, args, typed }, files };
}

/** Does a text name an option of the command, with the dashes that people and their phones type? */
function hasFlags({ declared }: Command, text: string): boolean {
  const named = text.matchAll(/(?:^|\s)(?:--|[‒–—―])(?:no-)?([a-z][a-z0-9-]*)/gi);
  return [...named].some(([, name]) => declared.some(({ flag }) => flag === name?.toLowerCase()));
}

/** Is something in quotation marks, which are taken off everywhere else? */
function hasQuotation(text: string): boolean {
  try {
    return splitWords(text).some(({ quoted }) => quoted !== undefined);
  } catch {
    // One that is never closed is only a character.
    return false;
  }
}
