import { describe, expect, it } from 'vitest';
import { loadCommands } from '../../src/command/registry.ts';
import { parseInput } from '../../src/dispatch/parsed-call.ts';
import { isSlip } from '../../src/text.ts';
import poll from '../support/poll.ts';
import { refusal } from '../support/refusal.ts';

const commands = [...(await loadCommands()), ...poll];

/** What a line is taken for: the command, its free text, and the line that it was read as. */
function taken(line: string): [name: string | undefined, text: unknown, readAs: string | undefined] {
  const call = parseInput(line, commands);
  if (call.error !== undefined) return [undefined, call.error.code, call.readAs];
  return [call.command.name, call.values[call.command.text ?? ''], call.readAs];
}

describe('a line without a slash', () => {
  it.each<[line: string, ...taken: ReturnType<typeof taken>]>([
    ['x^2', 'grad', 'x^2', '/grad x^2'],
    ['  a*b + c a=2 b=-3 ', 'grad', 'a*b + c a=2 b=-3', '/grad a*b + c a=2 b=-3'],
    ['-a*b --detail full', 'grad', '-a*b', '/grad -a*b --detail full'],
    ['training*2', 'grad', 'training*2', '/grad training*2'],
    ['grad x^2', 'grad', 'x^2', undefined],
    ['help', 'help', undefined, undefined],
    ['teach me', 'lesson', undefined, '/lesson'],
    ['Hi! Can you teach me, please?', 'lesson', undefined, '/lesson'],
    ['start the course', 'lesson', undefined, '/lesson'],
    ['I want to learn backpropagation', 'lesson', undefined, '/lesson'],
    ['how do I learn the chain rule?', 'lesson', undefined, '/lesson'],
    ['lesson 3.2', 'lesson', '3.2', undefined],
    ['Help train', 'help', 'train', undefined],
    ['train', 'train', undefined, undefined],
    ['poll vote x^2', 'poll vote', 'x^2', undefined],
    ['check dL/da of a*b is b', 'check', 'dL/da of a*b is b', undefined],
  ])('%j is taken for %s', (line, ...expected) => {
    expect(taken(line)).toEqual(expected);
  });

  it.each([
    ['gard a*b', 'E_UNKNOWN_COMMAND', 'Try: /grad a*b'],
    ['trian --lr 0.1', 'E_UNKNOWN_COMMAND', 'Try: /train --lr 0.1'],
    ['poll opne', 'E_UNKNOWN_SECOND_WORD', 'Try: /poll open'],
    ['hello there', 'E_NOT_UNDERSTOOD', 'Try: /grad a*b+c\nTry: /lesson\nTry: /check "dL/da" of a*b+c is b'],
    ['hello', 'E_NOT_UNDERSTOOD', 'Chainrule explains backpropagation.'],
    ['what can you do?', 'E_NOT_UNDERSTOOD', '`/help` lists everything.'],
    ['halt', 'E_NOT_UNDERSTOOD', 'I found no formula and no command in this.'],
  ])('%j is refused: %s', (line, code, text) => {
    const call = parseInput(line, commands);
    expect(call.error?.code).toBe(code);
    expect(
      refusal(() => {
        throw call.error;
      }),
    ).toContain(text);
    expect(
      refusal(() => {
        throw call.error;
      }),
    ).not.toMatch(/no command `\/(hello|what|halt)/);
  });

  it('is told how it was read where it is wrong, too', () => {
    expect(parseInput('a*b --detail ful', commands)).toMatchObject({ readAs: '/grad a*b --detail ful' });
  });
});

describe('a line with a slash names a command', () => {
  it.each([
    ['/x^2', 'E_UNKNOWN_COMMAND', 'Try: /grad x^2'],
    ['/ x^2+1', 'E_UNKNOWN_COMMAND', 'Try: /grad x^2+1'],
    ['/what is this', 'E_UNKNOWN_COMMAND', 'Try: /help'],
    ['/vote blue', 'E_UNKNOWN_COMMAND', 'Try: /poll vote blue'],
    ['/poll dance', 'E_UNKNOWN_SECOND_WORD', 'Try: /help poll'],
    ['/poll', 'E_NO_SECOND_WORD', 'Try: /help poll'],
    ['/grda', 'E_UNKNOWN_COMMAND', 'Try: /grad a*b+c'],
  ])('%j', (line, code, text) => {
    const call = parseInput(line, commands);
    expect([call.error?.code, call.readAs]).toEqual([code, undefined]);
    expect(
      refusal(() => {
        throw call.error;
      }),
    ).toContain(text);
  });
});

describe('help behind a command', () => {
  it.each([
    ['/grad help', 'grad'],
    ['/train help', 'train'],
    ['train help', 'train'],
    ['/check --help', 'check'],
    ['/train -h', 'train'],
    ['/train --lr 0.1 --help', 'train'],
    ['/grad a*b —help', 'grad'],
    ['/quiz start --help', 'quiz start'],
    ['/quiz start help', 'quiz start'],
    ['/quiz import --help', 'quiz import'],
    ['/quiz answer --help', 'quiz answer'],
    ['/quiz --help', 'quiz'],
    ['/quiz help', 'quiz'],
    ['/help --help', 'help'],
    ['/help help', 'help'],
  ])('%s', (line, about) => {
    expect(taken(line)).toEqual(['help', about, undefined]);
  });

  it.each<[line: string, ...taken: ReturnType<typeof taken>]>([
    ['/grad "help"', 'grad', 'help', undefined],
    ['/grad "--help"', 'grad', '--help', undefined],
    ['/grad help*2', 'grad', 'help*2', undefined],
    ['/grad a -h', 'grad', 'a -h', undefined],
    ['/quiz answer help', 'quiz answer', 'help', undefined],
    ['/quiz answer -h', 'quiz answer', '-h', undefined],
  ])('%s is something else', (line, ...expected) => {
    expect(taken(line)).toEqual(expected);
  });

  it.each([
    [{ command: 'grad', args: '', typed: { formula: 'help' } }],
    [{ command: 'grad', args: '--help', typed: {} }],
    [{ command: 'grad', args: '', typed: { formula: 'a*b --help' } }],
  ])('%j as a platform has it', (input) => {
    expect(parseInput(input, commands)).toMatchObject({ command: { name: 'help' }, values: { command: 'grad' } });
  });
});

it.each([
  ['gard', 'grad', true],
  ['grda', 'grad', true],
  ['grads', 'grad', true],
  ['chek', 'check', true],
  ['CHEKC', 'check', true],
  ['grad', 'grad', false],
  ['rad', 'grad', false],
  ['half', 'help', false],
  ['a*bc', 'a*b', false],
  ['', 'grad', false],
])('%j for %j is a slip: %s', (typed, word, slip) => {
  expect(isSlip(typed, word)).toBe(slip);
});
