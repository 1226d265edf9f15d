import pino from 'pino';
import { readConfig } from '../../../src/app/config.ts';
import { type ProgramParts, startProgram } from '../../../src/app/program.ts';
import { untilSignal } from '../../../src/app/serve.ts';

/**
 * What the parent tells: how far its clock is ahead of the wall clock by now, and how often all that is due is to be done
 * then.
 */
export interface Moved {
  readonly id: number;
  readonly aheadMs: number;
  readonly sweeps: number;
}

/** What the process says: it is ready, or all that was due is done. */
export type Said = { readonly kind: 'ready' } | { readonly kind: 'done'; readonly id: number };

/** What it is started with. */
export interface Clocked extends Pick<ProgramParts, 'limits' | 'sweepsWhenTold' | 'paceMs' | 'deadlineMs'> {
  readonly aheadMs: number;
}

const tell = (said: Said): void => void process.send?.(said);

// node clocked.ts <Clocked as JSON>: the program with a clock that its parent moves, and the environment as its configuration.
let { aheadMs, ...parts } = JSON.parse(process.argv[2] ?? '') as Clocked;
/** How often leases are renewed while something is done, as by the program's own timer. */
const RENEW_MS = 1_000;
/**
 * Of a program that sweeps when told: woken by its clock alone. What began by itself might be at work while the clocks of
 * all are put on, past its lease.
 */
const sleepers = new Map<() => void, number>();
const clock = {
  now: () => Date.now() + aheadMs,
  sleep: (ms: number) =>
    new Promise<void>((wake) => {
      if (parts.sweepsWhenTold) sleepers.set(wake, clock.now() + ms);
      else setTimeout(wake, ms).unref();
    }),
};
const wakeSleepers = (): void => {
  for (const [wake, at] of sleepers) {
    if (at > clock.now()) continue;
    sleepers.delete(wake);
    wake();
  }
};
const config = readConfig(process.env);
const log = pino({ level: config.LOG_LEVEL }, pino.destination({ dest: 1, sync: true }));
const stopping = untilSignal();
const program = await startProgram(config, log, { ...parts, clock, stopping });

const sweep = (): Promise<void> =>
  program.services.sweep().catch((error: unknown) => log.warn({ err: error }, 'a sweep failed'));

process.on('message', async ({ id, aheadMs: ahead, sweeps }: Moved) => {
  aheadMs = ahead;
  wakeSleepers();
  const renewing = setInterval(() => void sweep(), RENEW_MS);
  for (let swept = 0; swept < sweeps; swept++) await sweep();
  clearInterval(renewing);
  tell({ kind: 'done', id });
});
process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
await stopping;
await program.close();
process.exit(0);
