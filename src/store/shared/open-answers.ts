import { setImmediate } from 'node:timers/promises';
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';
import { batched } from './batched.ts';

/** A delivery of a platform; `tenant` is platform and guild or workspace, such as `discord:123`. */
export interface DeliveryRef {
  readonly tenant: string;
  readonly id: string;
}

/**
 * The answers that have been promised, so that another process can apologise for them when this one dies. Each process
 * says every second that it lives. In SQLite there is one process: what another one left open is of before.
 */
export interface OpenAnswersStore {
  /**
   * Notes a delivery, and with the first of its kind that its answer is open.
   *
   * @param content how it can be answered: secret, and gone as soon as it is answered
   * @returns whether it is the first
   */
  open(
    answer: DeliveryRef & { readonly now: Date; readonly owner: string; readonly content: string },
  ): Promise<boolean>;
  /** Changes how it can be answered. */
  change(delivery: DeliveryRef, content: string): Promise<void>;
  /**
   * Notes that it is answered.
   *
   * @param onBegin is called as the note leaves: what is sent then leaves in the same turn of the event loop, or not at all
   * @returns whether this process owed it: of several that answer, one gets true
   */
  close(delivery: DeliveryRef, owner: string, onBegin?: () => void): Promise<boolean>;
  /** Notes that it is answered, whichever process owed it, if one did. */
  settle(delivery: DeliveryRef): Promise<void>;
  /** Is it still open, and this process's? */
  holds(delivery: DeliveryRef, owner: string): Promise<boolean>;
  /** Notes that a process lives. */
  beat(owner: string): Promise<void>;
  /** Notes that a process has stopped: what it left open may be taken over at once. */
  leave(owner: string): Promise<void>;
  /**
   * Makes this process the owner of answers whose process lives no more: of many that ask, one gets each.
   *
   * @param platforms whose answers it can give
   */
  takeOver(owner: string, platforms: readonly string[], most: number): Promise<readonly OpenAnswer[]>;
}

export interface OpenAnswer extends DeliveryRef {
  readonly content: string;
  /** When it was asked for, in ms since 1970. */
  readonly since: number;
}

/** A process that was silent for so long has died: it speaks every second. One that has much to do may be late. */
const DEAD_AFTER_MS = 10_000;
const FORGET_PROCESS_MS = 60 * 60 * 1000;

type Deliveries = ExpressionBuilder<Tables, 'delivery'>;
const CLOSED = { open_by: null, open: null } as const;

