import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** Lets all processes together do something once in each interval, by the clock of the database. */
export interface Pace {
  /** Takes the turn if it is free now. */
  take(key: string, everyMs: number): Promise<boolean>;
  /** Takes the next turn. @returns how long to wait for it, in ms */
  next(key: string, everyMs: number): Promise<number>;
  /** Lets nobody have a turn for so long. */
  hold(key: string, ms: number): Promise<void>;
  /** Deletes what is over. */
  forgetOld(): Promise<void>;
}

export function createPace(db: Kysely<Tables>): Pace {
  const now = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
  return {
    async take(key, everyMs) {
      const result = await sql`insert into pace as kept (key, next) values (${key}, ${now} + ${everyMs}::bigint)
        on conflict (key) do update set next = ${now} + ${everyMs}::bigint where kept.next <= ${now}
        returning next`.execute(db);
      return result.rows.length === 1;
    },
    async next(key, everyMs) {
      const { rows } = await sql<{ wait: number }>`insert into pace as kept (key, next)
        values (${key}, ${now} + ${everyMs}::bigint)
        on conflict (key) do update set next = greatest(kept.next, ${now}) + ${everyMs}::bigint
        returning greatest(next - ${everyMs}::bigint - ${now}, 0)::bigint as wait`.execute(db);
      return rows[0]?.wait ?? 0;
    },
    async hold(key, ms) {
      await sql`insert into pace as kept (key, next) values (${key}, ${now} + ${ms}::bigint)
        on conflict (key) do update set next = greatest(kept.next, ${now} + ${ms}::bigint)`.execute(db);
    },
    async forgetOld() {
      await sql`delete from pace where next < ${now} - 60000`.execute(db);
    },
  };
}
