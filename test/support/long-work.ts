import { existsSync } from 'node:fs';
import type { Reply } from '../../src/reply/document.ts';

/** A step takes so long, and this many times as long by the clock of its process. */
const STEP_MS = 5;
const TIMES = 40;
const TOTAL = 1000;

/**
 * Work that shows how far it has come, until the door is open. Time goes faster for the process that does it, so that
 * progress is sent soon.
 *
 * @param door a file; `/` is always there
 */
export function* workUntilOpen(door: string): Generator<Reply, void> {
  const now = performance.now.bind(performance);
  const started = now();
  performance.now = () => started + TIMES * (now() - started);
  try {
    for (let done = 0; !existsSync(door); done = Math.min(done + 1, TOTAL)) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP_MS);
      yield { nodes: [{ kind: 'progress', done, total: TOTAL, note: 'still at it' }] };
    }
  } finally {
    performance.now = now;
  }
}
