import { z } from 'zod';
import { defineCommand } from '../../../src/command/define.ts';

/** A generator that ends without an answer. */
export default defineCommand({
  name: 'silent',
  summary: 'Yields nothing',
  options: z.strictObject({}),
  examples: [['/silent', 'nothing']],
  *run() {},
});
