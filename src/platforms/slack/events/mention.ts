import type { App, types } from '@slack/bolt';
import type { Command } from '../../../command/define.ts';
import { groupsOf } from '../../../command/group.ts';
import { startOf } from '../../../command/start.ts';
import type { Inquiry } from '../../conversation/conversation.ts';
import type { SlackContext } from '../context.ts';
import { SlackResponseWriter } from '../messages/response-writer.ts';
import { slackOrigin } from './origin.ts';

const HELP = '/help';

/**
 * Answers `@bot grad a*b+c` in the thread of the message: the form for threads, where there are no slash commands, and
 * for files, which a slash command cannot bring along.
 */
export function onMentions(app: App, context: SlackContext): void {
  const { conversation, dispatcher, run } = context;
  app.event('app_mention', async ({ event, body }) => {
    // Two bots that answer each other would never stop.
    if (event.user === undefined || 'bot_id' in event || 'bot_profile' in event) return;
    const { user, channel } = event;
    const line = commandLine(event.text);
    const known = names(dispatcher.bot.commands, line);
    const thread = known ? (event.thread_ts ?? event.ts) : event.thread_ts;
    const inquiry: Inquiry = {
      origin: slackOrigin({
        tenant: body.team_id,
        user,
        channel,
        // A mention comes without the name of who writes it.
        name: user,
        at: new Date(Number(event.ts) * 1000),
        delivery: body.event_id,
      }),
      ...(known ? callOf(context, line, event.files?.[0]) : { call: dispatcher.bot.parse(HELP) }),
      audience: known ? 'everybody' : 'asker',
    };
    await run(() => conversation.answer(inquiry, new SlackResponseWriter(context, { channel, user, thread })));
  });
}

type SlackFile = NonNullable<types.AppMentionEvent['files']>[number];

/** The call of a line, with the file of its message if the command takes one. */
function callOf(
  { dispatcher: { bot } }: SlackContext,
  line: string,
  file: SlackFile | undefined,
): Pick<Inquiry, 'call' | 'files'> {
  const { command, rest = '' } = startOf(line, bot.commands) ?? {};
  const option = command?.declared.find(({ attachment }) => attachment);
  if (command === undefined || option === undefined || file === undefined) return { call: bot.parse(line) };
  const call = bot.parse({ command: command.name, args: rest, typed: { [option.flag]: file.id } });
  return { call, files: new Map([[option.key, file.url_private]]) };
}

/** What follows the mention at the start of a message, as it was typed: without the marks Slack adds. */
export function commandLine(text: string): string {
  const match = /^\s*(?:<@[A-Z0-9]+(?:\|[^>]*)?>[\s,:]*)+([\s\S]*)$/.exec(text);
  const typed = (match?.[1] ?? '')
    .replace(/<(?:https?:\/\/|mailto:)[^>|]*\|([^>]*)>/g, '$1')
    .replace(/<((?:https?:\/\/|mailto:)[^>|]*)>/g, '$1')
    .replace(/<([@#!])[^>|]*\|([^>]*)>/g, '$1$2')
    .replaceAll(/`+/g, '')
    .trim();
  return typed;
}

/** Does a line name a command, or the first of its two words? */
function names(commands: readonly Command[], line: string): boolean {
  const first = /^\/?(\S+)/.exec(line)?.[1]?.toLowerCase();
  return groupsOf(commands).some(({ name }) => name === first);
}
