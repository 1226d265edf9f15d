import { z } from 'zod';
import { defineCommand } from '../../../../src/command/define.ts';
import { paragraph, say } from '../../../../src/reply/build.ts';

/** Work that takes its time and says how far it has come. */
export default defineCommand({
  name: 'slow',
  summary: 'Takes as long as you say',
  options: z.strictObject({ seconds: z.number().min(0).max(15).default(2).describe('how long') }),
  examples: [['/slow --seconds 0', 'no time at all']],
  *run({ seconds }) {
    const started = performance.now();
    const total = 1000;
    for (;;) {
      const done = Math.floor((performance.now() - started) / seconds);
      if (seconds === 0 || done >= total) break;
      yield { nodes: [{ kind: 'progress', done, total, note: 'still at it' }] };
    }
    yield { nodes: [paragraph(say`Done after all.`)] };
  },
});
