import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { newTable, type Row } from '../new-table.ts';

const COLUMNS = {
  kept: { scope: 'text', key: 'text', value: 'bytea', until: 'bigint' },
  /** The processes that run, and when each was last known to. */
  process: { id: 'text', beat: 'bigint' },
  /** PostgreSQL only, like points and messages: when the next turn is. */
  pace: { key: 'text', next: 'bigint' },
  points: { key: 'text', points: 'integer', expire: 'bigint?' },
} as const;

/** What processes that share a database tell each other. */
export interface SharedTables {
  kept: Row<typeof COLUMNS.kept>;
  process: Row<typeof COLUMNS.process>;
  pace: Row<typeof COLUMNS.pace>;
  /** PostgreSQL only; `id` is given by the database. */
  message: { id: number; content: string; at: number };
}

export async function sharedTables(db: Kysely<unknown>): Promise<void> {
  await newTable(db, 'kept', COLUMNS.kept, ['scope', 'key']).execute();
  await db.schema.createIndex('kept_until').on('kept').column('until').execute();
  // By which process an answer has been promised, and how it can be given.
  await db.schema.alterTable('delivery').addColumn('open_by', 'text').execute();
  await db.schema.alterTable('delivery').addColumn('open', 'bytea').execute();
  const open = db.schema.createIndex('delivery_open').on('delivery').column('open_by');
  await open.where('open_by', 'is not', null).execute();
  await newTable(db, 'process', COLUMNS.process, ['id']).execute();
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  await newTable(db, 'pace', COLUMNS.pace, ['key']).execute();
  // In this order, and with these names: the limiter's own.
  await newTable(db, 'points', COLUMNS.points, ['key']).execute();
  for (const table of ['pace', 'points']) await sql`alter table ${sql.table(table)} set unlogged`.execute(db);
  // Unlogged: what lives for a minute does not wait for the disk, and may be lost with a crash of the server.
  await sql`create unlogged table message (
    id bigint generated always as identity primary key, content text not null, at bigint not null)`.execute(db);
  await db.schema.createIndex('message_at').on('message').column('at').execute();
}
