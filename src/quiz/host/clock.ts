import { setTimeout } from 'node:timers/promises';

/** The time, as the quizzes see it. */
export interface Clock {
  /** ms since 1970 */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/**
 * The wall clock as it was at the start, and from then on the time that has really passed: a wall clock that jumps ends
 * no quiz early.
 *
 * @param aheadMs how far the clock that several processes share is ahead of the wall clock here
 */
export function steadyClock(aheadMs = 0): Clock {
  const start = Date.now() + aheadMs - performance.now();
  return {
    now: () => Math.round(start + performance.now()),
    sleep: (ms) => setTimeout(ms, undefined, { ref: false }),
  };
}
