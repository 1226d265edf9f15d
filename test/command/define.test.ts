import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type CommandSpec, defineCommand, isCommand } from '../../src/command/define.ts';
import { everything } from '../support/everything.ts';

const size = z.number().describe('how large');

const good = {
  name: 'sum',
  summary: 'Adds numbers up',
  options: z.strictObject({ size }),
  examples: [['/sum --size 1', 'one number']],
  run: () => ({ nodes: [] }),
} satisfies CommandSpec<z.ZodObject>;

const options = (shape: z.ZodRawShape) => ({ options: z.strictObject(shape) });
const many = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`size${i}`, size]));

it('reads the options off the zod object', () => {
  const { declared } = defineCommand({
    ...good,
    ...options({
      learningRate: z.number().positive().default(0.5).describe('length of a step').meta({ short: 'l' }),
      mode: z
        .enum(['slow', 'fast'])
        .describe('how')
        .meta({ suggestions: ['fast'] }),
    }),
  });
  expect(declared).toMatchInlineSnapshot(`
    [
      {
        "aliases": [],
        "attachment": false,
        "bare": false,
        "choices": undefined,
        "default": 0.5,
        "description": "length of a step",
        "flag": "learning-rate",
        "key": "learningRate",
        "namesCommand": false,
        "required": false,
        "short": "l",
        "suggestions": [],
        "type": "number",
        "typedOnly": false,
        "verbatim": false,
      },
      {
        "aliases": [],
        "attachment": false,
        "bare": false,
        "choices": [
          "slow",
          "fast",
        ],
        "default": undefined,
        "description": "how",
        "flag": "mode",
        "key": "mode",
        "namesCommand": false,
        "required": true,
        "short": undefined,
        "suggestions": [
          "fast",
        ],
        "type": "string",
        "typedOnly": false,
        "verbatim": false,
      },
    ]
  `);
});

it('knows its own from a look-alike', () => {
  expect([isCommand(everything), isCommand({ ...everything }), isCommand(null), isCommand('sum')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

describe('refuses', () => {
  it.each<[what: string, change: Partial<CommandSpec<z.ZodObject>>, message: string | RegExp]>([
    ['no name', { name: '' }, 'command "": its name must be'],
    ['a name in capitals', { name: 'Sum' }, 'command "Sum": its name must be lower-case'],
    ['a name of three words', { name: 'sum it up' }, 'its name must be'],
    ['a name with two spaces', { name: 'sum  up' }, 'its name must be'],
    ['a name that ends with a space', { name: 'sum ' }, 'its name must be'],
    ['a second word in capitals', { name: 'sum Up' }, 'its name must be'],
    ['a second word of 33 characters', { name: `sum ${'s'.repeat(33)}` }, 'its name must be'],
    ['neither run nor act', { run: undefined } as never, 'it must either run or act'],
    ['run and answer', { answer: () => ({ nodes: [] }) } as never, 'it must either run or act'],
    [
      'act and answer',
      { act: async () => ({ nodes: [] }), answer: () => ({ nodes: [] }) } as never,
      'it must either run or act',
    ],
    ['a name of 33 characters', { name: 's'.repeat(33) }, 'its name must be'],
    ['no summary', { summary: '' }, 'its summary must have 1 to 100 characters'],
    ['a summary of 101 characters', { summary: 's'.repeat(101) }, 'its summary must have 1 to 100 characters'],
    ['no examples', { examples: [] }, 'it needs at least one example'],
    ['25 options', options(many), 'it has 25 options; 24 fit, others must be `typedOnly`'],
    ['free text for no option', { text: 'formula' }, 'it has no option "formula"'],
    ['free text for a number', { text: 'size' }, 'its free text "size" must be a string'],
    ['an option named args', options({ args: size }), 'an option cannot be named "args"'],
    ['an option named like a negation', options({ noSize: size }), 'an option cannot be named "no-size"'],
    ['an option with an underscore', options({ the_size: size }), 'an option cannot be named "the_size"'],
    ['an option of 33 characters', options({ ['s'.repeat(33)]: size }), 'an option cannot be named'],
    ['two spellings of one name', options({ theSize: size, 'the-size': size }), 'two options are named "the-size"'],
    ['another name that is taken', options({ a: size, b: size.meta({ aliases: ['a'] }) }), 'two options are named "a"'],
    ['another name twice', options({ a: size.meta({ aliases: ['c', 'c'] }) }), 'two options are named "c"'],
    ['another name in capitals', options({ a: size.meta({ aliases: ['C'] }) }), 'an option cannot be known as "C"'],
    ['no description', options({ size: z.number() }), 'the description of "size" must have 1 to 100'],
    ['a description of 101', options({ size: size.describe('s'.repeat(101)) }), 'the description of "size"'],
    ['one letter twice', options({ a: size.meta({ short: 's' }), b: size.meta({ short: 's' }) }), 'two options are -s'],
    ['a short name of two letters', options({ size: size.meta({ short: 'si' }) }), /short/],
    ['a digit as a short name', options({ size: size.meta({ short: '1' }) }), /short/],
    ['a list', options({ size: z.array(z.number()).describe('sizes') }), /type/],
    ['a date', options({ size: z.date().describe('a day') }), /[Dd]ate/],
    ['one type or another', options({ size: z.union([z.number(), z.string()]).describe('either') }), /type/],
    ['null', options({ size: size.nullable() }), /type/],
  ])('%s', (_, change, message) => {
    expect(() => defineCommand({ ...good, ...change } as CommandSpec<z.ZodObject>)).toThrow(message);
  });

  it('nothing of options of which one is only typed', () => {
    const one = { size0: size.meta({ typedOnly: true }) };
    expect(isCommand(defineCommand({ ...good, ...options({ ...many, ...one }) }))).toBe(true);
  });

  it('nothing of the good one', () => {
    expect(isCommand(defineCommand(good))).toBe(true);
  });
});
