import type { App, SlackViewAction } from '@slack/bolt';
import type { Question } from '../../dispatch/bot.ts';
import { UserError } from '../../errors.ts';
import { type Asked, answer, type House } from './answer.ts';
import { MAX_HINT } from './limits.ts';
import { FORM, readForm, readMetadata } from './modal.ts';
import { cut } from './mrkdwn.ts';
import { track } from './track.ts';

/** Runs what a form was filled in for; what is wrong in it is said in the form, where it can be put right. */
export function onForms(app: App, house: House): void {
  app.view(FORM, async ({ ack, body, view }) => {
    const { bot } = house.desk;
    const { command: name, place } = readMetadata(view.private_metadata);
    const command = bot.commands.find((candidate) => candidate.name === name);
    if (command === undefined) return ack();
    const question: Question = { command: name, args: '', typed: readForm(command, view.state.values) };
    const wrong = mistake(() => bot.understand(question));
    const field = command.declared.find(({ key }) => key === command.text)?.flag;
    if (wrong !== undefined && field !== undefined)
      return ack({ response_action: 'errors', errors: { [field]: cut(wrong, MAX_HINT) } });
    await ack();
    await track(house, () =>
      answer(house, {
        ...senderOf(body),
        question,
        place,
        audience: 'everybody',
      }),
    );
  });
}

/** Who sent a form off; it is sent off once. */
export const senderOf = ({ team, user, view }: SlackViewAction): Omit<Asked, 'question' | 'place' | 'audience'> => ({
  tenant: team?.id ?? user.team_id ?? user.id,
  name: user.name,
  at: new Date(),
  delivery: view.id,
});

/** What the person has to change, if anything. */
export function mistake(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [error.message, error.hint].filter(Boolean).join(' ');
  }
}
