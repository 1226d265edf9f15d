import type { Requester } from '../command/requester.ts';
import type { DailyService } from './daily/manage.ts';

/** What is kept of what people learn over time. */
interface Learning {
  /** The question of the day of each channel. */
  readonly daily: DailyService;
  /** Deletes all of it that is about somebody. */
  forget(who: Requester): Promise<void>;
}

/** What the commands of learning need from the app. */
export interface LearningServices {
  readonly learning: Learning;
}
