import type { App, Context } from '@slack/bolt';
import { callOfAnswer, callOfMessage } from '../../conversation/call-of-message.ts';
import type { SlackContext } from '../context.ts';
import { SlackResponseWriter } from '../messages/response-writer.ts';
import type { Workspace } from '../workspaces.ts';
import { held } from './acknowledge.ts';
import { fromOf, slackOrigin } from './origin.ts';
import { welcomeOnce } from './welcome.ts';

/** A message that may be for the bot: a mention, or what is said to it alone. */
interface Said {
  readonly user?: string;
  readonly text?: string;
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly files?: readonly SlackFile[];
}

interface SlackFile {
  readonly id: string;
  readonly url_private?: string;
}

/**
 * Answers `@bot grad a*b+c` in the thread of the message: the form for threads, where there are no slash commands, and
 * for files, which a slash command cannot bring along. A formula needs no command.
 */
export function onMentions(app: App, context: SlackContext): void {
  app.event('app_mention', async ({ event, body, context: bolt }) => {
    if (isFromBot(event)) return;
    const line = commandLine(event.text);
    await answer(context, event, { bolt, delivery: body.event_id }, line, false);
  });
}

/** Answers what somebody writes to the bot alone, where no command is needed either. */
export function onDirectMessages(app: App, context: SlackContext): void {
  app.event('message', async ({ event, body, context: bolt }) => {
    if (event.channel_type !== 'im' || isFromBot(event)) return;
    // Of the others, such as a message that was changed, the words have been answered already.
    if (event.subtype !== undefined && event.subtype !== 'file_share') return;
    const line = commandLine(event.text ?? '') || asTyped(event.text ?? '');
    await answer(context, event, { bolt, delivery: body.event_id }, line, true);
  });
}

/** Two bots that answer each other would never stop. */
const isFromBot = (event: object): boolean =>
  !('user' in event) || event.user === undefined || 'bot_id' in event || 'bot_profile' in event;

async function answer(
  context: SlackContext,
  { user = '', channel, ts, thread_ts, files }: Said,
  { bolt, delivery }: { readonly bolt: Context; readonly delivery: string },
  line: string,
  direct: boolean,
): Promise<void> {
  const { conversation, dispatcher, openQuestions, serve } = context;
  const [file] = files ?? [];
  // A message comes without the name of who writes it.
  const from = fromOf(bolt, user);
  const origin = slackOrigin(from, { user, channel, name: user, at: new Date(Number(ts) * 1000), delivery });
  const acknowledge = held(bolt);
  const respond = async (workspace: Workspace): Promise<void> => {
    if (direct) await welcomeOnce(context, workspace, user, channel);
    const open = direct && file === undefined ? await openQuestions.find(workspace.tenant, user) : undefined;
    const asked =
      callOfAnswer(dispatcher.bot, line, open) ??
      callOfMessage(dispatcher.bot, line, file && { id: file.id, address: file.url_private ?? '' });
    // Who sees it alone may have no thread of their own: nobody else would know what the thread is about.
    const thread = asked.audience === 'everybody' && !direct ? (thread_ts ?? ts) : thread_ts;
    const target = { channel, user, thread, direct };
    const writer = new SlackResponseWriter(context, workspace, target, { acknowledge });
    await conversation.answer({ origin, ...asked, fileHeaders: workspace.fileHeaders }, writer);
  };
  await serve(from, respond, acknowledge);
}

/** What follows the mention at the start of a message, as it was typed. */
export const commandLine = (text: string): string =>
  asTyped(/^\s*(?:<@[A-Z0-9]+(?:\|[^>]*)?>[\s,:]*)+([\s\S]*)$/.exec(text)?.[1] ?? '');

const asTyped = (text: string): string => withoutMarks(text).replaceAll(/`+/g, '').trim();

/** A message as people see it, with the backticks around its code. */
export const asShown = (text: string): string =>
  withoutMarks(text).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** A message without the marks that Slack adds. */
const withoutMarks = (text: string): string =>
  text
    .replace(/<(?:https?:\/\/|mailto:)[^>|]*\|([^>]*)>/g, '$1')
    .replace(/<((?:https?:\/\/|mailto:)[^>|]*)>/g, '$1')
    .replace(/<([@#!])[^>|]*\|([^>]*)>/g, '$1$2');
