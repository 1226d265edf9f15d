import type { z } from 'zod';
import { defineCommand } from '../../../../src/command/define.ts';
import slow from './slow.ts';

/** Slow work for one person. */
export default defineCommand({
  name: 'hush',
  summary: slow.summary,
  private: true,
  options: slow.options as z.ZodObject,
  examples: [['/hush', 'nothing at all']],
  run: slow.run as NonNullable<typeof slow.run>,
});
