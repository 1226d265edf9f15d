import { createStore } from './queries.ts';
import type { Store } from './store.ts';

export interface StoreOptions {
  /** A PostgreSQL database; without it there is an SQLite file in the folder. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  /** The time in ms since 1970, for what is forgotten when nobody uses it. */
  readonly now?: (() => number) | undefined;
}

/**
 * Opens the store, with its tables up to date.
 *
 * @throws Error of one line that names the variable that is to be changed
 */
export async function openStore({ databaseUrl, dataDir, now }: StoreOptions): Promise<Store> {
  const where = databaseUrl
    ? 'DATABASE_URL: cannot use this database'
    : `DATA_DIR: cannot keep the database in ${dataDir}`;
  try {
    // Only the driver of this database is loaded.
    if (!databaseUrl) return createStore(await (await import('./sqlite.ts')).openSqlite(dataDir), now);
    const { openPostgres, timeThere } = await import('./postgres.ts');
    const db = await openPostgres(databaseUrl);
    return createStore(db, now, (await timeThere(db)) - Date.now());
  } catch (error) {
    throw new Error(`${where}: ${reason(error)}`.replaceAll(/\s+/g, ' '), { cause: error });
  }
}

/** Where a host has several addresses, Node's error has a message for each and none of its own. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join('; ');
  return error instanceof Error ? error.message : String(error);
}
