import type { PointsClient } from '../store/shared/points.ts';
import { createLimiter } from './admission/limiter.ts';

/** How many wrong guesses there may be in a window: from one place, and from everywhere together. */
export interface AttemptSizes {
  /** What is guessed: a name of its own in the database. */
  readonly name: string;
  readonly each: number;
  readonly all: number;
  readonly seconds: number;
}

/** Limits how often somebody may guess what they have to know. */
export interface Attempts {
  /**
   * Tries something. Only what comes to nothing counts; of many at once, each counts until it is known.
   *
   * @throws Busy after too many wrong ones
   */
  try<T>(from: string, work: () => Promise<T | undefined>): Promise<T | undefined>;
  /** Counts something whatever comes of it. @throws Busy after too many */
  count(from: string): Promise<void>;
}

/** @param shared where all processes count together; without it each counts for itself */
export function createAttempts({ name, each, all, seconds }: AttemptSizes, shared?: PointsClient): Attempts {
  const places = createLimiter({ name: `${name}-place`, points: each, seconds, rewards: true }, shared);
  const everywhere = createLimiter({ name: `${name}-all`, points: all, seconds, rewards: true }, shared);
  const count = async (from: string): Promise<void> => {
    await places.consume(from);
    await everywhere.consume('');
  };
  return {
    count,
    async try(from, work) {
      await count(from);
      const found = await work();
      if (found !== undefined) await Promise.all([places.reward(from), everywhere.reward('')]);
      return found;
    },
  };
}
