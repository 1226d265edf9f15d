import type { App, types } from '@slack/bolt';
import type { Command } from '../../command/define.ts';
import { groupsOf } from '../../command/group.ts';
import { startOf } from '../../command/parse.ts';
import type { Question } from '../../dispatch/bot.ts';
import { UserError } from '../../errors.ts';
import { errorReply } from '../../reply/error-reply.ts';
import { fetchText } from '../attachment.ts';
import { answer, type House } from './answer.ts';
import { Outlet, type Place } from './outlet.ts';
import { message } from './render.ts';
import { track } from './track.ts';

const HELP = '/help';

/**
 * Answers `@bot grad a*b+c` in the thread of the message: the form for threads, where there are no slash commands, and
 * for files, which a slash command cannot bring along.
 */
export function onMentions(app: App, house: House): void {
  app.event('app_mention', async ({ event, body }) => {
    // Two bots that answer each other would never stop.
    if (event.user === undefined || 'bot_id' in event || 'bot_profile' in event) return;
    const { user } = event;
    const line = commandLine(event.text);
    const known = names(house.desk.bot.commands, line);
    const thread = known ? (event.thread_ts ?? event.ts) : event.thread_ts;
    const place: Place = { channel: event.channel, user, thread };
    await track(house, async () => {
      const question = known ? await withFile(house, place, line, event.files?.[0]) : HELP;
      if (question === undefined) return;
      await answer(house, {
        tenant: body.team_id,
        // A mention comes without the name of who writes it.
        name: user,
        at: new Date(Number(event.ts) * 1000),
        delivery: body.event_id,
        question,
        place,
        audience: known ? 'everybody' : 'asker',
      });
    });
  });
}

type SlackFile = NonNullable<types.AppMentionEvent['files']>[number];

/** A line with the file of its message, if the command takes one; undefined after saying why that cannot be had. */
async function withFile(
  { desk, files, ...wires }: House,
  place: Place,
  line: string,
  file: SlackFile | undefined,
): Promise<Question | undefined> {
  const { command, rest = '' } = startOf(line, desk.bot.commands) ?? {};
  const option = command?.declared.find(({ attachment }) => attachment);
  if (command === undefined || option === undefined || file === undefined) return line;
  try {
    const text = await fetchText(file.url_private, files);
    return { command: command.name, args: rest, typed: { [option.flag]: await desk.store.saveFile(text) } };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await new Outlet(wires, place).say(message(errorReply(error)), 'asker');
    return undefined;
  }
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
