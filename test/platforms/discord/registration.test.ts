import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand } from '../../../src/command/define.ts';
import { type Group, groupsOf } from '../../../src/command/group.ts';
import { declare } from '../../../src/platforms/discord/declare.ts';
import { commands } from '../../commands/run.ts';
import { commandProblems } from '../../support/discord/check-commands.ts';

const groups = groupsOf(commands);
const declared = groups.map((group) => declare(group, commands, true));

/** The declared options of a command; those of a second word stand inside of it. */
function optionsOf(name: string): readonly { readonly name: string }[] {
  const [first, second] = name.split(' ');
  const options = declared.find((declaration) => declaration.name === first)?.options ?? [];
  if (second === undefined) return options;
  const inside = options.find((option) => option.name === second);
  return (inside as { options?: { name: string }[] } | undefined)?.options ?? [];
}

/** A command with options that nobody needs. */
const large = (count: number, description: string) =>
  defineCommand({
    name: 'large',
    summary: 'x',
    options: z.strictObject(
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`o${i}`, z.enum(CHOICES).optional().describe(description)]),
      ),
    ),
    examples: [['/large', 'x']],
    run: () => ({ nodes: [] }),
  });

const CHOICES = Array.from({ length: 20 }, (_, i) => `choice-${'x'.repeat(20)}-${i}`);

describe('declarations for Discord', () => {
  it('are what Discord takes, in a guild and everywhere', () => {
    expect(commandProblems(declared as never[], true)).toEqual([]);
    const inGuild = groups.map((group) => declare(group, commands, false));
    expect(commandProblems(inGuild as never[], false)).toEqual([]);
  });

  it.each(
    commands.map((command) => [command.name, command] as const),
  )('/%s: free text first, args last', (name, command) => {
    const options = optionsOf(name).map((option) => option.name);
    const text = command.declared.find(({ key }) => key === command.text)?.flag;
    expect(options[0]).toBe(text ?? options[0]);
    expect(options.at(-1)).toBe('args');
    const fields = command.declared.filter(({ typedOnly }) => !typedOnly);
    expect(options.toSorted()).toEqual([...fields.map(({ flag }) => flag), 'args'].sort());
  });

  it('give ranges, choices and suggestions', () => {
    const train = declared.find(({ name }) => name === 'train');
    const option = (name: string): unknown => train?.options?.find((candidate) => candidate.name === name);
    expect(option('seed')).toEqual({
      type: 4,
      name: 'seed',
      description: 'where the first weights come from, as random.seed() in Python',
      min_value: 0,
      max_value: 2 ** 32 - 1,
    });
    expect(option('momentum')).toMatchObject({ type: 10, min_value: 0, max_value: 1 });
    expect(option('data')).toMatchObject({ type: 3, max_length: 6000, autocomplete: true });
  });

  it('stop the start when a command is larger than Discord takes', () => {
    expect(() => declare(groupsOf([large(20, 'x'.repeat(50))])[0] as Group, commands, true)).toThrow(
      /^command "large": Discord takes 8000 of its \d+/,
    );
  });
});
