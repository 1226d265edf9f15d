import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { answerOptions } from '../../questions/answer-options.ts';
import { OWN } from '../../questions/own.ts';
import type { Level } from '../../questions/question.ts';
import { FIRST_TYPES } from '../../questions/types/files.ts';
import { QUESTION_TYPES } from '../../questions/types/index.ts';
import { ASKED, MAX_NUMBER, type Practice, practice } from '../practice.ts';
import { keepPracticing } from '../practice-perform.ts';
import { defineVerb } from '../verb.ts';
import { from, level, seed, topic } from '../verb-options.ts';

const TYPES = QUESTION_TYPES.map(({ name }) => name);

export default defineVerb({
  name: 'practice',
  order: 10,
  summary: 'Practise alone, without a clock: a question, and what your answer says about how you think',
  private: true,
  may: ['anyone'],
  does: 'practise',
  options: z.strictObject({
    topic,
    from,
    level: level.describe(
      '1 one operation, 2 two or three, 3 reuse, 4 activations, 5 networks; follows you if left out',
    ),
    type: z.string().max(40).optional().describe('one type of question only').meta({ suggestions: TYPES }),
    seed: seed.describe('of a series of questions; your own, which goes on, if left out').meta({ short: 's' }),
    types: z
      .int()
      .min(1)
      .max(999)
      .optional()
      .describe(`the seed draws from the first so many types of question; ${FIRST_TYPES} if left out`)
      .meta({ typedOnly: true }),
    number: z.int().min(1).max(MAX_NUMBER).optional().describe('which question of the series').meta({ short: 'n' }),
    asked: z
      .string()
      .regex(ASKED, 'a button names a question by its type and version: whole-path.1.')
      .optional()
      .describe('the question that was shown, as its buttons name it: an answer to another is not graded')
      .meta({ suggestions: ['whole-path.1'], typedOnly: true }),
    answer: z
      .string()
      .max(10)
      .optional()
      .describe('the letter of an option')
      .meta({ suggestions: ['A', 'B', 'C', 'D'] }),
    ...answerOptions,
  }),
  examples: [
    ['/quiz practice', 'goes on where you left it'],
    ['/quiz practice --topic graph --level 3', 'gradients of values that are used twice'],
    ['/quiz practice --seed 5 --number 2 --answer B', 'an answer to the second question of a series'],
    ['/quiz practice --seed 5 --number 2 --hint', 'its first step'],
    ['/quiz practice --seed 5 --number 2 --solution', 'its answer, and why'],
  ],
  read: ({ level: wanted, ...values }): Practice => ({ ...values, level: wanted as Level | undefined }),
  perform: (given: Practice, context) => keepPracticing(given, context),
  reply: (reply) => reply,
  run({ level: wanted, ...values }) {
    if (values.topic !== OWN && values.from === undefined)
      return practice({ ...values, level: wanted as Level | undefined });
    throw new UserError('Your own questions are kept by a bot that keeps running.', {
      code: 'E_NEEDS_RUNNING_BOT',
      hint: 'Start one with `npm start`, or practise other topics.',
    });
  },
});
