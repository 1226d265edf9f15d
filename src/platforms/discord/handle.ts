import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type Interaction,
  type ModalSubmitInteraction,
} from 'discord.js';
import { asksFirst, isForEverybody } from '../../dispatch/button-id.ts';
import { sentence } from '../../reply/build.ts';
import type { Conversation, Inquiry } from '../conversation/conversation.ts';
import { FIELD, modal } from './modal.ts';
import { readOptions } from './options.ts';
import { type Asked, originOf } from './origin.ts';
import { CANCEL, DiscordResponseWriter, type WriterOptions } from './response-writer.ts';
import { offers, suggest } from './suggest.ts';

const NOT_RUNNING = 'This is no longer running.';
const NOT_YOURS = 'Only the person who asked for this can stop it.';

export interface HandlerOptions extends WriterOptions {
  readonly conversation: Conversation;
}

/** What to do about every kind of interaction; others are ignored. */
export function createHandler({
  conversation,
  ...options
}: HandlerOptions): (interaction: Interaction) => Promise<void> {
  const { dispatcher } = options;
  const { bot } = dispatcher;

  const answer = (asked: Asked, inquiry: Omit<Inquiry, 'origin'>): Promise<void> =>
    conversation.answer({ ...inquiry, origin: originOf(asked) }, new DiscordResponseWriter(asked, options));

  const onCommand = (asked: ChatInputCommandInteraction): Promise<void> => {
    const name = nameOf(asked);
    const command = bot.commands.find((candidate) => candidate.name === name);
    if (command === undefined) return answer(asked, { call: bot.parse(`/${name}`), audience: 'asker' });
    const { input, files } = readOptions(command, optionsOf(asked.options.data));
    return answer(asked, { call: bot.parse(input), files, audience: 'everybody' });
  };

  /** The message that has the button belongs to somebody else, or is to be compared with: the answer is a new one. */
  const onClick = async (click: ButtonInteraction): Promise<void> => {
    const { customId } = click;
    // A form can only be the first response, so it is not known yet whether the button is.
    const { input, ...options } = (asksFirst(customId) && (await dispatcher.buttonOf(customId))) || {
      input: undefined,
    };
    if (input !== undefined) return void (await click.showModal(modal(customId, input, options)));
    return onPress(click);
  };

  const onPress = (asked: ButtonInteraction | ModalSubmitInteraction, text?: string): Promise<void> =>
    answer(asked, {
      call: () => conversation.press(asked.customId, text),
      audience: isForEverybody(asked.customId) ? 'everybody' : 'asker',
    });

  const onCancel = async (click: ButtonInteraction): Promise<void> => {
    const outcome = conversation.cancel(click.customId.slice(CANCEL.length), originOf(click));
    if (outcome === 'cancelled') return void (await click.deferUpdate());
    const writer = new DiscordResponseWriter(click, options);
    await writer.acknowledge('asker');
    const reply = sentence(outcome === 'not yours' ? NOT_YOURS : NOT_RUNNING);
    await writer.show({ reply, pictures: new Map() }, 'asker');
  };

  const onTyping = async (typing: AutocompleteInteraction): Promise<void> => {
    const { name, value } = typing.options.getFocused(true);
    const command = bot.commands.find((candidate) => candidate.name === nameOf(typing));
    await typing.respond(command ? suggest(offers(command, name, bot.commands), String(value)) : []);
  };

  return async (interaction) => {
    if (interaction.isAutocomplete()) return onTyping(interaction);
    if (interaction.isChatInputCommand()) return onCommand(interaction);
    if (interaction.isModalSubmit()) return onPress(interaction, interaction.fields.getTextInputValue(FIELD));
    if (interaction.isButton())
      return interaction.customId.startsWith(CANCEL) ? onCancel(interaction) : onClick(interaction);
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
