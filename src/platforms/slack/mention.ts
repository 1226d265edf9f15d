import type { App } from '@slack/bolt';
import type { Command } from '../../command/define.ts';
import { groupsOf } from '../../command/group.ts';
import { answer, type House } from './answer.ts';
import { track } from './track.ts';

const HELP = '/help';

/** Answers `@bot grad a*b+c` in the thread of the message: the form for threads, where there are no slash commands. */
export function onMentions(app: App, house: House): void {
  app.event('app_mention', async ({ event, body }) => {
    // Two bots that answer each other would never stop.
    if (event.user === undefined || 'bot_id' in event || 'bot_profile' in event) return;
    const { user } = event;
    const line = commandLine(event.text);
    const known = names(house.desk.bot.commands, line);
    await track(house, () =>
      answer(house, {
        tenant: body.team_id,
        // A mention comes without the name of who writes it.
        name: user,
        at: new Date(Number(event.ts) * 1000),
        delivery: body.event_id,
        question: known ? line : HELP,
        place: { channel: event.channel, user, thread: known ? (event.thread_ts ?? event.ts) : event.thread_ts },
        audience: known ? 'everybody' : 'asker',
      }),
    );
  });
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
