import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consume } from './limits.ts';

/** How many wrong guesses there may be in a window: from one place, and from everywhere together. */
export interface AttemptSizes {
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

export function createAttempts({ each, all, seconds }: AttemptSizes): Attempts {
  const [places, everywhere] = [each, all].map((points) => new RateLimiterMemory({ points, duration: seconds })) as [
    RateLimiterMemory,
    RateLimiterMemory,
  ];
  const count = async (from: string): Promise<void> => {
    await consume(places, from);
    await consume(everywhere, '');
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
