import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Command, defineCommand } from '../../src/command/define.ts';
import { formatLine, withInput } from '../../src/command/format.ts';
import { groupsOf } from '../../src/command/group.ts';
import { parseLine } from '../../src/command/parse.ts';
import { startOf } from '../../src/command/start.ts';
import { nastyText } from '../support/command-values.ts';
import { everything } from '../support/everything.ts';
import poll from '../support/poll.ts';

const commands = [everything, ...poll];

describe('a command of two words', () => {
  it.each<[line: string, name: string, values: object]>([
    ['/poll open --rounds 3', 'poll open', { rounds: 3, seconds: 60 }],
    ['  POLL   Open —rounds 3', 'poll open', { rounds: 3, seconds: 60 }],
    ['/poll\topen', 'poll open', { rounds: 5, seconds: 60 }],
    ['/poll vote open', 'poll vote', { choice: 'open' }],
    ['/poll vote', 'poll vote', {}],
  ])('%j is understood', (line, name, values) => {
    if (Object.keys(values).length === 0) return expect(startOf(line, commands)?.command.name).toBe(name);
    const call = parseLine(line, commands);
    expect([call.command.name, call.values]).toEqual([name, values]);
  });

  it('wins over one of the first word alone', () => {
    const one = defineCommand({
      name: 'poll',
      summary: 'One word',
      text: 'rest',
      options: z.strictObject({ rest: z.string().optional().describe('anything') }),
      examples: [['/poll', 'one word']],
      run: () => ({ nodes: [] }),
    });
    const known = [one, ...poll];
    expect(parseLine('/poll open', known).command.name).toBe('poll open');
    expect(parseLine('/poll other', known)).toMatchObject({ command: { name: 'poll' }, values: { rest: 'other' } });
  });

  it('has a line that is read as it is written', () => {
    const open = poll[0] as Command;
    const line = formatLine(open, { rounds: 3, seconds: 60, topic: 'loss' });
    expect(line).toBe('/poll open --rounds 3 --topic loss');
    expect(parseLine(line, commands).values).toEqual({ rounds: 3, seconds: 60, topic: 'loss' });
  });

  it('is found under its first word', () => {
    expect(groupsOf(commands).map(({ name, split, commands: { length } }) => [name, split, length])).toEqual([
      ['everything', false, 1],
      ['poll', true, 3],
    ]);
  });
});

it('a text that was asked for is read as one, behind a command or an option', () => {
  fc.assert(
    fc.property(nastyText, (text) => {
      const behind = parseLine(withInput('/everything --note', text), commands).values;
      expect(behind['note']).toBe(text);
      expect(parseLine(withInput('/everything', text), commands).values).toEqual(behind);
    }),
    { numRuns: 300 },
  );
});
