import { z } from 'zod';
import { defineCommand } from '../../../../src/command/define.ts';
import { paragraph, say } from '../../../../src/reply/build.ts';

const STEP_MS = 20;

/** Work that takes its time and says how far it has come. */
export default defineCommand({
  name: 'slow',
  summary: 'Takes its time',
  options: z.strictObject({
    ms: z.int().min(0).max(60_000).default(2500).describe('how long it takes'),
  }),
  examples: [['/slow --ms 0', 'nothing at all']],
  *run({ ms }) {
    const end = Date.now() + ms;
    const total = Math.max(1, Math.ceil(ms / STEP_MS));
    for (let done = 0; Date.now() < end; done = Math.min(done + 1, total)) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP_MS);
      yield { nodes: [{ kind: 'progress' as const, done, total, note: 'still at it' }] };
    }
    yield { nodes: [paragraph(say`Done at last.`)] };
  },
});
