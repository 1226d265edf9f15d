import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type Interaction,
  type ModalSubmitInteraction,
} from 'discord.js';
import { withInput } from '../../command/format.ts';
import type { Question } from '../../dispatch/bot.ts';
import { asksFirst, isForEverybody, type Pressed } from '../../dispatch/button-id.ts';
import { UserError } from '../../errors.ts';
import { type FileHost, fetchText } from '../attachment.ts';
import { FIELD, modal } from './modal.ts';
import { readOptions } from './question.ts';
import { Responder, type ResponderOptions } from './responder.ts';
import { offers, suggest } from './suggest.ts';

export interface HandlerOptions extends ResponderOptions {
  /** Where attached files may come from. */
  readonly files: FileHost;
}

/** What to do about every kind of interaction; others are ignored. */
export function createHandler(options: HandlerOptions): (interaction: Interaction) => Promise<void> {
  const { desk } = options;
  const { bot, store } = desk;
  const responder = new Responder(options);

  /** A typing mistake is nobody's business but the person's. */
  const isHidden = (question: Question): boolean => {
    try {
      return bot.understand(question).command.private ?? false;
    } catch {
      return true;
    }
  };

  const onCommand = async (asked: ChatInputCommandInteraction): Promise<void> => {
    const name = nameOf(asked);
    const command = bot.commands.find((candidate) => candidate.name === name);
    if (command === undefined) return responder.answer(asked, true, async () => `/${name}`);
    const { question, files } = readOptions(command, optionsOf(asked.options.data));
    return responder.answer(asked, isHidden(question), async () => {
      const typed = { ...question.typed };
      for (const [flag, address] of files) typed[flag] = await store.saveFile(await fetchText(address, options.files));
      return { ...question, typed };
    });
  };

  const pressed = async (id: string): Promise<Pressed> => {
    const button = await desk.buttonOf(id);
    if (button !== undefined) return button;
    throw new UserError('I no longer know what this button was for.', { hint: 'Type the command again.' });
  };

  /** The message that has the button belongs to somebody else, or is to be compared with: the answer is a new one. */
  const onClick = async (click: ButtonInteraction): Promise<void> => {
    const { customId } = click;
    // A form can only be the first answer, so it is not known yet whether the button is.
    const { input, long } = (asksFirst(customId) && (await desk.buttonOf(customId))) || {};
    if (input !== undefined) return void (await click.showModal(modal(customId, input, long)));
    return responder.answer(click, !isForEverybody(customId), async () => (await pressed(customId)).line);
  };

  const onForm = (form: ModalSubmitInteraction): Promise<void> =>
    responder.answer(form, !isForEverybody(form.customId), async () =>
      withInput((await pressed(form.customId)).line, form.fields.getTextInputValue(FIELD)),
    );

  const onTyping = async (typing: AutocompleteInteraction): Promise<void> => {
    const { name, value } = typing.options.getFocused(true);
    const command = bot.commands.find((candidate) => candidate.name === nameOf(typing));
    await typing.respond(command ? suggest(offers(command, name, bot.commands), String(value)) : []);
  };

  return async (interaction) => {
    if (interaction.isAutocomplete()) return onTyping(interaction);
    if (interaction.isChatInputCommand()) return onCommand(interaction);
    if (interaction.isModalSubmit()) return onForm(interaction);
    if (interaction.isButton())
      return Responder.stops(interaction) ? responder.stop(interaction) : onClick(interaction);
  };
}

/** The whole name of a command: a second word is a subcommand. */
function nameOf({ commandName, options }: ChatInputCommandInteraction | AutocompleteInteraction): string {
  const second = options.getSubcommand(false);
  return second === null ? commandName : `${commandName} ${second}`;
}

/** What was filled in, which stands inside of a subcommand. */
function optionsOf(data: readonly CommandInteractionOption[]): readonly CommandInteractionOption[] {
  const [first] = data;
  return first?.type === ApplicationCommandOptionType.Subcommand ? (first.options ?? []) : data;
}
