import type { AutocompleteInteraction, ButtonInteraction, ChatInputCommandInteraction, Interaction } from 'discord.js';
import type { Question } from '../../bot.ts';
import { isForEverybody } from '../../desk/desk.ts';
import { UserError } from '../../errors.ts';
import { fetchText } from './attachment.ts';
import { readOptions } from './question.ts';
import { Responder, type ResponderOptions } from './responder.ts';
import { offers, suggest } from './suggest.ts';

export interface HandlerOptions extends ResponderOptions {
  /** Where attached files may come from. */
  readonly fileOrigins: readonly string[];
}

/** What to do about every kind of interaction; others are ignored. */
export function createHandler(options: HandlerOptions): (interaction: Interaction) => Promise<void> {
  const { desk, fileOrigins } = options;
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
    const command = bot.commands.find(({ name }) => name === asked.commandName);
    if (command === undefined) {
      const question = `/${asked.commandName}`;
      return responder.answer(asked, true, async () => question);
    }
    const { question, files } = readOptions(command, asked.options.data);
    return responder.answer(asked, isHidden(question), async () => {
      const typed = { ...question.typed };
      for (const [flag, address] of files) typed[flag] = await store.saveFile(await fetchText(address, fileOrigins));
      return { ...question, typed };
    });
  };

  /** The message that has the button belongs to somebody else, or is to be compared with: the answer is a new one. */
  const onClick = (click: ButtonInteraction): Promise<void> =>
    responder.answer(click, !isForEverybody(click.customId), async () => {
      const line = await desk.lineOf(click.customId);
      if (line !== undefined) return line;
      throw new UserError('I no longer know what this button was for.', { hint: 'Type the command again.' });
    });

  const onTyping = async (typing: AutocompleteInteraction): Promise<void> => {
    const { name, value } = typing.options.getFocused(true);
    const command = bot.commands.find((candidate) => candidate.name === typing.commandName);
    await typing.respond(command ? suggest(offers(command, name, bot.commands), String(value)) : []);
  };

  return async (interaction) => {
    if (interaction.isAutocomplete()) return onTyping(interaction);
    if (interaction.isChatInputCommand()) return onCommand(interaction);
    if (interaction.isButton())
      return Responder.stops(interaction) ? responder.stop(interaction) : onClick(interaction);
  };
}
