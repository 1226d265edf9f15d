import { z } from 'zod';
import { type ActContext, defineCommand } from '../src/command/define.ts';
import { reviewAlone } from '../src/learning/reviews/alone.ts';
import { MOST_IN_A_ROW } from '../src/learning/reviews/line.ts';
import type { LearningServices } from '../src/learning/services.ts';
import { answerOptions } from '../src/questions/answer-options.ts';
import { LEVELS, type Level } from '../src/questions/question.ts';

export default defineCommand({
  name: 'review',
  summary: 'Asks what you are about to forget: a few questions, with new numbers each time',
  private: true,
  options: z.strictObject({
    card: z
      .string()
      .max(80)
      .optional()
      .describe('one card, such as skill:whole-path.2 or bug:upstream-dropped; what is due if left out')
      .meta({ suggestions: ['skill:whole-path.2', 'bug:upstream-dropped'] }),
    answer: z.string().max(10).optional().describe('the letter of an option'),
    ...answerOptions,
    asked: z
      .string()
      .regex(/^[a-z-]{1,40}\.\d{1,6}$/, 'a button names a question by its type and version: whole-path.2.')
      .optional()
      .describe('the question that was shown, as its buttons name it')
      .meta({ suggestions: ['whole-path.2'], typedOnly: true }),
    level: z.int().min(LEVELS[0]).max(LEVELS.length).optional().describe('its level').meta({ typedOnly: true }),
    seed: z
      .int()
      .min(0)
      .max(2 ** 32 - 1)
      .optional()
      .describe('its seed')
      .meta({ typedOnly: true }),
    number: z
      .int()
      .min(1)
      .max(MOST_IN_A_ROW + 1)
      .optional()
      .describe('which one in a row')
      .meta({ typedOnly: true }),
    of: z.int().min(1).max(MOST_IN_A_ROW).optional().describe('of how many').meta({ typedOnly: true }),
    soFar: z
      .string()
      .regex(/^[rw]{0,5}$/, 'r for right and w for wrong, a letter for each question.')
      .optional()
      .describe('how those before went: r right, w not')
      .meta({ suggestions: ['rrw'], typedOnly: true }),
    shown: z.int().min(0).max(1e11).optional().describe('when it was shown, in seconds').meta({ typedOnly: true }),
  }),
  examples: [
    ['/review', 'what is due, or something new'],
    ['/review --card skill:whole-path.2', 'one card, with new numbers'],
  ],
  act: ({ level, ...values }, { services, who }: ActContext<LearningServices>) =>
    services.learning.review({ ...values, level: level as Level | undefined }, who),
  run: ({ level, ...values }) => reviewAlone({ ...values, level: level as Level | undefined }),
});
