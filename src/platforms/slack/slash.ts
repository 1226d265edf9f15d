import type { App, webApi } from '@slack/bolt';
import type { Command } from '../../command/define.ts';
import { groupsOf } from '../../command/group.ts';
import { startOf } from '../../command/parse.ts';
import { type Asked, answer, type House } from './answer.ts';
import { modal } from './modal.ts';
import { track } from './track.ts';

/** Answers slash commands; one that needs a text and has none opens a form for it. */
export function onSlashCommands(app: App, house: House): void {
  app.command(/^\//, async ({ ack, body }) => {
    await ack();
    const name = commandName(body.command, house.desk.bot.commands);
    house.naming.prefix = prefixOf(body.command, name);
    const line = `/${name} ${body.text}`;
    const asked: Asked = {
      tenant: body.team_id,
      name: body.user_name,
      at: new Date(),
      delivery: body.trigger_id,
      question: line,
      place: { channel: body.channel_id, user: body.user_id, responseUrl: body.response_url, replaceable: true },
      audience: 'everybody',
    };
    const named = startOf(line, house.desk.bot.commands);
    await track(house, async () => {
      if (named?.rest.trim() === '' && needsText(named.command)) {
        try {
          await house.client.views.open({ trigger_id: body.trigger_id, view: modal(named.command, asked.place) });
          return;
        } catch (error) {
          // A trigger works once: this is the same command again.
          if ((error as webApi.WebAPIPlatformError).data?.error === 'exchanged_trigger_id') return;
          // It lives for 3 s: the answer itself says then what is missing.
          house.onError(error);
        }
      }
      await answer(house, asked);
    });
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
