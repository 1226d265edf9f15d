import { openPostgres } from './postgres.ts';
import { createStore } from './queries.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

export interface StoreOptions {
  /** A PostgreSQL database; without it there is an SQLite file in the folder. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
}

/**
 * Opens the store, with its tables up to date.
 *
 * @throws Error of one line that names the variable that is to be changed
 */
export async function openStore({ databaseUrl, dataDir }: StoreOptions): Promise<Store> {
  const [where, open] = databaseUrl
    ? ['DATABASE_URL: cannot use this database', () => openPostgres(databaseUrl)]
    : [`DATA_DIR: cannot keep the database in ${dataDir}`, () => openSqlite(dataDir)];
  try {
    return createStore(await open());
  } catch (error) {
    throw new Error(`${where}: ${reason(error)}`.replaceAll(/\s+/g, ' '), { cause: error });
  }
}

/** Where a host has several addresses, Node's error has a message for each and none of its own. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join('; ');
  return error instanceof Error ? error.message : String(error);
}
