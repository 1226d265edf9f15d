import { z } from 'zod';
import { defineCommand } from '../../../../src/command/define.ts';
import { buttons, codeBlock, heading, paragraph, say } from '../../../../src/reply/build.ts';

/** An answer that has no room in one message. */
export default defineCommand({
  name: 'long',
  summary: 'Goes on and on',
  options: z.strictObject({ lines: z.int().min(1).max(5000).default(1000).describe('how many lines') }),
  examples: [['/long --lines 3', 'three lines']],
  run: ({ lines }) => ({
    nodes: [
      heading('A long answer'),
      paragraph(say`It begins here.`),
      codeBlock(Array.from({ length: lines }, (_, i) => `line ${i + 1} of a derivation that nobody reads`).join('\n')),
      paragraph(say`It ends here.`),
      buttons({ label: 'A short one', command: '/long --lines 1' }),
    ],
  }),
});