/** Writes something that a power cut may undo as long as nothing is written after it. */
export type WriteSoon = <T>(db: Kysely<Tables>, write: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;

interface Options {
  readonly db: Kysely<Tables>;
  /** The same database by a connection on which nothing else waits. */
  readonly closingDb: Kysely<Tables>;
  /** May there be several processes? */
  readonly shared: boolean;
  /** What a command does in the store comes between the two notes of its answer. */
  readonly writeSoon: WriteSoon;
}

export function createOpenAnswers({ db, closingDb, shared, writeSoon }: Options): OpenAnswersStore {
  const one =
    ({ tenant, id }: DeliveryRef) =>
    ({ and }: Deliveries) =>
      and({ tenant, id });
  // The server's clock: no process dies because that of its machine was set.
  const time = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

  // Commits at once what is written in its statement: acknowledgements do not wait for PostgreSQL's disk. A power cut there
  // may undo the last notes, but none that came before something that was written for good.
  const soon = shared ? [sql`set_config('synchronous_commit', 'off', true)`.as('soon')] : [];

  const open = batched(async (answers: readonly Parameters<OpenAnswersStore['open']>[0][]) => {
    const rows = answers.map(({ tenant, id, now, owner, content }) => ({
      tenant,
      id,
      noted_at: now.getTime(),
      open_by: owner,
      open: Buffer.from(content),
    }));
    const noted = await writeSoon(db, (own) => {
      const insert = own.insertInto('delivery').values(rows);
      return insert
        .onConflict((conflict) => conflict.doNothing())
        .returning(['tenant', 'id', ...soon])
        .execute();
    });
    const firsts = new Set(noted.map(keyOf));
    // Of two that came together the first is the first.
    return answers.map((answer) => firsts.delete(keyOf(answer)));
  });

  const close = async (deliveries: readonly (DeliveryRef & { readonly owner: string })[]): Promise<boolean[]> => {
    // So long fetch looks whether a connection is still there before it sends by it: both leave in one turn of the loop.
    await setImmediate();
    const closed = await writeSoon(closingDb, (own) =>
      own
        .updateTable('delivery')
        .set(CLOSED)
        .where(({ or, and }) => or(deliveries.map(({ tenant, id, owner }) => and({ tenant, id, open_by: owner }))))
        .returning(['tenant', 'id', ...soon])
        .execute(),
    );
    const owed = new Set(closed.map(keyOf));
    return deliveries.map((delivery) => owed.delete(keyOf(delivery)));
  };
  // One after the other: each leaves as it begins, since its connection is free.
  const closeAll = batched(close, { atOnce: 1 });

  const settleAll = batched(async (deliveries: readonly DeliveryRef[]) => {
    await db
      .updateTable('delivery')
      .set(CLOSED)
      .where('open_by', 'is not', null)
      .where(({ or, and }) => or(deliveries.map(({ tenant, id }) => and({ tenant, id }))))
      .execute();
    return deliveries.map(() => undefined);
  });

  const lives = ({ selectFrom }: Deliveries) =>
    selectFrom('process')
      .whereRef('process.id', '=', 'delivery.open_by')
      .where('beat', '>=', sql<number>`${time} - ${sql.lit(DEAD_AFTER_MS)}`)
      .select('process.id');

  return {
    open,
    close: (delivery, owner, onBegin) => closeAll({ ...delivery, owner }, onBegin),
    settle: (delivery) => settleAll(delivery),
    async change(delivery, content) {
      const open = Buffer.from(content);
      await db.updateTable('delivery').set({ open }).where(one(delivery)).where('open_by', 'is not', null).execute();
    },
    async holds(delivery, owner) {
      const query = db.selectFrom('delivery').where(one(delivery)).where('open_by', '=', owner).select('id');
      return (await query.executeTakeFirst()) !== undefined;
    },
    async beat(id) {
      if (!shared) return;
      await db
        .insertInto('process')
        .values({ id, beat: time })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ beat: time }))
        .execute();
    },
    async leave(id) {
      if (!shared) return;
      await db
        .deleteFrom('process')
        .where(({ or, eb }) => or([eb('id', '=', id), eb('beat', '<', sql<number>`${time} - ${FORGET_PROCESS_MS}`)]))
        .execute();
    },
    async takeOver(owner, platforms, most) {
      if (platforms.length === 0) return [];
      // In one statement: many, one by one, would take a busy process so long that it is taken for dead itself.
      const taken = await db
        .with(
          (cte) => cte('left').materialized(),
          (own) =>
            own
              .selectFrom('delivery')
              .where('open_by', 'is not', null)
              .where('open_by', '<>', owner)
              .where(({ eb, or }) => or(platforms.map((name) => eb('tenant', 'like', `${name}:%`))))
              .$if(shared, (query) => query.where((eb) => eb.not(eb.exists(lives(eb)))))
              .select(['tenant', 'id'])
              .limit(most)
              // What another process takes at the same time is its own.
              .$if(shared, (query) => query.forUpdate().skipLocked()),
        )
        .updateTable('delivery')
        .set({ open_by: owner })
        .where(({ eb, refTuple, selectFrom }) =>
          eb(refTuple('tenant', 'id'), 'in', selectFrom('left').select(['tenant', 'id']).$asTuple('tenant', 'id')),
        )
        .returning(['tenant', 'id', 'open', 'noted_at'])
        .execute();
      return taken.flatMap(({ tenant, id, open: content, noted_at: since }) =>
        content === null ? [] : [{ tenant, id, content: content.toString(), since }],
      );
    },
  };
}

const keyOf = ({ tenant, id }: DeliveryRef): string => JSON.stringify([tenant, id]);
