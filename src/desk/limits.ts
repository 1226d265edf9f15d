import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Commands a person may ask for in a window, and all people of a guild or workspace together. */
const WINDOW_SECONDS = 10;
const PER_USER = 6;
const PER_TENANT = 30;
/** Commands of one guild or workspace that run or wait at the same time: a flood must leave room for the others. */
const RUNNING_PER_TENANT = 4;
/** Commands that run or wait in all; past that the answer would come too late. */
const RUNNING = 40;

/** A place in the queue, to be given back; or how many seconds to wait before trying again. */
type Admission = { readonly leave: () => void } | { readonly retryAfter: number };

export interface Limits {
  admit(tenant: string, user: string): Promise<Admission>;
}

/** Sizes of the limits; the defaults are the product's. */
export interface LimitSizes {
  readonly perUser?: number | undefined;
  readonly perTenant?: number | undefined;
}

/** Limits a person, a tenant and everybody, so that nobody's flood slows the others down. */
export function createLimits({ perUser = PER_USER, perTenant = PER_TENANT }: LimitSizes = {}): Limits {
  const users = new RateLimiterMemory({ points: perUser, duration: WINDOW_SECONDS });
  const tenants = new RateLimiterMemory({ points: perTenant, duration: WINDOW_SECONDS });
  const running = new Map<string, number>();
  let total = 0;
  return {
    async admit(tenant, user) {
      const here = running.get(tenant) ?? 0;
      if (here >= RUNNING_PER_TENANT || total >= RUNNING) return { retryAfter: 2 };
      const refused = (await consume(users, `${tenant} ${user}`)) ?? (await consume(tenants, tenant));
      if (refused !== undefined) return { retryAfter: refused };
      running.set(tenant, (running.get(tenant) ?? 0) + 1);
      total++;
      return {
        leave: () => {
          total--;
          const left = (running.get(tenant) ?? 1) - 1;
          if (left > 0) running.set(tenant, left);
          else running.delete(tenant);
        },
      };
    },
  };
}

/** Takes one point; gives the seconds to wait when there is none left. */
async function consume(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}
