import type { App, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { Command } from '../../../command/define.ts';
import type { FormAgain } from '../../../errors.ts';
import { MAX_INPUT } from '../../../reply/document.ts';
import { capitalize } from '../../../text.ts';
import type { Inquiry } from '../../conversation/conversation.ts';
import type { SlackContext } from '../context.ts';
import { SlackResponseWriter } from '../messages/response-writer.ts';
import type { ResponseTarget } from '../messages/target.ts';
import { once } from './acknowledge.ts';
import { type FormOptions, FormWriter } from './form-writer.ts';
import { FORM, readForm, readMetadata } from './modal.ts';
import { fromOf, slackOrigin } from './origin.ts';

/** Runs what a form was filled in for; what is wrong in it is said in the form, where it can be put right. */
export function onForms(app: App, context: SlackContext): void {
  const { bot } = context.dispatcher;
  app.view<ViewSubmitAction>(FORM, async ({ ack, body, view, context: bolt }) => {
    const { command: name, target } = readMetadata(view.private_metadata);
    const command = bot.commands.find((candidate) => candidate.name === name);
    if (command === undefined) return ack();
    const typed = readForm(command, view.state.values);
    const call = bot.parse({ command: name, args: '', typed });
    const text = command.declared.find(({ key }) => key === command.text)?.flag;
    const flags = new Map(command.declared.map(({ key, flag }) => [key, flag]));
    const first = text ?? command.declared[0]?.flag ?? '';
    await answerForm(
      context,
      { body, bolt, ack },
      target,
      { call, audience: 'everybody' },
      {
        field: (error) => flags.get(error?.option ?? '') ?? first,
        again: text === undefined ? undefined : formOf(command, String(typed[text] ?? '')),
      },
    );
  });
}

/** On the button that opens a form again. */
const CHANGE = 'Change the text';

/** The text of a command's form once more. */
const formOf = ({ name }: Command, filled: string): FormAgain | undefined =>
  filled.length > MAX_INPUT
    ? undefined
    : { label: CHANGE, command: `/${name}`, input: capitalize(name), long: false, filled };

interface Submission {
  readonly body: ViewSubmitAction;
  readonly bolt: Parameters<typeof fromOf>[0];
  readonly ack: (action?: ViewResponseAction) => Promise<void>;
}

/** Answers what a form asks for, and closes it, unless something in it has to be changed. */
export async function answerForm(
  context: SlackContext,
  { body, bolt, ack }: Submission,
  target: ResponseTarget,
  asked: Pick<Inquiry, 'call' | 'audience'>,
  options: Omit<FormOptions, 'ack'>,
): Promise<void> {
  const from = fromOf(bolt, body.user.id, target.responseUrl);
  const { user } = body;
  // The same form may be sent off again, changed.
  const delivery = body.trigger_id;
  const origin = slackOrigin(from, {
    user: user.id,
    channel: target.channel,
    name: user.name,
    at: new Date(),
    delivery,
  });
  const acknowledge: FormOptions['ack'] = once(ack);
  try {
    await context.serve(from, async (workspace) => {
      const inner = new SlackResponseWriter(context, workspace, target);
      const writer = new FormWriter(inner, { ...options, ack: acknowledge });
      try {
        await context.conversation.answer({ origin, ...asked }, writer);
      } finally {
        await writer.close();
      }
    });
  } finally {
    // Also where the workspace cannot be served.
    await acknowledge();
  }
}
