import { randomUUID } from 'node:crypto';
import type { Requester } from '../../command/requester.ts';
import { UserError } from '../../errors.ts';
import { StoreUnavailable } from '../../store/outage.ts';
import type { QuizServices, Quizzes } from '../services.ts';
import { dueOf } from '../session/state.ts';
import { createChanges } from './change.ts';
import { createContext, type Host } from './context.ts';
import { createDeliveries } from './deliver.ts';
import { createGrading } from './grading.ts';
import type { Loaded } from './load.ts';
import type { QuizzesOptions } from './options.ts';
import { personalData } from './personal.ts';
import { createSweep } from './sweep.ts';

const SWEEP_MS = 1_000;
const SOON_MS = 3_000;
/** Where a process says that others may go on with its quizzes. */
const LEFT = 'quizzes-left';

/** The quizzes of all groups, and what keeps them going. */
export interface QuizService extends QuizServices {
  /** What else works with sessions, such as the question of the day, does it with this. */
  readonly host: Host;
  /** Looks after the quizzes from now on, each second; those of before a restart go on at once. */
  start(): void;
  /** Looks after every quiz once, and resolves when what is due now is done. For tests. */
  sweep(): Promise<void>;
  /** All that is kept of somebody: their quizzes, answers, practice and questions, as plain JSON. */
  personal(who: Pick<Requester, 'tenant' | 'user'>): Promise<Readonly<Record<string, unknown>>>;
  /** Stops; what is under way has `graceMs` to end. Everything else is done after the next start. */
  close(graceMs: number): Promise<void>;
}

export function createQuizzes(options: QuizzesOptions): QuizService {
  const { store, clock, bus, onError } = options;
  let open = true;
  let unsubscribe = (): void => {};
  const after = ({ row, state }: Loaded): void => {
    if (!open) return;
    background(deliveries.pump(row.key));
    const inMs = (dueOf(state) ?? Number.POSITIVE_INFINITY) - clock.now();
    if (inMs <= 0) background(sweeping.tick(row.key));
    else if (inMs <= SOON_MS) void clock.sleep(inMs).then(() => tickSoon(row.key));
  };
  // What is due within seconds does not wait for the next sweep.
  const tickSoon = (key: string): void => {
    if (open) background(sweeping.tick(key));
  };
  const changes = createChanges(store, clock.now, after);
  const grading = createGrading(options);
  const deliveries = createDeliveries(options, changes, randomUUID());
  const sweeping = createSweep(options, changes, deliveries, grading);
  const host: Host = { options, changes, grading, after };
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let sweep: Promise<void> | undefined;

  const background = (work: Promise<void>): void => {
    const settled = work.catch(onError).then(() => void running.delete(settled));
    running.add(settled);
  };

  /** One at a time: a store that hangs is not asked over and over. */
  const sweepOnce = (): void => {
    if (sweep !== undefined) return;
    sweep = sweeping.sweep().catch(onError);
    const over = sweep.then(() => {
      sweep = undefined;
    });
    background(over);
  };

  const settle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
    await deliveries.idle();
    if (running.size > 0) await settle();
  };

  /** What goes wrong on our side is told as what it is: nothing is saved, and trying again is safe. */
  const perform: Quizzes['perform'] = async (verb, request, who) => {
    try {
      return verb.reply(await verb.perform(request, createContext(host, verb, who)), request);
    } catch (error) {
      if (error instanceof UserError) throw error;
      if (error instanceof StoreUnavailable) {
        throw new UserError(
          'I cannot save anything just now, so this does not count yet. A quiz that runs waits for it.',
          {
            code: 'E_NOT_SAVED',
            hint: 'Try again in a minute. Pressing twice does no harm.',
          },
        );
      }
      onError(error);
      throw new UserError('That could not be saved, so it does not count yet.', {
        code: 'E_NOT_SAVED',
        hint: 'Try again in a moment. Pressing twice does no harm.',
      });
    }
  };

  return {
    quizzes: { perform },
    personal: (who) => personalData(options, who),
    host,
    start() {
      timer ??= setInterval(sweepOnce, SWEEP_MS);
      unsubscribe();
      unsubscribe = bus?.subscribe(LEFT, sweepOnce) ?? unsubscribe;
      sweepOnce();
    },
    async sweep() {
      await sweeping.sweep();
      await settle();
    },
    async close(graceMs) {
      open = false;
      clearInterval(timer);
      unsubscribe();
      await Promise.race([settle(), clock.sleep(graceMs)]);
      await deliveries.close().catch(onError);
      await bus?.publish(LEFT, '');
    },
  };
}
