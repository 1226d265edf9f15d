import { expect, it } from 'vitest';
import { loadCommands } from '../../src/command/registry.ts';
import { type CommandInput, isPrivate, parseInput, withValues } from '../../src/dispatch/parsed-call.ts';

const commands = await loadCommands();

it.each<[CommandInput, string | undefined, string | undefined, boolean]>([
  ['/grad a*b', 'grad', undefined, false],
  ['/help', 'help', undefined, true],
  ['/train --lr none', 'train', '`lr` needs a number, not `none`.', true],
  ['/gard a', undefined, 'There is no command `/gard`.', true],
  ['', undefined, 'There is no command.', true],
  [{ command: 'grad', args: '', typed: { formula: 'a' } }, 'grad', undefined, false],
  [{ command: 'Train', args: '--lr none', typed: {} }, 'train', '`lr` needs a number, not `none`.', true],
  [{ command: 'nothing', args: '', typed: {} }, undefined, 'There is no command `/nothing`.', true],
])('%j is a call of %s with the mistake %s; private: %s', (input, name, mistake, hidden) => {
  const call = parseInput(input, commands);
  expect([call.input, call.command?.name, call.error?.message, isPrivate(call)]).toEqual([
    input,
    name,
    mistake,
    hidden,
  ]);
});

it('other values take the place of what was typed, where there is a call', () => {
  expect(withValues(parseInput('/train --file rows --lr 0.1', commands), { file: 'key' })).toMatchObject({
    values: { file: 'key', lr: 0.1 },
  });
  const wrong = parseInput('/gard', commands);
  expect(withValues(wrong, { file: 'key' })).toBe(wrong);
});
