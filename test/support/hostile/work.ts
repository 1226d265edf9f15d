import { z } from 'zod';
import { defineCommand } from '../../../src/command/define.ts';
import { paragraph, say } from '../../../src/reply/build.ts';
import { workUntilOpen } from '../long-work.ts';

/** Long work that reports again and again. */
export default defineCommand({
  name: 'work',
  summary: 'Works until it is told to stop, and reports',
  options: z.strictObject({ door: z.string().default('/').describe('a file that tells it') }),
  examples: [['/work', 'none of it']],
  *run({ door }) {
    yield* workUntilOpen(door);
    yield { nodes: [paragraph(say`Done.`)] };
  },
});
