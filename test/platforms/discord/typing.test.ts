import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/command/define.ts';
import { parseOptions } from '../../../src/command/parse.ts';
import { readOptions } from '../../../src/platforms/discord/options.ts';
import { offers, suggest } from '../../../src/platforms/discord/suggest.ts';
import { GLOSSARY } from '../../../src/tutor/glossary/index.ts';
import { commands } from '../../commands/run.ts';

const named = (name: string): Command => commands.find((command) => command.name === name) as Command;

const read = (name: string, options: Record<string, string>) =>
  readOptions(
    named(name),
    Object.entries(options).map(([option, value]) => ({
      name: option,
      type: ApplicationCommandOptionType.String,
      value,
    })),
  ).input;

describe('what is typed on Discord', () => {
  it.each<[string, Record<string, string>, object]>([
    ['a formula', { formula: '-a*b' }, { args: '', typed: { formula: '-a*b' } }],
    [
      'a formula and a line',
      { formula: 'a*b', args: '--detail full' },
      { args: '--detail full', typed: { formula: 'a*b' } },
    ],
    ['a line in the formula', { formula: 'a*b --detail full' }, { args: 'a*b --detail full ', typed: {} }],
    ['a line from a phone', { formula: 'a*b —wrt a' }, { args: 'a*b —wrt a ', typed: {} }],
    ['minus a minus', { formula: 'a --b' }, { args: '', typed: { formula: 'a --b' } }],
  ])('%s', (_, options, expected) => {
    expect(read('grad', options)).toEqual({ command: 'grad', ...expected });
  });

  it.each(
    commands.flatMap((command) => command.examples.map(([line]) => [line, command] as const)),
  )('means the same in one option: %s', (line, command) => {
    const rest = line.slice(command.name.length + 2);
    const text = command.declared.find(({ key }) => key === command.text)?.flag;
    const expected = parseOptions(command, rest);
    for (const option of text && rest ? [text, 'args'] : ['args']) {
      const { args, typed } = read(command.name, { [option]: rest });
      expect(parseOptions(command, args, typed)).toEqual(expected);
    }
  });
});

describe('suggestions on Discord', () => {
  it('are at most 25, of at most 100 characters, those that begin as typed first', () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ value: `a${i}`, shows: 'x'.repeat(200) }));
    const shown = suggest([{ value: 'ba1' }, ...many, { value: `a1${'x'.repeat(100)}` }], ' A1 ');
    expect(shown.slice(0, 2).map(({ value }) => value)).toEqual(['a1', 'a10']);
    expect(shown.at(-1)?.value).toBe('ba1');
    expect(suggest(many, '')).toHaveLength(25);
    expect(Math.max(...suggest(many, '').map(({ name }) => name.length))).toBe(100);
  });

  it('are there for presets, for names and for examples', () => {
    const values = (name: string, flag: string): string[] =>
      offers(named(name), flag, commands).map(({ value }) => value);
    expect(values('train', 'data')).toContain('moons');
    expect(values('help', 'command')).toContain('chain rule');
    expect(values('help', 'command').slice(0, -GLOSSARY.length)).toEqual(
      [...new Set(commands.flatMap(({ name }) => [name.split(' ')[0], name]))].sort(
        (a, b) => Number(a?.includes(' ')) - Number(b?.includes(' ')),
      ),
    );
    expect(values('train', 'args')).toContain('--no-zero-grad');
    expect(values('train', 'lr')).toEqual(['0.1', '0.01..3']);
    expect(values('train', 'steps')).toEqual([]);
    expect(values('grad', 'args')).toEqual([]);
  });
});
