import { z } from 'zod';
import { defineCommand } from '../../../src/command/define.ts';
import { paragraph, say } from '../../../src/reply/build.ts';

/** An ordinary command between the hostile ones. */
export default defineCommand({
  name: 'hello',
  summary: 'Says hello',
  options: z.strictObject({}),
  examples: [['/hello', 'a greeting']],
  run: () => ({ nodes: [paragraph(say`Hello.`)] }),
});
