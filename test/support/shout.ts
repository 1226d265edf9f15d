import { z } from 'zod';
import { defineCommand } from '../../src/command/define.ts';
import { buttons, paragraph, say } from '../../src/reply/build.ts';

/** Has a button whose answer is for everybody. */
export default defineCommand({
  name: 'shout',
  summary: 'Says it to everybody',
  options: z.strictObject({}),
  examples: [['/shout', 'a button for all']],
  run: () => ({
    nodes: [paragraph(say`Hear, hear.`), buttons({ label: 'Again, for all', command: '/shout', everybody: true })],
  }),
});
