import { z } from 'zod';
import { defineCommand } from '../../../../src/command/define.ts';
import { UserError } from '../../../../src/errors.ts';
import { paragraph, say } from '../../../../src/reply/build.ts';
import { workUntilOpen } from '../../long-work.ts';

/** Work that takes its time and says how far it has come. */
export default defineCommand({
  name: 'slow',
  summary: 'Works until a door is open',
  options: z.strictObject({
    door: z.string().default('/').describe('which'),
    vain: z.boolean().default(false).describe('it comes to nothing'),
  }),
  examples: [['/slow', 'nothing at all']],
  *run({ door, vain }) {
    yield* workUntilOpen(door);
    if (vain) throw new UserError('All this was in vain.', { code: 'E_TEST' });
    yield { nodes: [paragraph(say`Done at last.`)] };
  },
});
