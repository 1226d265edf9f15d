import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '../../src/command/complete.ts';
import { formatLine } from '../../src/command/format.ts';
import { parseLine } from '../../src/command/parse.ts';
import { loadCommands } from '../../src/command/registry.ts';
import { UserError } from '../../src/errors.ts';
import { errorReply } from '../../src/reply/error-reply.ts';
import { toText } from '../../src/reply/text.ts';
import { nastyText, valuesOf } from '../support/command-values.ts';
import { everything, plain } from '../support/everything.ts';

const commands = [...(await loadCommands()), everything, plain];

describe('parse(format(values)) gives the values', () => {
  it.each(commands.map((command) => [command.name, command] as const))('/%s', (_, command) => {
    fc.assert(
      fc.property(valuesOf(command), (values) => {
        const line = formatLine(command, values);
        const call = parseLine(line, commands);
        expect(call.command).toBe(command);
        expect(call.values).toEqual(values);
        expect(formatLine(command, call.values)).toBe(line);
      }),
      // Without options there is only one way to ask.
      { numRuns: command.declared.length === 0 ? 1 : 1500 },
    );
  });
});

describe('the canonical line', () => {
  it.each([
    [{ note: 'a*b + c a=2' }, '/everything a*b + c a=2'],
    [{ note: '-a*b' }, '/everything -a*b'],
    [{ note: 'count=2' }, '/everything "count=2"'],
    [{ note: '' }, '/everything ""'],
    [{ word: 'a,b' }, '/everything --word a,b'],
    [{ word: 'a "b" \\' }, '/everything --word "a \\"b\\" \\\\"'],
    [{ word: '&lt; & <' }, '/everything --word "&amp;lt; & <"'],
    [{ count: -2, size: 1e-7, mode: 'fast' }, '/everything --size 1e-7 --count -2 --mode fast'],
    [{ bright: false, loud: true, sure: false }, '/everything --no-bright --loud --no-sure'],
    [{ bright: true, loud: false, count: 3, greeting: 'good day' }, '/everything'],
  ])('%j', (values, line) => {
    expect(formatLine(everything, values)).toBe(line);
  });
});

describe('whatever is typed', () => {
  const pieces = [
    ...commands.flatMap(({ name, declared }) => [`/${name} `, ...declared.map(({ flag }) => flag)]),
    ...[' ', '\n', '--', '-', '—', '=', ':', '"', "'", '“', '”', 'no-', '0.4', '1e999', 'NaN', '&#1114112;', '&lt;'],
    ...['__proto__', 'constructor', 'toString', 'true', '\u2028', '\ud800', '`', '[', '^', '*', '\\', '💥'],
  ];
  const nearMiss = fc
    .tuple(fc.constantFrom(...commands), fc.array(fc.oneof(fc.constantFrom(...pieces), nastyText), { maxLength: 10 }))
    .map(([{ name }, parts]) => `/${name} ${parts.join('')}`);
  const anything = fc.oneof(nearMiss, fc.constantFrom(...pieces), nastyText);

  it('the parser answers with values or a UserError that can be shown', () => {
    let understood = 0;
    fc.assert(
      fc.property(anything, (line) => {
        try {
          parseLine(line, commands);
          understood++;
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          const shown = toText(errorReply(error as UserError), { width: 80 });
          expect(shown).not.toMatch(/undefined|\[object|\bat .*\.ts/);
        }
      }),
      { numRuns: 10_000 },
    );
    // Otherwise the pieces would not be near misses.
    expect(understood).toBeGreaterThan(100);
  });

  it('completion offers only what goes on from what is typed', () => {
    fc.assert(
      fc.property(anything, (line) => {
        const { replace, candidates } = complete(line, commands);
        const typed = line.slice(line.length - replace);
        expect(candidates.every((candidate) => candidate.startsWith(typed))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
