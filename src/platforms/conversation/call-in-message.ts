import type { Bot } from '../../dispatch/bot.ts';
import type { ParsedCall } from '../../dispatch/parsed-call.ts';
import { UserError } from '../../errors.ts';

/** The name of the shortcut on a message that asks for this. */
export const EXPLAIN = 'Explain this formula';

const NO_FORMULA = new UserError('I found no formula in this message.', {
  code: 'E_NO_FORMULA',
  hint: 'One that I can explain looks like `a*b+c` or `tanh(w*x+b) at x=2`; in backticks I find it best.',
  remedies: ['/grad a*b+c', '/help grad'],
});

/** What can be explained in somebody's message, such as a formula, as a call; or else what a message should have. */
export function callInMessage({ commands, parse }: Pick<Bot, 'commands' | 'parse'>, text: string): ParsedCall {
  for (const { name, find } of commands) {
    const rest = find?.(text);
    if (rest !== undefined) return { ...parse({ command: name, args: rest, typed: {} }), readAs: `/${name} ${rest}` };
  }
  return { input: '', command: undefined, error: NO_FORMULA };
}
