import { z } from 'zod';

/** What may be said of a formula beside it, by every command that takes one with values. */
export const formulaOptions = {
  at: z
    .string()
    .max(2000)
    .optional()
    .describe('values for the names, as in "a=2 b=-3"')
    .meta({ suggestions: ['a=2 b=-3 c=10'] }),
  names: z
    .string()
    .max(500)
    .optional()
    .describe('names of several letters that are one name, as in mx; or e')
    .meta({ suggestions: ['mx'] }),
};
