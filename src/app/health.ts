import type { PlatformStatus } from './supervisor.ts';

/** What `/readyz` and `/healthz` say. */
interface Report {
  /** Should requests be sent here? */
  readonly ready: boolean;
  readonly stopping: boolean;
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
  readonly states: () => Readonly<Record<string, PlatformStatus>>;
  readonly isStopping: () => boolean;
}

export const createHealth = ({ states, isStopping }: HealthOptions): Health => ({
  live: () => true,
  async report() {
    const [stopping, now] = [isStopping(), states()];
    const platforms = Object.fromEntries(Object.entries(now).map(([name, { state }]) => [name, state === 'connected']));
    const ready = !stopping && Object.values(platforms).every(Boolean);
    return { ready, stopping, platforms, states: now };
  },
});
