import type { Kysely } from 'kysely';
import { newTable, type Row } from './new-table.ts';

/** The state is JSON; times are ms since 1970. */
const COLUMNS = { tenant: 'text', user: 'text', state: 'text', saved_at: 'bigint' } as const;

export interface PracticeTables {
  practice: Row<typeof COLUMNS>;
}

export const practiceTables = async (db: Kysely<unknown>): Promise<void> =>
  newTable(db, 'practice', COLUMNS, ['tenant', 'user']).execute();
