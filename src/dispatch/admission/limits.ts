import { availableParallelism } from 'node:os';
import { type BulkheadPolicy, BulkheadRejectedError, bulkhead } from 'cockatiel';
import type { PointsClient } from '../../store/shared/points.ts';
import { Busy, createLimiter, FULL_SECONDS } from './limiter.ts';
import { Load } from './load.ts';

/** Commands a person may ask for in a window, and all people of a guild or workspace together. */
const WINDOW_SECONDS = 10;
const PER_USER = 6;
const PER_TENANT = 60;
/**
 * The same for commands that act, such as the answers of a large class to one question, or of a quick learner who practises:
 * they compute next to nothing, and one that is refused is an answer lost. An answer a second, and the next question.
 */
const ACTS_PER_USER = 30;
const ACTS_PER_TENANT = 1000;
/** One process is always left for the others: a guild's commands run one after another, or a few at a time. */
const RUNNING_PER_TENANT = Math.max(1, availableParallelism() - 1);
/** Commands of a guild that wait for those before them: a whole class that types at once. */
const WAITING_PER_TENANT = 40;
/** Commands that run or wait in all. */
const IN_ALL = 200;
/** How long half of what is under way may have waited; past that an answer would come too late, or be lost with its process. */
export const TOO_LONG_MS = 4000;

/** Sizes of the limits; the defaults are the product's. */
export interface LimitSizes {
  readonly perUser?: number | undefined;
  /** Of commands that act. */
  readonly actsPerUser?: number | undefined;
  readonly perTenant?: number | undefined;
  readonly waitingPerTenant?: number | undefined;
}

/** Lets work through when its turn comes; throws {@link Busy} when there is too much. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

export interface Limits {
  /**
   * Runs work, and what of it has to be computed when its turn comes: only that counts for the tenant.
   *
   * @throws Busy when the person or the tenant asks for too much
   */
  run<T>(tenant: string, user: string, work: (turn: Turn) => Promise<T>): Promise<T>;
  /** The same for work of which a person does much, one piece after the other, and each is small. */
  often<T>(tenant: string, user: string, work: () => Promise<T>): Promise<T>;
  /**
   * Runs work that acts: at once, past those that wait.
   *
   * @throws Busy when the person or the tenant asks for too much
   */
  act<T>(tenant: string, user: string, work: () => Promise<T>): Promise<T>;
}

/**
 * Limits a person, a tenant and everybody, so that nobody's flood slows the others down.
 *
 * @param shared where all processes count together what people and tenants ask for; what runs and waits each process
 * counts for itself
 */
export function createLimits(sizes: LimitSizes = {}, shared?: PointsClient): Limits {
  const {
    actsPerUser = ACTS_PER_USER,
    perUser = PER_USER,
    perTenant = PER_TENANT,
    waitingPerTenant = WAITING_PER_TENANT,
  } = sizes;
  const limiter = (name: string, points: number) => createLimiter({ name, points, seconds: WINDOW_SECONDS }, shared);
  const users = limiter('user', perUser);
  const tenants = limiter('tenant', perTenant);
  const actors = limiter('actor', actsPerUser);
  const acts = limiter('acts', ACTS_PER_TENANT);
  const queues = new Map<string, BulkheadPolicy>();
  const load = new Load({ most: IN_ALL, tooLongMs: TOO_LONG_MS });
  const inTurn = async <T>(tenant: string, work: () => Promise<T>): Promise<T> => {
    const queue = queues.get(tenant) ?? bulkhead(RUNNING_PER_TENANT, waitingPerTenant);
    queues.set(tenant, queue);
    const done = load.begin();
    try {
      return await queue.execute(work);
    } catch (error) {
      throw error instanceof BulkheadRejectedError ? new Busy(FULL_SECONDS) : error;
    } finally {
      done();
      if (queue.executionSlots === RUNNING_PER_TENANT) queues.delete(tenant);
    }
  };
  return {
    async run(tenant, user, work) {
      await users.consume(`${tenant} ${user}`);
      return work(async (heavy) => {
        if (load.full) throw new Busy(FULL_SECONDS);
        await tenants.consume(tenant);
        return inTurn(tenant, heavy);
      });
    },
    async often(tenant, user, work) {
      if (load.full) throw new Busy(FULL_SECONDS);
      await actors.consume(`${tenant} ${user}`);
      await acts.consume(tenant);
      return inTurn(tenant, work);
    },
    async act(tenant, user, work) {
      await actors.consume(`${tenant} ${user}`);
      await acts.consume(tenant);
      return work();
    },
  };
}
