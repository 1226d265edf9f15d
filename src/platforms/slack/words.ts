import { UserError } from '../../errors.ts';

export const UNKNOWN_BUTTON = new UserError('I do not know this button any more. Type the command instead.', {
  code: 'E_UNKNOWN_BUTTON',
});
export const UNSENDABLE = 'Sorry, Slack did not take this answer.';
