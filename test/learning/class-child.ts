import pino from 'pino';
import { readConfig } from '../../src/app/config.ts';
import { startProgram } from '../../src/app/program.ts';

/** What the parent tells: how far its clock is ahead of the wall clock by now. All that is due then is to be done. */
export interface Moved {
  readonly id: number;
  readonly aheadMs: number;
}

/** What the process says: it is ready, or all that was due is done. */
export type Said = { readonly kind: 'ready' } | { readonly kind: 'done'; readonly id: number };

const tell = (said: Said): void => void process.send?.(said);

// node test/learning/class-child.ts <how far the clock is ahead, in ms>: the program, with the environment as its configuration.
let aheadMs = Number(process.argv[2] ?? 0);
const clock = {
  now: () => Date.now() + aheadMs,
  sleep: (ms: number) => new Promise<void>((wake) => void setTimeout(wake, ms).unref()),
};
const config = readConfig(process.env);
const program = await startProgram(
  config,
  pino({ level: config.LOG_LEVEL }, pino.destination({ dest: 1, sync: true })),
  {
    clock,
  },
);

process.on('message', async ({ id, aheadMs: ahead }: Moved) => {
  aheadMs = ahead;
  // After hours without a look the first one only finds that nobody looked.
  await program.services.sweep();
  await program.services.sweep();
  tell({ kind: 'done', id });
});
process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
