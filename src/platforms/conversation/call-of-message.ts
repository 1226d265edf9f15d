import { startOf } from '../../command/start.ts';
import type { Bot } from '../../dispatch/bot.ts';
import type { ParsedCall } from '../../dispatch/parsed-call.ts';
import { callToAnswer } from '../../dispatch/typed-answer.ts';
import type { Asks } from '../../reply/asked.ts';
import { shorten } from '../../text.ts';
import type { Inquiry } from './conversation.ts';

const HELP = '/help';

/** A file of a message: the platform's id for it, and where it is. */
interface MessageFile {
  readonly id: string;
  readonly address: string;
}

type Asked = Required<Pick<Inquiry, 'audience'>> & Pick<Inquiry, 'files'> & { readonly call: ParsedCall };

/** What a message means while a question stands open: its answer, or what goes with it; undefined for anything else. */
export function callOfAnswer(bot: Bot, line: string, open: Asks | undefined): Asked | undefined {
  const call = callToAnswer(bot, line, open);
  if (call === undefined) return undefined;
  const isAnswer = line !== '' && line !== '?';
  return { call: isAnswer ? { ...call, answering: shorten(line) } : call, audience: 'everybody' };
}

/**
 * What a message to the bot asks for, with its file if the command takes one. What is no command and no formula is
 * for nobody else's eyes: nor is an answer to a mention without a word.
 */
export function callOfMessage(bot: Bot, line: string, file: MessageFile | undefined): Asked {
  const { command, rest = '' } = startOf(line, bot.commands) ?? {};
  const option = command?.declared.find(({ attachment }) => attachment);
  if (command !== undefined && option !== undefined && file !== undefined) {
    const call = bot.parse({ command: command.name, args: rest, typed: { [option.flag]: file.id } });
    return { call, files: new Map([[option.key, file.address]]), audience: 'everybody' };
  }
  const call = bot.parse(line === '' ? HELP : line);
  return { call, audience: line === '' || call.command === undefined ? 'asker' : 'everybody' };
}
