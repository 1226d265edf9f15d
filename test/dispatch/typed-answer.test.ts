import { describe, expect, it } from 'vitest';
import { loadCommands } from '../../src/command/registry.ts';
import { parseInput } from '../../src/dispatch/parsed-call.ts';
import { callToAnswer } from '../../src/dispatch/typed-answer.ts';
import type { Asks } from '../../src/reply/asked.ts';

const commands = await loadCommands();
const bot = { commands, parse: (input: Parameters<typeof parseInput>[0]) => parseInput(input, commands) };

const QUIZ = '/quiz answer s7Kq2mPa.3';
const PRACTICE = '/quiz practice --seed 5 --number 2 --asked whole-path.1';
const ABCD = ['A', 'B', 'C', 'D'];
const asks = (typed: Asks['typed'], more: Partial<Asks> = {}): Asks => ({
  answer: QUIZ,
  letters: ABCD,
  typed,
  unknown: `${QUIZ} --unknown`,
  ...more,
});
const practised: Asks = { answer: `${PRACTICE} --text`, letters: ABCD, typed: 'number', hint: `${PRACTICE} --hint` };

const meant = (line: string, open: Asks | undefined): unknown => callToAnswer(bot, line, open)?.input;

describe('a line that is typed while a question stands open', () => {
  it.each<[string, Asks['typed'], string]>([
    ['b', undefined, 'b'],
    ['B', 'number', 'B'],
    ['b)', 'expression', 'b)'],
    ['option C', 'number', 'option C'],
    ['6.0', 'number', '6.0'],
    ['-1/4', 'number', '-1/4'],
    ['−3,5', 'number', '−3,5'],
    ['dL/da = 6', 'number', 'dL/da = 6'],
    ['2*sqrt(2)', 'number', '2*sqrt(2)'],
    ['6', undefined, '6'],
    ['a, c and d', undefined, 'a, c and d'],
    ['a*b+c', 'expression', 'a*b+c'],
    ['2x', 'expression', '2x'],
    ['C A B D', 'sequence', 'C A B D'],
    ['cabd', 'sequence', 'cabd'],
    ['1B 2A, 3C', 'pairs', '1B 2A, 3C'],
    ['zero the gradients', 'words', 'zero the gradients'],
    ['chain rule', 'words', 'chain rule'],
    ['train the network', 'words', 'train the network'],
  ])('%j answers a question that takes %s', (line, typed, answer) => {
    expect(meant(` ${line} `, asks(typed))).toBe(`${QUIZ} "${answer}"`);
  });

  it.each(['tanh', 'TANH', ' x squared', 'help', 'False'])('%j is the text of an option', (line) => {
    const open: Asks = { ...asks(undefined), texts: ['`tanh`', 'x  squared', 'help', 'false'] };
    expect(meant(line, open)).toBe(`${QUIZ} "${line.trim()}"`);
    expect(meant(`/${line.trim()}`, open)).toBeUndefined();
  });

  it.each<[string, Asks['typed']]>([
    ['/grad a*b', 'expression'],
    ['grad a*b', 'expression'],
    ['!help', 'words'],
    ['grad a*b', 'words'],
    ['help', 'number'],
    ['quiz hint', 'number'],
    ['E', 'number'],
    ['x^2 at x=3', 'number'],
    ['a*b', 'number'],
    ['chain rule', 'expression'],
    ['what is a leaf', 'sequence'],
    ['a*b+c', 'pairs'],
    ['a*b+c', undefined],
    ['grda a*b', 'expression'],
    ['?', 'number'],
    ['', 'number'],
  ])('%j means what it always means, where a question takes %s', (line, typed) => {
    expect(meant(line, asks(typed))).toBeUndefined();
  });

  it('is a command where no question stands open, or it takes no answer any more', () => {
    expect(meant('b', undefined)).toBeUndefined();
    expect(meant('b', { letters: [], next: '/quiz begin' })).toBeUndefined();
  });

  it.each(["I don't know yet", 'i don’t know', 'idk', 'Dunno.'])('%j says that one does not know', (line) => {
    expect(meant(line, asks('words'))).toBe(`${QUIZ} --unknown`);
  });

  it('asks for the hint and for the next question', () => {
    expect(meant('?', practised)).toBe(`${PRACTICE} --hint`);
    expect(meant(' ', { letters: [], next: `${PRACTICE} --number 3` })).toBe(`${PRACTICE} --number 3`);
  });

  it.each<[string, Asks, string | undefined]>([
    ['/quiz answer A', practised, `${PRACTICE} --text "A"`],
    ['quiz answer 6.0', practised, `${PRACTICE} --text "6.0"`],
    ['/quiz answer s7Kq2mPa.3 A', practised, undefined],
    ['/quiz answer --unknown', practised, undefined],
    ['/quiz answer A', asks('number'), undefined],
  ])('%j answers what is practised, and not a question of a quiz', (line, open, expected) => {
    expect(meant(line, open)).toBe(expected);
  });

  it.each<[string, Asks['typed'], string | undefined]>([
    ['a*b+c', 'expression', '/grad a*b+c'],
    ['chain rule', 'words', '/help chain rule'],
    ['1/4', 'number', undefined],
    ['b', 'expression', undefined],
  ])('%j to a question that takes %s says what it is otherwise: %s', (line, typed, expected) => {
    expect(callToAnswer(bot, line, asks(typed))?.instead).toBe(expected);
  });

  it('is read by the parser as the very text', () => {
    const call = callToAnswer(bot, 'a "quoted" --unknown &lt;', asks('words'));
    expect(call?.error).toBeUndefined();
    expect(call?.error === undefined && call?.values).toMatchObject({
      answer: 's7Kq2mPa.3 a "quoted" --unknown &lt;',
      unknown: false,
    });
  });
});
