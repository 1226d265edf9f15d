import type { WorkingBot } from '../dispatch/bot.ts';
import { type Clock, steadyClock } from '../quiz/host/clock.ts';
import { createQuizzes, type QuizService } from '../quiz/host/create.ts';
import type { QuizzesOptions } from '../quiz/host/options.ts';
import type { Transport } from '../quiz/transport.ts';
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

/** The quizzes of this program: what is hard to compute is done by the bot's workers. */
export const openQuizzes = ({ bot, store, transports, onError, clock }: Options): QuizService =>
  createQuizzes({
    store: store.quizzes,
    bank: store.bank,
    make: bot.make,
    grade: bot.grade,
    readQuestions: bot.readQuestions,
    views: quizViews,
    draw: (picture) => bot.draw(picture, 'dark'),
    transports,
    clock: clock ?? steadyClock(store.aheadMs),
    random: Math.random,
    onError,
  });

/** The quizzes of one player in a terminal. */
export interface LocalQuizzes {
  open(transport: Transport): Promise<QuizService>;
  close(): Promise<void>;
}

/** Opens nothing before it is needed: a chat without quizzes needs no database. */
export function localQuizzes(options: Omit<Options, 'store' | 'transports'> & { dataDir: string }): LocalQuizzes {
  let opened: { readonly store: Store; readonly service: QuizService } | undefined;
  return {
    async open(transport) {
      if (opened === undefined) {
        const store = await openStore({ dataDir: options.dataDir });
        const transports = new Map([['terminal', { transport, solo: true }]]);
        opened = { store, service: openQuizzes({ ...options, store, transports }) };
        opened.service.start();
      }
      return opened.service;
    },
    async close() {
      await opened?.service.close(GRACE_MS);
      await opened?.store.close();
    },
  };
}
