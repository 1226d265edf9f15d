import type { Kysely } from 'kysely';
import { newTable, type Row } from '../new-table.ts';

/** Times are ms since 1970, JSON is text. */
const COLUMNS = {
  /** What somebody can do, or believes wrongly: `skill:whole-path.3`, `bug:accumulate-overwrites`, and when to ask again. */
  card: { tenant: 'text', user: 'text', card: 'text', state: 'text', due: 'bigint', seen_at: 'bigint' },
  /** One answer of somebody, by what was asked: each counts once. What it was worth, and for which cards. */
  review: { tenant: 'text', user: 'text', key: 'text', content: 'text', at: 'bigint' },
  /** How far somebody is in the course. */
  course: { tenant: 'text', user: 'text', state: 'text', saved_at: 'bigint' },
  /** A lesson that somebody brought for a place, by its name. */
  lesson: { tenant: 'text', place: 'text', name: 'text', user: 'text', content: 'text', saved_at: 'bigint' },
  /** The question of the day of a channel: what was chosen, how it goes, and when the next one is due; null when it is off. */
  daily: {
    tenant: 'text',
    channel: 'text',
    settings: 'text',
    state: 'text',
    version: 'integer',
    due: 'bigint?',
    saved_at: 'bigint',
  },
} as const;

/** The tables of what people learn over time. */
export type LearningTables = { [Table in keyof typeof COLUMNS]: Row<(typeof COLUMNS)[Table]> };

/** What is released here is never changed: a change is a new migration. */
export async function learningTables(db: Kysely<unknown>): Promise<void> {
  const create = (name: keyof LearningTables, ...key: string[]) => newTable(db, name, COLUMNS[name], key);
  const { schema } = db;
  await create('card', 'tenant', 'user', 'card').execute();
  await create('review', 'tenant', 'user', 'key').execute();
  await schema.createIndex('review_at').on('review').column('at').execute();
  await create('course', 'tenant', 'user').execute();
  await create('lesson', 'tenant', 'place', 'name').execute();
  await create('daily', 'tenant', 'channel').execute();
  await schema.createIndex('daily_due').on('daily').column('due').execute();
}
