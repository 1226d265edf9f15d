import type { GradeKeeper } from '../command/requester.ts';
import type { WorkingBot } from '../dispatch/bot.ts';
import { createLearning } from '../learning/create.ts';
import { createDailies } from '../learning/daily/create.ts';
import type { DailyServices } from '../learning/daily/manage.ts';
import type { LearningServices } from '../learning/services.ts';
import { type Clock, steadyClock } from '../quiz/host/clock.ts';
import { createQuizzes } from '../quiz/host/create.ts';
import type { QuizzesOptions } from '../quiz/host/options.ts';
import type { QuizServices } from '../quiz/services.ts';
import type { Transport } from '../quiz/transport.ts';
import forgetMe from '../quiz/verbs/forget-me.ts';
import { quizViews } from '../quiz/views/index.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';

/** How long what is under way may take at the end of a chat. */
const GRACE_MS = 1000;

interface Options {
  readonly bot: WorkingBot;
  readonly store: Store;
  /** By the platform's name; may be filled later, as platforms are there. */
  readonly transports: QuizzesOptions['transports'];
  readonly onError: (error: unknown) => void;
  /** The steady clock by default. */
  readonly clock?: Clock | undefined;
}

/** What commands that act work with, and what keeps it going. */
export interface AppServices extends QuizServices, LearningServices, DailyServices, GradeKeeper {
  /** Acts on deadlines from now on; what was due before a restart is done at once. */
  start(): void;
  /** Does all that is due, and resolves when it is done. */
  sweep(): Promise<void>;
  /** Stops; what is under way has `graceMs` to end. Everything else is done after the next start. */
  close(graceMs: number): Promise<void>;
}

/** The services of this program: what is hard to compute is done by the bot's workers. */
export function openServices({ bot, store, transports, onError, clock: given }: Options): AppServices {
  const clock = given ?? steadyClock(store.aheadMs);
  const common = { clock, random: Math.random, onError };
  const { learning, keepGrades } = createLearning({
    ...common,
    store: store.learning,
    make: bot.make,
    grade: bot.grade,
    personal: (who) => quizzes.personal(who),
    forgetEverything: (who) => quizzes.quizzes.perform(forgetMe, { keepQuestions: false }, who),
    compute: bot.compute,
  });
  const quizzes = createQuizzes({
    ...common,
    keepGrades,
    cleanElsewhere: (before) => store.learning.forgetOldLearning(before),
    forgetElsewhere: (who, as) => learning.forget(who, as),
    store: store.quizzes,
    bus: store.bus,
    bank: store.bank,
    make: bot.make,
    grade: bot.grade,
    readQuestions: bot.readQuestions,
    stepQuestions: bot.stepQuestions,
    views: quizViews,
    draw: (picture) => bot.draw(picture, 'dark'),
    transports,
  });
  const dailies = createDailies({ store: store.learning, host: quizzes.host, onError });
  return {
    quizzes: quizzes.quizzes,
    learning,
    keepGrades,
    daily: dailies.daily,
    start() {
      quizzes.start();
      dailies.start();
    },
    async sweep() {
      await quizzes.sweep();
      // What was asked before is closed by now, and its answer shown.
      await dailies.sweep();
      await quizzes.sweep();
    },
    async close(graceMs) {
      await Promise.race([dailies.close(), clock.sleep(graceMs)]);
      await quizzes.close(graceMs);
    },
  };
}

/** The services of one person in a terminal. */
export interface LocalServices {
  open(transport: Transport): Promise<AppServices>;
  close(): Promise<void>;
}

/** Opens nothing before it is needed: a chat without quizzes needs no database. */
export function localServices(options: Omit<Options, 'store' | 'transports'> & { dataDir: string }): LocalServices {
  let opened: { readonly store: Store; readonly services: AppServices } | undefined;
  return {
    async open(transport) {
      if (opened === undefined) {
        const store = await openStore({ dataDir: options.dataDir });
        const transports = new Map([['terminal', { transport, solo: true }]]);
        opened = { store, services: openServices({ ...options, store, transports }) };
        opened.services.start();
      }
      return opened.services;
    },
    async close() {
      await opened?.services.close(GRACE_MS);
      await opened?.store.close();
    },
  };
}
