import { LRUCache } from 'lru-cache';
import { StoreUnavailable } from '../store/outage.ts';
import type { Store } from '../store/store.ts';

/** Deliveries of some minutes, when all are as busy as can be. */
const MOST_KNOWN = 20_000;

/**
 * Each delivery once, by the store; while that cannot be reached, by the memory of this process.
 *
 * @param tenant platform and guild or workspace, such as `discord:123`
 */
export function createDeliveries(store: Pick<Store, 'firstDelivery'>) {
  const known = new LRUCache<string, true>({ max: MOST_KNOWN });
  return async (tenant: string, id: string, now: Date): Promise<boolean> => {
    const key = JSON.stringify([tenant, id]);
    if (known.has(key)) return false;
    known.set(key, true);
    try {
      return await store.firstDelivery(tenant, id, now);
    } catch (error) {
      if (error instanceof StoreUnavailable) return true;
      known.delete(key);
      throw error;
    }
  };
}
