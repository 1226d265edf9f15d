import { createHash, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { MAX_FILE } from '../limits.ts';
import { createBankStore } from './bank-queries.ts';
import { forgetTenant } from './forget-tenant.ts';
import { createLearningStore } from './learning/queries.ts';
import { guarded, type Outage } from './outage.ts';
import { createQuizStore } from './quiz-queries.ts';
import { createRoomStore } from './room-queries.ts';
import type { Tables } from './schema.ts';
import type { OpenBus } from './shared/bus.ts';
import { createKeptStore } from './shared/kept-queries.ts';
import { createOpenAnswers, type WriteSoon } from './shared/open-answers.ts';
import { createPace } from './shared/pace.ts';
import { createPoints } from './shared/points.ts';
import { createInstallationStore } from './slack/queries.ts';
import type { Store } from './store.ts';

const KEY_LENGTH = 16;
const KEY = /^[\w-]{16}$/;
const FILE_PREFIX = 'csv-';
/** A use is noted once a day: what is shown again and again is not written again and again. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** An open database, and what belongs to it. */
interface Opened {
  readonly db: Kysely<Tables>;
  /** The same by connections of its own, for what acknowledgements wait for; `db` if left out. */
  readonly urgentDb?: Kysely<Tables> | undefined;
  /** The same for notes that answers go out, which leave at once; `db` if left out. */
  readonly closingDb?: Kysely<Tables> | undefined;
  readonly bus: OpenBus;
  /** May several processes use it at once? */
  readonly shared: boolean;
  /** Knows whether the database can be reached. */
  readonly outage: Outage;
  /** Ends the connections; those of `db` alone if left out. */
  readonly end?: (() => Promise<void>) | undefined;
  /** How far the clock of the database is ahead of ours. */
  readonly aheadMs: number;
  /** The time in ms since 1970. */
  readonly now: () => number;
  /** Writes what a power cut may undo as long as nothing is written after it; like everything else by default. */
  readonly writeSoon?: WriteSoon | undefined;
}

/** The store on an open database. Each method writes with one statement, which is a transaction of its own. */
export function createStore({
  db,
  urgentDb = db,
  closingDb = db,
  bus,
  outage,
  shared,
  aheadMs,
  now,
  end = () => db.destroy(),
  writeSoon = (own, write) => write(own),
}: Opened): Store {
  const save = async (table: 'line' | 'file', text: string): Promise<string> => {
    const content = Buffer.from(text);
    const key = createHash('sha256').update(content).digest('base64url').slice(0, KEY_LENGTH);
    await db
      .insertInto(table)
      .values({ key, content, used_at: now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await use(table, key);
    return key;
  };
  const use = async (table: 'line' | 'file', key: string): Promise<void> => {
    const old = db
      .selectFrom(table)
      .select('key')
      .where('key', '=', key)
      .where('used_at', '<', now() - DAY_MS);
    if ((await old.executeTakeFirst()) === undefined) return;
    await db.updateTable(table).set({ used_at: now() }).where('key', '=', key).execute();
  };
  const read = async (table: 'line' | 'file', key: string): Promise<string | undefined> => {
    // A key may be what anybody typed, and PostgreSQL throws at some characters.
    if (!KEY.test(key)) return undefined;
    const row = await db.selectFrom(table).select('content').where('key', '=', key).executeTakeFirst();
    if (row !== undefined) await use(table, key);
    return row?.content.toString();
  };
  const methods = {
    saveLine: (line: string) => save('line', line),
    line: (key: string) => read('line', key),
    async saveFile(content: string) {
      if (content.length > MAX_FILE) throw new RangeError('A file is at most 1 MB');
      return FILE_PREFIX + (await save('file', content));
    },
    file: async (key: string) =>
      key.startsWith(FILE_PREFIX) ? read('file', key.slice(FILE_PREFIX.length)) : undefined,
    async forgetSaved(before: Date) {
      for (const table of ['line', 'file'] as const)
        await db.deleteFrom(table).where('used_at', '<', before.getTime()).execute();
    },
    async firstDelivery(tenant: string, id: string, now: Date) {
      // Whatever a command does in the store comes after this.
      const result = await writeSoon(db, (soon) =>
        soon
          .insertInto('delivery')
          .values({ tenant, id, noted_at: now.getTime() })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst(),
      );
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async forgetDeliveries(before: Date) {
      await db.deleteFrom('delivery').where('noted_at', '<', before.getTime()).execute();
    },
    forgetTenant: (tenant: string) => forgetTenant(db, tenant),
    quizzes: createQuizStore(db),
    rooms: createRoomStore(db),
    bank: createBankStore(db),
    learning: createLearningStore(db),
    answers: createOpenAnswers({ db: urgentDb, closingDb, shared, writeSoon }),
    points: shared ? createPoints(db) : undefined,
    pace: shared ? createPace(db) : undefined,
    slack: createInstallationStore(db),
    kept: createKeptStore(db, now),
  };
  return {
    ...guarded(methods, (work) => outage.run(work)),
    aheadMs,
    bus,
    status: () => outage.status(),
    async close() {
      outage.close();
      await bus.close();
      await end();
    },
  };
}

/** Writes something and deletes it: whether the database takes what is new. */
export async function probeWrite(db: Kysely<Tables>): Promise<void> {
  const one = { tenant: 'probe', id: randomUUID() };
  await db
    .insertInto('delivery')
    .values({ ...one, noted_at: 0 })
    .execute();
  await db
    .deleteFrom('delivery')
    .where(({ and }) => and(one))
    .execute();
}
