import { z } from 'zod';
import { defineCommand } from '../../../../src/command/define.ts';
import { paragraph, say } from '../../../../src/reply/build.ts';
import { workUntilOpen } from '../../long-work.ts';

/** Work that takes its time and says how far it has come. */
export default defineCommand({
  name: 'slow',
  summary: 'Works until a door is open',
  options: z.strictObject({ door: z.string().default('/').describe('which') }),
  examples: [['/slow', 'no time at all']],
  *run({ door }) {
    yield* workUntilOpen(door);
    yield { nodes: [paragraph(say`Done after all.`)] };
  },
});
