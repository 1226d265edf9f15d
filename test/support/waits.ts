import { syncBuiltinESMExports } from 'node:module';
import promises from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/**
 * Until the test ends, whoever waits so many ms in this process goes on at once.
 *
 * @param least ms; a wait may be longer by less than a second
 * @returns how long those waits would have been, so far
 */
export function passAtOnce(least: number): readonly number[] {
  const passed: number[] = [];
  const shortened = (ms = 0): number => {
    if (ms < least || ms >= least + 1000) return ms;
    passed.push(ms);
    return 0;
  };
  const real = { setTimeout, promised: promises.setTimeout };
  // Whoever has imported one of the two gets it anew at each call.
  globalThis.setTimeout = Object.assign(
    (call: () => void, ms?: number, ...words: []) => real.setTimeout(call, shortened(ms), ...words),
    real.setTimeout,
  );
  promises.setTimeout = (ms, ...words) => real.promised(shortened(ms), ...words);
  syncBuiltinESMExports();
  onTestFinished(() => {
    globalThis.setTimeout = real.setTimeout;
    promises.setTimeout = real.promised;
    syncBuiltinESMExports();
  });
  return passed;
}
