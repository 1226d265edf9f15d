import { z } from 'zod';
import { OWN } from '../questions/own.ts';
import { LEVELS } from '../questions/question.ts';
import { TOPICS } from '../questions/type.ts';
import { ORDERS } from './session/view-data.ts';

// Options that several verbs take.

export const none = z.strictObject({});

export const topic = z
  .enum([...TOPICS, OWN])
  .optional()
  .describe('what it is about; own asks the questions you imported; all topics if left out');

export const from = z
  .string()
  .max(100)
  .optional()
  .describe('a topic of imported questions, as /quiz bank lists them')
  .meta({ suggestions: ['unit 3'] });

export const steps = z
  .string()
  .max(1000)
  .optional()
  .describe('a formula with values: its steps are the questions')
  .meta({ suggestions: ['(a*b+c)*f a=2 b=-3 c=10 f=-2'], typedOnly: true });

export const order = z.enum(ORDERS).optional().describe('of imported questions: as they were imported, or shuffled');

export const level = z.int().min(LEVELS[0]).max(LEVELS.length).optional();

export const seed = z
  .int()
  .min(0)
  .max(2 ** 32 - 1)
  .optional();

export const question = z
  .string()
  .max(40)
  .optional()
  .describe('which question, as its button says; the open one if left out');
