import type { LiveRow } from '../../store/quiz-store.ts';
import { CODE_MS } from '../bank/code.ts';
import { dueOf } from '../session/state.ts';
import { EDIT_EVERY_MS, OUTAGE_MS } from '../session/times.ts';
import type { Changes, Plan } from './change.ts';
import type { Deliveries } from './deliver.ts';
import { GRADING_MAX_MS, type Grading, missingGrades } from './grading.ts';
import type { Loaded } from './load.ts';
import type { QuizzesOptions } from './options.ts';
import { platformOf } from './start.ts';

/** The interval of heartbeats, which say that some process looks after a quiz. */
const HEARTBEAT_MS = 10_000;
/** The TTL of a quiz, from its start, of a bank and of what is learned, from its last use: the seasons of a year, and a month. */
const QUIZ_TTL_MS = 396 * 24 * 60 * 60_000;
const CLEANUP_INTERVAL_MS = 60 * 60_000;
/** A store that was away for longer than this cost people time: what came due meanwhile gets its time anew. */
const SILENT_MS = 3_000;

/** Acts on deadlines. */
export interface Sweep {
  /** Looks once after every live quiz. */
  sweep(): Promise<void>;
  /** Lets a quiz go on if its time is over. */
  tick(session: string): Promise<void>;
}

export function createSweep(
  { store, bank, clock, transports, cleanElsewhere, onError }: QuizzesOptions,
  changes: Changes,
  deliveries: Deliveries,
  grading: Grading,
): Sweep {
  const busy = new Set<string>();
  let cleanedAt = Number.NEGATIVE_INFINITY;
  let refreshedAt = Number.NEGATIVE_INFINITY;
  /** Since when the store has not answered. */
  let silentSince: number | undefined;

  /** Does nothing where this process is at work on the session already. */
  const exclusively = async (session: string, work: () => Promise<unknown>): Promise<void> => {
    if (busy.has(session)) return;
    busy.add(session);
    try {
      await work();
    } catch (error) {
      onError(error);
    } finally {
      busy.delete(session);
    }
  };

  /** Everything is graded before it is revealed. */
  const planTick = async ({ row, state }: Loaded, now: number): Promise<Plan | undefined> => {
    const { stage } = state;
    const reveals = (stage.at === 'grace' || stage.at === 'task' || stage.at === 'daily') && now >= stage.due;
    if (!reveals) return { event: { kind: 'tick' } };
    const { missing, grades } = await missingGrades(store, grading, { row, state });
    if (missing === 0) return { event: { kind: 'tick' } };
    if (grades.length < missing && now < stage.due + GRADING_MAX_MS) return undefined;
    return { event: { kind: 'tick' }, write: { grades } };
  };

  /** Several times where several deadlines are over, as for one player, who waits for nobody. */
  const tick = (session: string): Promise<void> =>
    exclusively(session, async () => {
      for (let before: Loaded | undefined; ; ) {
        const quiz = await changes.change(session, planTick);
        if (quiz === undefined || quiz.row.version === before?.row.version) return;
        if ((dueOf(quiz.state) ?? Number.POSITIVE_INFINITY) > clock.now()) return;
        before = quiz;
      }
    });

  const outage = (session: string): Promise<void> =>
    exclusively(session, () => changes.change(session, () => ({ event: { kind: 'outage' } })));

  /** Says the time that is left anew, on platforms whose messages cannot count down. */
  const refresh = async (now: number): Promise<void> => {
    const still = [...transports].filter(([, { transport }]) => transport.refreshMs !== undefined);
    if (still.length === 0 || now - refreshedAt < EDIT_EVERY_MS) return;
    refreshedAt = now;
    const rows = await store.allLive(still.map(([name]) => name));
    const plan = ({ row }: Loaded): Plan | undefined => {
      const everyMs = transports.get(platformOf(row.tenant))?.transport.refreshMs;
      return everyMs === undefined ? undefined : { event: { kind: 'refresh', everyMs } };
    };
    await Promise.all(rows.map(({ key }) => exclusively(key, () => changes.change(key, plan))));
  };

  const cleanUp = async (now: number): Promise<void> => {
    if (now - cleanedAt < CLEANUP_INTERVAL_MS) return;
    cleanedAt = now;
    await store.forgetQuizzes(now - QUIZ_TTL_MS);
    await bank.forgetOld(now - QUIZ_TTL_MS, now - CODE_MS);
    await cleanElsewhere?.(now - QUIZ_TTL_MS);
  };

  return {
    tick,
    async sweep() {
      const now = clock.now();
      const rows = await store.allLive([...transports.keys()]).catch((error: unknown) => {
        silentSince ??= now;
        throw error;
      });
      const silent = silentSince;
      silentSince = undefined;
      /** Did its time run out while nobody could answer? */
      const missed = ({ due }: LiveRow): boolean =>
        silent !== undefined && now - silent > SILENT_MS && due >= silent && due <= now;
      // A clock that was set back while we were down is as bad as one that stood still.
      const isStale = (row: LiveRow): boolean => Math.abs(now - row.attended) > OUTAGE_MS || missed(row);
      const [lost, kept] = [rows.filter(isStale), rows.filter((row) => !isStale(row))];
      const attended = kept.filter((row) => now - row.attended >= HEARTBEAT_MS).map(({ key }) => key);
      await store.attend(attended, now);
      const due = kept.filter((row) => row.due <= now);
      await Promise.all([...lost.map(({ key }) => outage(key)), ...due.map(({ key }) => tick(key))]);
      await refresh(now);
      await deliveries.renew();
      await deliveries.pump();
      await cleanUp(now);
    },
  };
}
