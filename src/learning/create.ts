import type { GradeKeeper } from '../command/requester.ts';
import type { Clock } from '../quiz/host/clock.ts';
import type { Host } from '../quiz/host/context.ts';
import type { LearningStore } from '../store/learning/store.ts';
import { createDailies } from './daily/create.ts';
import type { LearningServices } from './services.ts';

export interface LearningOptions {
  readonly store: LearningStore;
  /** What works with sessions. */
  readonly host: Host;
  readonly clock: Clock;
  /** Uniform in [0, 1): for seeds. */
  readonly random: () => number;
  /** Is told what went wrong on our side. */
  readonly onError: (error: unknown) => void;
}

/** Learning over time, for all groups, and what keeps it going. */
export interface LearningService extends LearningServices, GradeKeeper {
  /** Asks what is due from now on. */
  start(): void;
  /** Asks what is due, and resolves when that is done. */
  sweep(): Promise<void>;
  /** Asks nothing more, and resolves when nothing is under way. */
  close(): Promise<void>;
}

export function createLearning({ store, host, onError }: LearningOptions): LearningService {
  const { daily, start, sweep, close } = createDailies({ store, host, onError });
  return {
    learning: { daily, forget: ({ tenant, user }) => store.forgetLearner(tenant, user) },
    start,
    sweep,
    close,
    async keepGrades() {
      // Nothing is kept yet.
    },
  };
}
