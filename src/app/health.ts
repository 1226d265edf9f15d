import type { StoreStatus } from '../store/outage.ts';
import type { PlatformStatus } from './supervisor.ts';

/** What `/readyz` and `/healthz` say. */
interface Report {
  /** Should requests be sent here? */
  readonly ready: boolean;
  readonly stopping: boolean;
  /** Can what is kept be reached, and is new written? */
  readonly store: StoreStatus;
  /** Is it connected? By platform. */
  readonly platforms: Readonly<Record<string, boolean>>;
  /** By platform. */
  readonly states: Readonly<Record<string, PlatformStatus>>;
}

/** How the program is. */
export interface Health {
  /** Does the process work? If not, only a restart helps. */
  live(): boolean;
  report(): Promise<Report>;
}

interface HealthOptions {
  /** Do the processes work in which commands run? */
  readonly live: () => boolean;
  readonly store: () => Promise<StoreStatus>;
  readonly states: () => Readonly<Record<string, PlatformStatus>>;
  readonly isStopping: () => boolean;
}

export const createHealth = ({ live, store: statusOf, states, isStopping }: HealthOptions): Health => ({
  live,
  async report() {
    const store = await statusOf();
    const [stopping, now] = [isStopping(), states()];
    const platforms = Object.fromEntries(Object.entries(now).map(([name, { state }]) => [name, state === 'connected']));
    const ready = !stopping && store.state === 'up' && Object.values(platforms).every(Boolean);
    return { ready, stopping, store, platforms, states: now };
  },
});
