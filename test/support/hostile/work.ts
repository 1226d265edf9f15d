import { z } from 'zod';
import { defineCommand } from '../../../src/command/define.ts';
import { paragraph, say } from '../../../src/reply/build.ts';

/** Long work that reports every few milliseconds. */
export default defineCommand({
  name: 'work',
  summary: 'Works for a while and reports',
  options: z.strictObject({ ms: z.int().min(0).default(60_000).describe('how long') }),
  examples: [['/work', 'a minute of it']],
  *run({ ms }) {
    const started = performance.now();
    let reported = started;
    for (let now = started; now - started < ms; now = performance.now()) {
      if (now - reported < 5) continue;
      reported = now;
      const done = Math.floor(now - started);
      yield { nodes: [{ kind: 'progress', done, total: ms, note: 'at work' }] };
    }
    yield { nodes: [paragraph(say`Done.`)] };
  },
});
