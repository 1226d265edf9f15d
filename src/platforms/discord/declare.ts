import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
  APIApplicationCommandSubcommandOption,
  RESTPostAPIChatInputApplicationCommandsJSONBody as Declaration,
  RESTPostAPIContextMenuApplicationCommandsJSONBody as MessageDeclaration,
} from 'discord.js';
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Command, Option } from '../../command/define.ts';
import { type Group, secondWord } from '../../command/group.ts';
import { EXPLAIN } from '../conversation/call-in-message.ts';
import { MAX_CHOICES, MAX_COMMAND, MAX_STRING_OPTION } from './limits.ts';
import { ARGS, offers } from './suggest.ts';

/** To servers and to users; in servers, in direct messages with the bot, and in those of others. */
const EVERYWHERE = { integration_types: [0, 1], contexts: [0, 1, 2] };

const boundsSchema = z.object({
  properties: z.record(
    z.string(),
    z.object({
      minimum: z.number().optional(),
      exclusiveMinimum: z.number().optional(),
      maximum: z.number().optional(),
      exclusiveMaximum: z.number().optional(),
      maxLength: z.number().optional(),
    }),
  ),
});

type Bounds = z.output<typeof boundsSchema>['properties'][string];

/**
 * A command as Discord registers it, with second words as its subcommands.
 *
 * @param everywhere false for commands of one guild, which say nothing about where they work
 * @throws Error for a command that is larger than Discord takes
 */
export function declare(group: Group, commands: readonly Command[], everywhere: boolean): Declaration {
  const declaration: Declaration = {
    type: ApplicationCommandType.ChatInput,
    name: group.name,
    description: group.summary,
    options: group.commands.flatMap<APIApplicationCommandOption>((command) =>
      group.split ? [subcommand(command, commands)] : optionsOf(command, commands),
    ),
    ...(everywhere && EVERYWHERE),
  };
  const size = sizeOf(declaration);
  if (size > MAX_COMMAND)
    throw new Error(`command "${group.name}": Discord takes ${MAX_COMMAND} of its ${size} characters`);
  return declaration;
}

/** The command on somebody's message that explains the formula in it. @param everywhere false for one of one guild */
export const declareExplain = (everywhere: boolean): MessageDeclaration => ({
  type: ApplicationCommandType.Message,
  name: EXPLAIN,
  ...(everywhere && EVERYWHERE),
});

const subcommand = (command: Command, commands: readonly Command[]): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  name: secondWord(command.name) ?? command.name,
  description: command.summary,
  options: optionsOf(command, commands),
});

/** The options of a command: its free text first, `args` last. */
function optionsOf(command: Command, commands: readonly Command[]): APIApplicationCommandBasicOption[] {
  const bounds = boundsSchema.parse(z.toJSONSchema(command.options, { io: 'input' })).properties;
  const fields = command.declared.filter(({ typedOnly }) => !typedOnly);
  const ordered = fields.toSorted((a, b) => Number(b.key === command.text) - Number(a.key === command.text));
  return [
    ...ordered.map((option) =>
      toOption(option, bounds[option.key] ?? {}, offers(command, option.flag, commands).length > 0),
    ),
    {
      type: ApplicationCommandOptionType.String,
      name: ARGS,
      description: 'anything else, written as one line: --name value',
      max_length: MAX_STRING_OPTION,
      ...(offers(command, ARGS, commands).length > 0 && { autocomplete: true }),
    },
  ];
}

/** None is required: all of them may stand in `args`, and the command itself says what is missing. */
function toOption(option: Option, bounds: Bounds, autocomplete: boolean): APIApplicationCommandBasicOption {
  const common = { name: option.flag, description: option.description };
  if (option.attachment) return { ...common, type: ApplicationCommandOptionType.Attachment };
  switch (option.type) {
    case 'boolean':
      return { ...common, type: ApplicationCommandOptionType.Boolean };
    case 'integer':
      return { ...common, type: ApplicationCommandOptionType.Integer, ...range(bounds) };
    case 'number':
      return { ...common, type: ApplicationCommandOptionType.Number, ...range(bounds) };
    case 'string': {
      const type = ApplicationCommandOptionType.String as const;
      const { choices } = option;
      if (choices !== undefined && choices.length <= MAX_CHOICES)
        return { ...common, type, choices: choices.map((choice) => ({ name: choice, value: choice })) };
      const max_length = Math.min(bounds.maxLength ?? MAX_STRING_OPTION, MAX_STRING_OPTION);
      return autocomplete ? { ...common, type, max_length, autocomplete } : { ...common, type, max_length };
    }
  }
}

/** Discord knows closed ranges only; the command's own validation refuses an open end. */
function range(bounds: Bounds): { min_value?: number; max_value?: number } {
  const least = bounds.minimum ?? bounds.exclusiveMinimum;
  const most = bounds.maximum ?? bounds.exclusiveMaximum;
  return {
    ...(least !== undefined && Math.abs(least) < Number.MAX_SAFE_INTEGER && { min_value: least }),
    ...(most !== undefined && Math.abs(most) < Number.MAX_SAFE_INTEGER && { max_value: most }),
  };
}

/** Discord counts every name, description and choice. */
function sizeOf(thing: unknown): number {
  if (Array.isArray(thing)) return thing.reduce((sum: number, item) => sum + sizeOf(item), 0);
  if (typeof thing === 'string') return thing.length;
  return typeof thing === 'object' && thing !== null ? sizeOf(Object.values(thing)) : 0;
}
