/** Work that takes longer than this, and nothing else done in the meantime, is no sign of life. */
const DEAF_AFTER_MS = 60_000;
/** How often they are asked when nothing else is heard of them. */
const ASK_EVERY_MS = 5_000;

/** Do child processes work? Every result of one is a sign; where there is none for a while, one is asked for. */
export interface Liveness {
  /** To be called with everything that a process has done. */
  sign(): void;
  live(): boolean;
}

/**
 * @param ask has a process do something that takes no time
 * @param now a clock in ms
 */
export function watchLiveness(ask: () => Promise<unknown>, now = (): number => performance.now()): Liveness {
  let heardAt = now();
  /** When they were asked, and have not answered since. */
  let askedAt: number | undefined;
  let asking = false;
  const sign = (): void => {
    heardAt = now();
    askedAt = undefined;
  };
  return {
    sign,
    live() {
      const time = now();
      if (!asking && time - heardAt >= ASK_EVERY_MS) {
        asking = true;
        askedAt ??= time;
        ask()
          .then(sign, () => {})
          .finally(() => {
            asking = false;
          });
      }
      return askedAt === undefined || time - askedAt < DEAF_AFTER_MS;
    },
  };
}
