import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/command/define.ts';
import { groupsOf } from '../../src/command/group.ts';
import { parseLine } from '../../src/command/parse.ts';
import { loadCommands } from '../../src/command/registry.ts';
import { usageLine, usageOptions } from '../../src/command/usage.ts';
import { type Reply, replySchema } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';
import { everything, plain } from '../support/everything.ts';
import poll from '../support/poll.ts';
import { refusal } from '../support/refusal.ts';

const commands = await loadCommands();
/** Those whose lines stand in here. */
const some = commands.filter(({ name }) => ['grad', 'help', 'train'].includes(name));

function answer(line: string, known: readonly Command[] = commands): string {
  const { command, values } = parseLine(line, known);
  return toText(replySchema.parse(command.answer?.(values, known) as Reply));
}

describe('usage', () => {
  it('is one line for a command', () => {
    expect([...some, everything, plain, ...poll].map(usageLine)).toMatchInlineSnapshot(`
      [
        "/grad FORMULA [options]",
        "/help [command]",
        "/train [options]",
        "/everything [note] [options]",
        "/plain [options]",
        "/poll open [options]",
        "/poll vote CHOICE",
        "/poll show",
      ]
    `);
  });

  it('tells how each option is written', () => {
    expect(usageOptions(everything).map(({ written }) => written)).toMatchInlineSnapshot(`
      [
        "--word TEXT",
        "--greeting "good day"",
        "--size NUMBER",
        "--half-life 0.5",
        "--count 3, -c",
        "--mode slow|fast|very-fast",
        "--bright, --no-bright",
        "--loud",
        "--sure",
      ]
    `);
  });

  it.each(
    commands.map((command) => [command.name, command] as const),
  )('/%s can be read as it is written', (name, command) => {
    const spellings = usageOptions(command).flatMap(({ written }) => written.split(', '));
    for (const spelling of spellings) {
      const option = /^-\w$/.test(spelling)
        ? `${spelling} 1`
        : spelling.replace(/\|.*/, '').replace(/(NUMBER|N)$/, '1');
      const text = command.text === undefined ? '' : 'a*b';
      expect(() => parseLine(`/${name} ${text} ${option}`, commands)).not.toThrow();
    }
  });
});

describe('/help', () => {
  it('names every command, and what it answers', () => {
    const text = answer('/help');
    for (const { split, commands: members } of groupsOf(commands))
      if (!split) for (const one of members) expect(text).toContain(`\`${usageLine(one)}\` ${one.summary}`);
  });

  it('names commands of two words by the first, and lists them when asked', () => {
    const known = [...commands, ...poll];
    expect(answer('/help', known)).toContain('• `/poll` Opens a poll for everybody here, and more: `/help poll`.');
    expect(answer('/help poll', known)).toMatchInlineSnapshot(`
      "/poll

      • \`/poll open [options]\` Opens a poll for everybody here.
      • \`/poll vote CHOICE\` Votes, privately.
      • \`/poll show\` Shows how it stands.

      Type \`/help poll open\` for the options of one of them."
    `);
    expect(answer('/help  Poll   open', known)).toContain('`--rounds 5` how many questions');
  });

  it('has no button that starts something for everybody', () => {
    expect(answer('/help', [...some, ...poll])).not.toContain('→ three questions');
    expect(answer('/help', [...some, ...poll])).toContain('→ the votes so far: /poll show');
  });

  it.each(
    commands.map((command) => [command.name, command] as const),
  )('/help %s explains every option', (name, command) => {
    const text = answer(`/help ${name}`);
    for (const { key, flag, description, short } of command.declared) {
      if (key !== command.text) expect(text).toContain(`--${flag}`);
      if (key !== command.text) expect(text).toContain(description);
      if (short) expect(text).toContain(`, -${short}\``);
    }
    const examples = answer(`/help ${name} examples`);
    for (const [line, shows] of command.examples) expect(examples).toContain(`\`${line}\` ${shows}`);
    for (const [line, shows] of command.examples.slice(0, 10)) expect(text).toContain(`\`${line}\` ${shows}`);
    expect(text.includes('More examples')).toBe(command.examples.length > 10);
  });

  it('reads like this', () => {
    expect(answer('/help everything', [...commands, everything])).toMatchInlineSnapshot(`
      "/everything [note] [options]

      Has an option of every type.

      • \`--word TEXT\` some text
      • \`--greeting "good day"\` text with a default
      • \`--size NUMBER\` a number
      • \`--half-life 0.5\` a number with a default
      • \`--count 3, -c\` a whole number
      • \`--mode slow|fast|very-fast\` one of three
      • \`--bright, --no-bright\` on unless turned off
      • \`--loud\` off unless turned on
      • \`--sure\` neither on nor off

      Options may also be written \`name=value\`, and a switch is turned off by \`--no-\`.

      Examples:

      • \`/everything\` nothing"
    `);
  });

  it('ends each sentence once, and is there for who just asks for help', () => {
    expect(answer('/help')).not.toMatch(/[?!]\./);
    expect(answer('/help check')).not.toMatch(/[?!]\./);
    expect(answer('/help me')).toContain(`${'`'}/me [what] [options]${'`'}`.replaceAll('`', ''));
    expect(answer('/help me')).toContain('→ All commands: /help');
    for (const line of ['/help us', 'help me please', 'help!', '/help please'])
      expect(answer('/help')).toBe(answer(line));
  });

  it.each([
    ['/help /train', 'train'],
    ['/help TRAIN', 'train'],
  ])('%s takes what people type', (line, name) => {
    expect(answer(line)).toBe(answer(`/help ${name}`));
  });

  it.each([
    ['/help traim', 'There is no command `/traim`.\n\nDid you mean `/help train`?\n\nTry: /help train'],
    [
      '/help zzzzzz',
      'I know no command and no word `zzzzzz`.\n\nThe commands are `/grad`, `/help`, `/train`, `/poll`.\n\nTry: /help',
    ],
    ['/help pol', 'There is no command `/pol`.\n\nDid you mean `/help poll`?\n\nTry: /help poll'],
    ['/help poll opn', 'There is no command `/poll opn`.\n\nDid you mean `/help poll open`?\n\nTry: /help poll open'],
  ])('%s is refused', (line, text) => {
    expect(refusal(() => answer(line, [...some, ...poll]))).toBe(text);
  });
});

it('every command and option says what it is', () => {
  for (const { name, summary, declared } of commands) {
    expect([name, summary]).toEqual([name, expect.stringMatching(/^\S.{9,}/)]);
    for (const { flag, description } of declared)
      expect([flag, description]).toEqual([flag, expect.stringMatching(/^\S.{5,}/)]);
  }
});
