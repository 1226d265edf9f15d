import { z } from 'zod';
import { defineCommand } from '../../src/command/define.ts';

const answer = () => ({ nodes: [] });

/** A command with an option of every type, and free text. */
export const everything = defineCommand({
  name: 'everything',
  summary: 'Has an option of every type',
  text: 'note',
  options: z.strictObject({
    note: z.string().optional().describe('free text'),
    word: z.string().optional().describe('some text'),
    greeting: z.string().default('good day').describe('text with a default'),
    size: z.number().min(-1e9).max(1e9).optional().describe('a number'),
    halfLife: z.number().default(0.5).describe('a number with a default'),
    count: z.int().min(-10).max(10).default(3).describe('a whole number').meta({ short: 'c' }),
    mode: z.enum(['slow', 'fast', 'very-fast']).default('slow').describe('one of three'),
    bright: z.boolean().default(true).describe('on unless turned off'),
    loud: z.boolean().default(false).describe('off unless turned on'),
    sure: z.boolean().optional().describe('neither on nor off'),
  }),
  examples: [['/everything', 'nothing']],
  run: answer,
});

/** A command with an option that must be there, and no free text. */
export const plain = defineCommand({
  name: 'plain',
  summary: 'Has no free text',
  options: z.strictObject({
    size: z.number().describe('a number'),
    bright: z.boolean().default(true).describe('on unless turned off'),
    rows: z
      .string()
      .optional()
      .describe('rows of numbers')
      .meta({ suggestions: ['1,2 -> 1'] }),
  }),
  examples: [['/plain --size 1', 'nothing']],
  run: answer,
});
