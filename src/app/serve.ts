import type { Config } from './config.ts';
import { openLog } from './log.ts';
import { type Program, startProgram } from './program.ts';

/**
 * Serves every platform that has credentials, until a signal to stop, or until none of them can work any more.
 *
 * @returns the exit code
 * @throws Error of one line for what cannot be started
 */
export async function serve(config: Config): Promise<number> {
  const log = openLog(config, 'stdout');
  const stopping = untilSignal();
  const program = await startProgram(config, log, { stopping });
  warmUp(program);
  const failed = await Promise.race([stopping, program.failed]);
  log.info('stopping');
  await program.close();
  log.info('stopped');
  if (!failed) return 0;
  console.error(failed.message);
  return 1;
}

/** What is asked first and most, by people who follow the README. */
const FIRST_LINES = ['/grad a*b+c', '/train --no-zero-grad'];

/** Has what most people ask answered ahead: the processes for it are there then, and have loaded what they need. */
function warmUp({ bot }: Program): void {
  for (const line of FIRST_LINES) bot.ask(bot.parse(line)).catch(() => {});
}

/** Resolves at the first SIGTERM or SIGINT. */
export const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
