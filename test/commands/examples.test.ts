import { describe, expect, it } from 'vitest';
import { withInput } from '../../src/command/format.ts';
import { parseLine } from '../../src/command/parse.ts';
import { toText } from '../../src/reply/text.ts';
import { answer, commands } from './run.ts';

/** What acts answers by what goes on between people; its examples are played elsewhere. */
const lines = commands.flatMap(({ examples, run }) => (run === undefined ? [] : examples.map(([line]) => line)));

describe('every example of every command', () => {
  it.each(lines)('%s is answered, twice alike, with buttons that are commands', (line) => {
    const reply = answer(line);
    expect(toText(reply)).not.toMatch(/\b(NaN|Infinity|undefined|\[object)\b/);
    expect(JSON.stringify(answer(line))).toBe(JSON.stringify(reply));
    const buttons = reply.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
    for (const { command, input } of buttons) {
      // A button that asks for a text first is a command only with it.
      const line = input === undefined ? command : withInput(command, '-3');
      expect(() => parseLine(line, commands)).not.toThrow();
    }
  });
});
