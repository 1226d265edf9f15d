import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../dispatch/log.ts';
import { Refused, type Service, type ServiceState } from '../platforms/service.ts';

/** A platform that is to be served. */
export interface PlatformStart {
  readonly name: string;
  /** @throws Refused for an answer that will not change; any other error is tried again */
  start(): Promise<Service>;
}

/** How a platform is, and since when, as an ISO time. */
export interface PlatformStatus {
  readonly state: ServiceState;
  readonly since: string;
}

interface SupervisorOptions {
  readonly platforms: readonly PlatformStart[];
  readonly log: Log;
  /** Is handed each platform as it is there. */
  readonly onStart: (service: Service) => void;
  /** The pause in ms after so many failed tries; {@link pauseAfter} by default. */
  readonly pauseMs?: ((tries: number) => number) | undefined;
}

/** Starts each platform by itself, and again after a while where one cannot be reached. */
export interface Supervisor {
  /** Resolves when every platform has been tried once. */
  readonly tried: Promise<void>;
  /** Resolves with the reason of one of them when no platform can work any more. */
  readonly failed: Promise<Refused>;
  /** By name. */
  states(): Readonly<Record<string, PlatformStatus>>;
  /** Tries nothing more, and stops what has been started. */
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 2000;
/** A try may cost one of Discord's 1000 identifies a day, and 90 s to 120 s apart there are fewer. */
const LONGEST_PAUSE_MS = 90_000;
const JITTER = 1 / 3;
/** To hear since when a platform has been away. */
const LOOK_EVERY_MS = 1000;
/** How long the end waits for a try that is under way. */
const GIVE_UP_MS = 500;

/** The pause in ms after so many failed tries: it doubles, up to a minute and a half, and is up to a third longer by chance. */
export const pauseAfter = (tries: number, random = Math.random): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)) * (1 + JITTER * random());

export function supervise({
  platforms,
  log,
  onStart,
  pauseMs = (tries) => pauseAfter(tries),
}: SupervisorOptions): Supervisor {
  const stopping = new AbortController();
  const { promise: failed, resolve: fail } = Promise.withResolvers<Refused>();
  const watched = platforms.map((platform) => watch(platform));

  function watch({ name, start }: PlatformStart) {
    let service: Service | undefined;
    let state: ServiceState = 'starting';
    let since = new Date();
    const { promise: tried, resolve: isTried } = Promise.withResolvers<void>();

    const become = (next: ServiceState): void => {
      if (next === state) return;
      state = next;
      since = new Date();
    };
    const look = (): void => {
      if (service !== undefined && state !== 'refused' && state !== 'revoked')
        become(service.connected() ? 'connected' : 'disconnected');
    };
    const giveUp = (refused: Refused): void => {
      become(refused.state);
      log.error(
        { platform: name, reason: refused.message },
        'a platform refuses us: change what is configured, and start again',
      );
      if (watched.every((one) => one.isOver())) fail(refused);
    };
    /** Starts it, as often as it takes. */
    const run = async (): Promise<void> => {
      for (let tries = 1; !stopping.signal.aborted; tries++) {
        try {
          const started = await start();
          if (stopping.signal.aborted) return await started.stop();
          service = started;
          look();
          void started.refused?.then((refused) => {
            if (!stopping.signal.aborted) giveUp(refused);
          });
          onStart(started);
          if (tries > 1) log.info({ platform: name, tries }, 'the platform is reached');
          return;
        } catch (error) {
          if (stopping.signal.aborted) return;
          if (error instanceof Refused) return giveUp(error);
          become('unreachable');
          const ms = Math.round(pauseMs(tries));
          log.warn({ platform: name, tries, againInMs: ms, err: error }, 'the platform cannot be reached');
          isTried();
          await pause(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
        }
      }
    };
    const isOver = (): boolean => state === 'refused' || state === 'revoked';
    return {
      name,
      tried,
      isOver,
      look,
      // Begins when all are being watched: whether all are refused is asked of all.
      begin: () => run().finally(isTried),
      status: (): PlatformStatus => ({ state, since: since.toISOString() }),
      stop: async () => service?.stop(),
    };
  }

  const running = watched.map((one) => Promise.resolve().then(one.begin));
  const looking = setInterval(() => watched.forEach((one) => void one.look()), LOOK_EVERY_MS);
  looking.unref();
  return {
    tried: Promise.all(watched.map(({ tried }) => tried)).then(() => {}),
    failed,
    states() {
      for (const one of watched) one.look();
      return Object.fromEntries(watched.map(({ name, status }) => [name, status()]));
    },
    async stop() {
      stopping.abort();
      clearInterval(looking);
      await Promise.race([Promise.allSettled(running), pause(GIVE_UP_MS, undefined, { ref: false })]);
      await Promise.allSettled(watched.map((one) => one.stop()));
    },
  };
}
