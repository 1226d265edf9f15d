import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { PointsClient } from '../../store/shared/points.ts';

/** What to tell a person while too much waits, in s. */
export const FULL_SECONDS = 5;

/** Too much at once; says how many seconds to wait before trying again. */
export class Busy extends Error {
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(`busy for ${retryAfter} s`);
    this.retryAfter = retryAfter;
  }
}

export interface LimiterSizes {
  /** What is counted: a name of its own in the database. */
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
  /** May points be given back? Otherwise whoever has none left is refused without asking the database. */
  readonly rewards?: boolean;
}

export interface Limiter {
  /** Takes one point. @throws Busy for as long as there is none */
  consume(key: string): Promise<void>;
  /** Gives a point back. */
  reward(key: string): Promise<void>;
}

/** @param shared where all processes count together; without it, and while that is down, each counts for itself */
export function createLimiter(
  { name, points, seconds, rewards = false }: LimiterSizes,
  shared?: PointsClient,
): Limiter {
  const memory = new RateLimiterMemory({ points, duration: seconds });
  const limiter: RateLimiterAbstract =
    shared === undefined
      ? memory
      : new RateLimiterPostgres({
          storeClient: shared,
          storeType: 'pool',
          tableName: shared.table,
          tableCreated: true,
          keyPrefix: name,
          points,
          duration: seconds,
          insuranceLimiter: memory,
          ...(!rewards && { inMemoryBlockOnConsumed: points }),
        });
  return {
    async consume(key) {
      try {
        await limiter.consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        // Clocks may differ; nobody waits for longer than the window.
        throw new Busy(Math.min(seconds, Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))));
      }
    },
    async reward(key) {
      await limiter.reward(key);
    },
  };
}
