import type { App, webApi } from '@slack/bolt';
import type { Command } from '../../../command/define.ts';
import { groupsOf } from '../../../command/group.ts';
import { startOf } from '../../../command/start.ts';
import { BUSY } from '../../../dispatch/dispatcher.ts';
import type { SlackContext } from '../context.ts';
import { SlackResponseWriter } from '../messages/response-writer.ts';
import type { ResponseTarget } from '../messages/target.ts';
import type { Workspace } from '../workspaces.ts';
import { once } from './acknowledge.ts';
import { isDirect } from './clicks.ts';
import { modal } from './modal.ts';
import { fromOf, slackOrigin } from './origin.ts';

/** Answers slash commands; one that needs a text and has none opens a form for it. */
export function onSlashCommands(app: App, context: SlackContext): void {
  const { conversation, dispatcher, naming, serve } = context;
  const { bot } = dispatcher;
  app.command(/^\//, async ({ ack, body, context: bolt }) => {
    const name = commandName(body.command, bot.commands);
    const line = `/${name} ${body.text}`;
    const call = bot.parse(line);
    const acknowledge = once(ack);
    const [channel, user] = [body.channel_id, body.user_id];
    const prefix = prefixOf(body.command, name);
    const target: ResponseTarget = {
      channel,
      user,
      responseUrl: body.response_url,
      replaceable: true,
      prefix,
      direct: isDirect(channel),
    };
    const from = fromOf(bolt, user, body.response_url);
    const asker = slackOrigin(from, {
      user,
      channel,
      name: body.user_name,
      at: new Date(),
      delivery: body.trigger_id,
    });
    // In the acknowledgement it costs the least.
    if (conversation.declines({ origin: asker, call })) return ack({ response_type: 'ephemeral', text: BUSY });
    const named = startOf(line, bot.commands);
    const answer = async (workspace: Workspace): Promise<void> => {
      await naming.note(workspace.tenant, prefix);
      if (named?.rest.trim() === '' && needsText(named.command)) {
        try {
          await workspace.client.views.open({ trigger_id: body.trigger_id, view: modal(named.command, target) });
          return;
        } catch (error) {
          // A trigger works once: this is the same command again.
          if ((error as webApi.WebAPIPlatformError).data?.error === 'exchanged_trigger_id') return;
          // It lives for 3 s: the answer itself says then what is missing.
          context.onError(error);
        }
      }
      const inquiry = { origin: asker, call, audience: 'everybody' } as const;
      await conversation.answer(inquiry, new SlackResponseWriter(context, workspace, target, { acknowledge }));
    };
    await serve(from, answer, acknowledge);
  });
}

/** The first word of the command behind `/grad`, or behind `/cr-grad` where a workspace had the other name taken. */
export function commandName(typed: string, commands: readonly Command[]): string {
  const name = typed.replace(/^\//, '').toLowerCase();
  const known = groupsOf(commands).map((group) => group.name);
  if (known.includes(name)) return name;
  const behindPrefix = known.filter((one) => name.endsWith(one));
  return behindPrefix.sort((a, b) => b.length - a.length)[0] ?? name;
}

/** What stands in front of a command's name in this workspace. */
const prefixOf = (typed: string, name: string): string => typed.slice(1, Math.max(1, typed.length - name.length));

const needsText = ({ text, declared }: Command): boolean =>
  declared.some(({ key, required }) => key === text && required);
