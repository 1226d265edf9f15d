import type {
  APIApplicationCommandAutocompleteInteraction,
  APIChatInputApplicationCommandInteraction,
  APIInteraction,
  APIMessageApplicationCommandInteraction,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
} from 'discord.js';
import {
  ApplicationCommandType,
  ComponentType,
  InteractionContextType,
  InteractionResponseType,
  InteractionType,
} from 'discord-api-types/v10';
import { asksFirst, isForEverybody } from '../../dispatch/button-id.ts';
import { sentence } from '../../reply/build.ts';
import { callInMessage, EXPLAIN } from '../conversation/call-in-message.ts';
import type { Conversation, Inquiry } from '../conversation/conversation.ts';
import type { Respond } from './first-response.ts';
import { textOfMessage } from './message-text.ts';
import { modal, textOf } from './modal.ts';
import { nameAndOptions, readOptions } from './options.ts';
import { type Asked, originOf } from './origin.ts';
import { CANCEL, DiscordResponseWriter, type WriterOptions } from './response-writer.ts';
import { offers, suggest } from './suggest.ts';

const NOT_RUNNING = 'This is no longer running.';
const NOT_YOURS = 'Only the person who asked for this can stop it.';

export interface HandlerOptions extends WriterOptions {
  readonly conversation: Conversation;
}

/** Answers an interaction as Discord sends it, whichever way it came. */
export type Handle = (interaction: APIInteraction, respond: Respond) => Promise<void>;

/** What to do about every kind of interaction; others are ignored. */
export function createHandler({ conversation, ...options }: HandlerOptions): Handle {
  const { dispatcher, onError } = options;
  const { bot } = dispatcher;

  const answer = (asked: Asked, respond: Respond, inquiry: Omit<Inquiry, 'origin'>): Promise<void> =>
    conversation.answer({ ...inquiry, origin: originOf(asked) }, new DiscordResponseWriter(asked, respond, options));

  const onCommand = (asked: APIChatInputApplicationCommandInteraction, respond: Respond): Promise<void> => {
    const { name, options } = nameAndOptions(asked.data);
    const command = bot.commands.find((candidate) => candidate.name === name);
    if (command === undefined) return answer(asked, respond, { call: bot.parse(`/${name}`), audience: 'asker' });
    const { input, files } = readOptions(command, options, asked.data.resolved?.attachments);
    return answer(asked, respond, { call: bot.parse(input), files, audience: 'everybody' });
  };

  /** What is asked about somebody's message is for the one who asks, unless the two talk alone. */
  const onMessageCommand = (asked: APIMessageApplicationCommandInteraction, respond: Respond): Promise<void> => {
    const { name, resolved, target_id } = asked.data;
    if (name !== EXPLAIN) return answer(asked, respond, { call: bot.parse(`/${name}`), audience: 'asker' });
    const call = callInMessage(bot, textOfMessage(resolved.messages[target_id]));
    return answer(asked, respond, {
      call,
      audience: asked.context === InteractionContextType.BotDM ? 'everybody' : 'asker',
    });
  };

  /** The message that has the button belongs to somebody else, or is to be compared with: the answer is a new one. */
  const onClick = async (click: APIMessageComponentInteraction, respond: Respond): Promise<void> => {
    const { custom_id: id } = click.data;
    // A form can only be the first response, so it is not known yet whether the button is.
    const pressed = asksFirst(id) ? await dispatcher.buttonOf(id).catch(onError) : undefined;
    if (pressed?.input === undefined) return onPress(click, respond);
    return respond({ type: InteractionResponseType.Modal, data: modal(id, pressed.input, pressed) });
  };

  const onPress = (
    asked: APIMessageComponentInteraction | APIModalSubmitInteraction,
    respond: Respond,
    text?: string,
  ): Promise<void> => {
    const { custom_id: id } = asked.data;
    return answer(asked, respond, {
      call: () => conversation.press(id, text),
      audience: isForEverybody(id) ? 'everybody' : 'asker',
    });
  };

  const onCancel = async (click: APIMessageComponentInteraction, respond: Respond): Promise<void> => {
    const outcome = await conversation.cancel(click.data.custom_id.slice(CANCEL.length), originOf(click));
    if (outcome === 'cancelled') return respond({ type: InteractionResponseType.DeferredMessageUpdate });
    const writer = new DiscordResponseWriter(click, respond, options);
    await writer.acknowledge('asker');
    const reply = sentence(outcome === 'not yours' ? NOT_YOURS : NOT_RUNNING);
    await writer.show({ reply, pictures: new Map() }, 'asker');
  };

  const onTyping = (typing: APIApplicationCommandAutocompleteInteraction, respond: Respond): Promise<void> => {
    const { name, options } = nameAndOptions(typing.data);
    const command = bot.commands.find((candidate) => candidate.name === name);
    const focused = options.find((option) => 'focused' in option && option.focused);
    const choices =
      command && focused ? suggest(offers(command, focused.name, bot.commands), String(focused.value)) : [];
    return respond({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } });
  };

  return async (interaction, respond) => {
    switch (interaction.type) {
      case InteractionType.ApplicationCommandAutocomplete:
        return onTyping(interaction, respond);
      case InteractionType.ApplicationCommand:
        if (isSlash(interaction)) return onCommand(interaction, respond);
        return isOnMessage(interaction) ? onMessageCommand(interaction, respond) : undefined;
      case InteractionType.ModalSubmit:
        return onPress(interaction, respond, textOf(interaction.data));
      case InteractionType.MessageComponent: {
        const { component_type, custom_id } = interaction.data;
        if (component_type !== ComponentType.Button) return;
        return custom_id.startsWith(CANCEL) ? onCancel(interaction, respond) : onClick(interaction, respond);
      }
    }
  };
}

type CommandInteraction = APIInteraction & { readonly type: InteractionType.ApplicationCommand };

const isSlash = (asked: CommandInteraction): asked is APIChatInputApplicationCommandInteraction =>
  asked.data.type === ApplicationCommandType.ChatInput;

const isOnMessage = (asked: CommandInteraction): asked is APIMessageApplicationCommandInteraction =>
  asked.data.type === ApplicationCommandType.Message;
