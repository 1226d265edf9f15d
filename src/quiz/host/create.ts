import { randomUUID } from 'node:crypto';
import { UserError } from '../../errors.ts';
import type { Quizzes } from '../quizzes.ts';
import { dueOf } from '../session/state.ts';
import { createAnswers } from './answers.ts';
import { createChanges } from './change.ts';
import { createDesk } from './commands.ts';
import { createDeliveries } from './deliver.ts';
import { createGrading } from './grading.ts';
import { createHosting } from './hosting.ts';
import type { Loaded } from './load.ts';
import type { QuizzesOptions } from './options.ts';
import { createRecords } from './records.ts';
import { createSweep } from './sweep.ts';

const SWEEP_MS = 1_000;

/** The quizzes of all groups, and what keeps them going. */
export interface QuizService {
  readonly quizzes: Quizzes;
  /** Looks after the quizzes from now on, each second; those of before a restart go on at once. */
  start(): void;
  /** Looks after every quiz once, and resolves when what is due now is done. For tests. */
  sweep(): Promise<void>;
  /** Stops; what is under way has `graceMs` to end. Everything else is done after the next start. */
  close(graceMs: number): Promise<void>;
}

export function createQuizzes(options: QuizzesOptions): QuizService {
  const { store, clock, onError } = options;
  let open = true;
  const after = ({ row, state }: Loaded): void => {
    if (!open) return;
    background(deliveries.pump(row.key));
    if ((dueOf(state) ?? Number.POSITIVE_INFINITY) <= clock.now()) background(sweeping.tick(row.key));
  };
  const changes = createChanges(store, clock.now, after);
  const grading = createGrading(options);
  const deliveries = createDeliveries(options, changes, randomUUID());
  const sweeping = createSweep(options, changes, deliveries, grading);
  const desk = createDesk(options, changes);
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

  const quizzes: Quizzes = {
    ...createHosting(options, desk, after),
    ...createAnswers(options, desk, grading),
    ...createRecords(options, desk, changes),
  };

  return {
    quizzes: apologetic(quizzes, onError),
    start() {
      timer ??= setInterval(sweepOnce, SWEEP_MS);
      sweepOnce();
    },
    async sweep() {
      await sweeping.sweep();
      await settle();
    },
    async close(graceMs) {
      open = false;
      clearInterval(timer);
      await Promise.race([settle(), clock.sleep(graceMs)]);
      await deliveries.close().catch(onError);
    },
  };
}

/** What goes wrong on our side is told as what it is: nothing is saved, and trying again is safe. */
function apologetic(quizzes: Quizzes, onError: (error: unknown) => void): Quizzes {
  const careful =
    <Args extends readonly unknown[], T>(method: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      try {
        return await method(...args);
      } catch (error) {
        if (error instanceof UserError) throw error;
        onError(error);
        throw new UserError('That could not be saved, so it does not count yet.', {
          hint: 'Try again in a moment. Pressing twice does no harm.',
        });
      }
    };
  return {
    start: careful(quizzes.start),
    begin: careful(quizzes.begin),
    join: careful(quizzes.join),
    answer: careful(quizzes.answer),
    hint: careful(quizzes.hint),
    mine: careful(quizzes.mine),
    stop: careful(quizzes.stop),
    resume: careful(quizzes.resume),
    lead: careful(quizzes.lead),
    status: careful(quizzes.status),
    scores: careful(quizzes.scores),
    report: careful(quizzes.report),
    export: careful(quizzes.export),
    import: careful(quizzes.import),
    forgetMe: careful(quizzes.forgetMe),
  };
}
