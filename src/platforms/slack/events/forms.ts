import type { App, SlackViewAction } from '@slack/bolt';
import type { RequestOrigin } from '../../../dispatch/request.ts';
import type { UserError } from '../../../errors.ts';
import { cut } from '../../cut.ts';
import type { From, SlackContext } from '../context.ts';
import { MAX_HINT } from '../limits.ts';
import { SlackResponseWriter } from '../messages/response-writer.ts';
import type { ResponseTarget } from '../messages/target.ts';
import { FORM, readForm, readMetadata } from './modal.ts';
import { fromOf, slackOrigin } from './origin.ts';

/** Runs what a form was filled in for; what is wrong in it is said in the form, where it can be put right. */
export function onForms(app: App, context: SlackContext): void {
  const { conversation, dispatcher, serve } = context;
  app.view(FORM, async ({ ack, body, view, context: bolt }) => {
    const { command: name, target } = readMetadata(view.private_metadata);
    const command = dispatcher.bot.commands.find((candidate) => candidate.name === name);
    if (command === undefined) return ack();
    const call = dispatcher.bot.parse({ command: name, args: '', typed: readForm(command, view.state.values) });
    const field = command.declared.find(({ key }) => key === command.text)?.flag;
    if (call.error !== undefined && field !== undefined) return ack(refusal(field, call.error));
    await ack();
    const from = fromOf(bolt, body.user.id, target.responseUrl);
    const inquiry = { origin: senderOf(body, from, target), call, audience: 'everybody' } as const;
    await serve(from, (workspace) => conversation.answer(inquiry, new SlackResponseWriter(context, workspace, target)));
  });
}

/** Who sent a form off; it is sent off once. */
export const senderOf = ({ user, view }: SlackViewAction, from: From, { channel }: ResponseTarget): RequestOrigin =>
  slackOrigin(from, {
    user: user.id,
    channel,
    name: user.name,
    at: new Date(),
    delivery: view.id,
  });

/** Keeps a form open, with what the person has to change under a field of it. */
export const refusal = (field: string, { message, hint }: UserError) => ({
  response_action: 'errors' as const,
  errors: { [field]: cut([message, hint].filter(Boolean).join(' '), MAX_HINT) },
});
