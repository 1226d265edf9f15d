import { describe, expect, it } from 'vitest';
import { parseLine } from '../../src/command/parse.ts';
import { toText } from '../../src/reply/text.ts';
import { answer, commands } from './run.ts';

const lines = commands.flatMap(({ examples }) => examples.map(([line]) => line));

describe('every example of every command', () => {
  it.each(lines)('%s is answered, twice alike, with buttons that are commands', (line) => {
    const reply = answer(line);
    expect(toText(reply)).not.toMatch(/\b(NaN|Infinity|undefined|\[object)\b/);
    expect(JSON.stringify(answer(line))).toBe(JSON.stringify(reply));
    const buttons = reply.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
    for (const { command } of buttons) expect(() => parseLine(command, commands)).not.toThrow();
  });
});
