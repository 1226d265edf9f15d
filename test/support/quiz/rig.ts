import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { openServices } from '../../../src/app/open-services.ts';
import { createBot } from '../../../src/dispatch/bot.ts';
import { createDispatcher, type Dispatcher } from '../../../src/dispatch/dispatcher.ts';
import { createMetrics } from '../../../src/dispatch/metrics.ts';
import type { Service } from '../../../src/platforms/service.ts';
import type { PlatformOfQuizzes } from '../../../src/quiz/host/options.ts';
import { openStore } from '../../../src/store/open.ts';

/** How a platform is started before a dispatcher. */
export type StartPlatform = (dispatcher: Dispatcher, log: pino.Logger) => Promise<Service>;

/** The real program around quizzes at one platform or several, with a clock that the test moves. */
export interface QuizRig {
  /** What went wrong and was worked around. */
  readonly reported: unknown[];
  /** Lets time pass in small steps until something holds. */
  passUntil(holds: () => boolean | Promise<boolean>): Promise<void>;
  /** Lets much time pass, in which the program runs. */
  pass(ms: number): Promise<void>;
  /** Does all that is due now. */
  settle(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A test is quicker than people. */
export const PLENTY = { perUser: 10_000, perTenant: 10_000, actsPerUser: 10_000 };
/** And so is a Slack between two messages in a channel. */
export const SLACK_PACE_MS = 10;
export const STEP_MS = 2000;
export const MOST_STEPS = 200;
export const LONG_STEPS = 4;

export async function openQuizRig(...starts: readonly StartPlatform[]): Promise<QuizRig> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chainrule-quiz-'));
  const reported: unknown[] = [];
  const onError = (error: unknown): void => void reported.push(error);
  const log = pino({ level: 'silent' });
  const bot = await createBot({ onError });
  let ahead = 0;
  const clock = {
    now: () => Date.now() + ahead,
    sleep: (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref()),
  };
  const begin = async () => {
    const store = await openStore({ dataDir });
    const transports = new Map<string, PlatformOfQuizzes>();
    const quizzes = openServices({ bot, store, transports, onError, clock });
    const dispatcher = createDispatcher({
      bot,
      store,
      log,
      metrics: createMetrics(),
      services: quizzes,
      limits: PLENTY,
    });
    const services = await Promise.all(starts.map((start) => start(dispatcher, log)));
    for (const { name, transport } of services) if (transport) transports.set(name, { transport, solo: false });
    return { store, quizzes, dispatcher, services };
  };
  const end = async ({ store, quizzes, dispatcher, services }: Awaited<ReturnType<typeof begin>>): Promise<void> => {
    await dispatcher.close(1000);
    await quizzes.close(1000);
    await Promise.all(services.map((service) => service.stop()));
    await store.close();
  };
  let open = await begin();
  return {
    reported,
    async passUntil(holds) {
      for (let step = 0; !(await holds()); step++) {
        if (step > MOST_STEPS) throw new Error(`never happened: ${String(holds)}`);
        ahead += STEP_MS;
        await open.quizzes.sweep();
      }
    },
    async pass(ms) {
      for (let step = 0; step < LONG_STEPS; step++) {
        ahead += ms / LONG_STEPS;
        // What looks like an outage is noted first, and what was due in it is done with the next look.
        await open.quizzes.sweep();
        await open.quizzes.sweep();
      }
    },
    settle: () => open.quizzes.sweep(),
    async restart() {
      await end(open);
      open = await begin();
      await open.quizzes.sweep();
    },
    async close() {
      await end(open);
      await bot.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
