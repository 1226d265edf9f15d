import { type AskOptions, createAsking } from './ask.ts';
import { createManagement, type DailyService } from './manage.ts';

const SWEEP_MS = 1_000;

/** The questions of the day of all channels, and what keeps them coming. */
export interface Dailies {
  readonly daily: DailyService;
  /** Asks what is due from now on, each second. */
  start(): void;
  /** Asks what is due, and resolves when that is done. */
  sweep(): Promise<void>;
  /** Asks nothing more, and resolves when nothing is under way. */
  close(): Promise<void>;
}

export function createDailies(options: AskOptions): Dailies {
  const asking = createAsking(options);
  let open = true;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  /** One at a time: a store that hangs is not asked over and over. */
  const sweep = (): Promise<void> => {
    running ??= asking
      .sweep()
      .catch(options.onError)
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const soon = (): void => {
    if (open) void sweep();
  };

  return {
    daily: createManagement(options, asking, soon),
    start() {
      timer ??= setInterval(soon, SWEEP_MS);
      soon();
    },
    sweep,
    async close() {
      open = false;
      clearInterval(timer);
      await running;
    },
  };
}
