import type { BankStore } from './bank-store.ts';
import type { LearningStore } from './learning/store.ts';
import type { StoreStatus } from './outage.ts';
import type { QuizStore } from './quiz-store.ts';
import type { RoomStore } from './room-store.ts';
import type { Bus } from './shared/bus.ts';
import type { KeptStore } from './shared/kept-store.ts';
import type { OpenAnswersStore } from './shared/open-answers.ts';
import type { Pace } from './shared/pace.ts';
import type { PointsClient } from './shared/points.ts';
import type { InstallationStore } from './slack/installation-store.ts';

/**
 * What must outlive the process. Every method is one transaction; what has resolved is on disk. Where the database cannot
 * be reached, or takes nothing new, they reject with `StoreUnavailable` within two seconds.
 */
export interface Store {
  /** Keeps a line (a button's command that is too long for its id) and gives its key: the same for the same line. */
  saveLine(line: string): Promise<string>;
  line(key: string): Promise<string | undefined>;
  /** Keeps a file that somebody attached, and gives its key: the same for the same content. */
  saveFile(content: string): Promise<string>;
  file(key: string): Promise<string | undefined>;
  /**
   * Notes a delivery of a platform, and says whether it is the first with this id.
   *
   * @param tenant platform and guild or workspace, such as `discord:123`: ids of different tenants never collide
   */
  firstDelivery(tenant: string, id: string, now: Date): Promise<boolean>;
  /** Forgets lines and files that were neither saved nor read since a time; a day more or less does not count. */
  forgetSaved(before: Date): Promise<void>;
  /** Forgets deliveries noted before a time. */
  forgetDeliveries(before: Date): Promise<void>;
  /**
   * Deletes everything that belongs to a guild or workspace, when the bot is removed there. Lines and files belong to
   * nobody: they go when nobody uses them any more.
   *
   * @param tenant platform and guild or workspace, such as `discord:123`
   */
  forgetTenant(tenant: string): Promise<void>;
  /** How far the clock of the database is ahead of ours: processes that share a database go by one clock. */
  readonly aheadMs: number;
  readonly quizzes: QuizStore;
  readonly rooms: RoomStore;
  readonly bank: BankStore;
  readonly learning: LearningStore;
  /** The answers that have been promised. */
  readonly answers: OpenAnswersStore;
  readonly slack: InstallationStore;
  /** Small values with an end. */
  readonly kept: KeptStore;
  /** How often people ask for something, and the pace of what is sent, counted for all processes together; in SQLite there is one. */
  readonly points: PointsClient | undefined;
  readonly pace: Pace | undefined;
  /** What processes that share a database tell each other. */
  readonly bus: Bus;
  /** Can the database be reached, and does it take what is new? Asked at most every few seconds. */
  status(): Promise<StoreStatus>;
  close(): Promise<void>;
}
