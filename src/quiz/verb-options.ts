import { z } from 'zod';
import { LEVELS } from '../questions/question.ts';

// Options that several verbs take.

export const none = z.strictObject({});

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
