import type {
  APIApplicationCommandInteractionDataBasicOption,
  APIApplicationCommandInteractionDataOption,
  APIAttachment,
  InteractionType,
} from 'discord.js';
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
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

type Kind = InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete;

/** The whole name of a command, of which a second word is a subcommand, and what was filled in. */
export function nameAndOptions<Type extends Kind>({
  name,
  options = [],
}: {
  readonly name: string;
  readonly options?: readonly APIApplicationCommandInteractionDataOption<Type>[] | undefined;
}): { readonly name: string; readonly options: readonly APIApplicationCommandInteractionDataBasicOption<Type>[] } {
  const [first] = options;
  if (first?.type === ApplicationCommandOptionType.Subcommand)
    return { name: `${name} ${first.name}`, options: first.options ?? [] };
  return { name, options: options as readonly APIApplicationCommandInteractionDataBasicOption<Type>[] };
}

/**
 * Reads a slash command's options.
 *
 * @param attached the files of the interaction by their ids
 */
export function readOptions(
  command: Command,
  options: readonly APIApplicationCommandInteractionDataBasicOption[],
  attached: Readonly<Record<string, Pick<APIAttachment, 'url'>>> = {},
): Filled {
  const typed: Record<string, unknown> = {};
  const files = new Map<string, string>();
  for (const { name, type, value } of options) {
    const option = command.declared.find(({ flag }) => flag === name);
    // Discord's clients keep for a while what it was told before, when this may have been a number.
    typed[name] = typeof value === 'number' && option?.type === 'string' ? String(value) : value;
    const file = type === ApplicationCommandOptionType.Attachment ? attached[value] : undefined;
    if (file && option) files.set(option.key, file.url);
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
