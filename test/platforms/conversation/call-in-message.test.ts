import { describe, expect, it } from 'vitest';
import { loadCommands } from '../../../src/command/registry.ts';
import { parseInput } from '../../../src/dispatch/parsed-call.ts';
import { callInMessage } from '../../../src/platforms/conversation/call-in-message.ts';

const commands = await loadCommands();
const bot = { commands, parse: (input: Parameters<typeof parseInput>[0]) => parseInput(input, commands) };

describe('the call in a message', () => {
  it('is /grad with the formula, and says so', () => {
    const call = callInMessage(bot, 'Why is `a*b+c` steep at the end?');
    expect(call).toMatchObject({ command: { name: 'grad' }, values: { formula: 'a*b+c' }, readAs: '/grad a*b+c' });
  });

  it('takes the options of a command that the message has', () => {
    expect(callInMessage(bot, '/grad a*b --detail full')).toMatchObject({ values: { formula: 'a*b', detail: 'full' } });
  });

  it('is a mistake with ways on where there is no formula', () => {
    const { error } = callInMessage(bot, 'Good morning!');
    expect(error).toMatchObject({ code: 'E_NO_FORMULA', remedies: ['/grad a*b+c', '/help grad'] });
    for (const line of error?.remedies ?? []) expect(bot.parse(line).error).toBeUndefined();
  });
});
