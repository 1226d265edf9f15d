import { z } from 'zod';
import { defineCommand } from '../../../../src/command/define.ts';
import { buttons, paragraph, say } from '../../../../src/reply/build.ts';

/** An answer for one person. */
export default defineCommand({
  name: 'secret',
  summary: 'For your eyes only',
  private: true,
  options: z.strictObject({}),
  examples: [['/secret', 'a secret']],
  run: () => ({ nodes: [paragraph(say`Tell nobody.`), buttons({ label: 'Again', command: '/secret' })] }),
});
