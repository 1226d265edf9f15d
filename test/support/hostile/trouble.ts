import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { defineCommand } from '../../../src/command/define.ts';
import { UserError } from '../../../src/errors.ts';
import { codeBlock, paragraph, say } from '../../../src/reply/build.ts';
import type { Reply } from '../../../src/reply/document.ts';

/** Everything that a command should never do, by name. */
const deeds: Record<string, () => Reply> = {
  loop() {
    for (;;);
  },
  regex() {
    // One native call that cannot be interrupted from within.
    return answer(String(/^(a+)+$/.test(`${'a'.repeat(50)}!`)));
  },
  array() {
    const all: number[][] = [];
    for (;;) all.push(new Array(1e6).fill(1.5));
  },
  buffers() {
    // Outside the heap, where no limit of Node's counts it; a gigabyte is enough to try.
    const all = Array.from({ length: 100 }, () => Buffer.alloc(1e7, 1));
    while (all.length > 0);
    return answer('still here');
  },
  exit() {
    process.exit(0);
  },
  kill() {
    process.kill(process.pid, 'SIGKILL');
    return answer('still here');
  },
  disconnect() {
    process.disconnect();
    return answer('still here');
  },
  throw() {
    throw new Error('secret of the server');
  },
  'throw-crash'() {
    throw new Error('the secret table crashed, its row was terminated');
  },
  'throw-text'() {
    throw 'secret of the server';
  },
  refuse() {
    throw new UserError('`x` is wrong.', {
      code: 'E_TEST',
      hint: 'Write `y`.',
      where: { text: 'a x', place: { start: 2, end: 3 } },
    });
  },
  huge() {
    return answer('x'.repeat(20_000_000));
  },
  'no-reply'() {
    return { text: 'not a document' } as unknown as Reply;
  },
  'wrong-node'() {
    return { nodes: [{ kind: 'video' }] } as unknown as Reply;
  },
  nothing() {
    return undefined as unknown as Reply;
  },
  shout() {
    process.stdout.write('shouting\n'.repeat(100_000));
    console.error('shouting');
    return answer('done shouting');
  },
  environment() {
    return answer(JSON.stringify(process.env));
  },
};

const answer = (text: string): Reply => ({ nodes: [codeBlock(text)] });

export default defineCommand({
  name: 'trouble',
  summary: 'Does what a command should never do',
  text: 'deed',
  options: z.strictObject({
    deed: z.string().describe('what to do'),
    begun: z.string().default('').describe('a file to make first'),
  }),
  examples: [['/trouble loop', 'goes on for ever']],
  run({ deed, begun }) {
    if (begun) writeFileSync(begun, '');
    return deeds[deed]?.() ?? { nodes: [paragraph(say`Nothing is known of ${deed}.`)] };
  },
});
