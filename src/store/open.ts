import { createStore } from './queries.ts';
import { localBus } from './shared/bus.ts';
import type { Store } from './store.ts';

export interface StoreOptions {
  /** A PostgreSQL database; without it there is an SQLite file in the folder. */
  readonly databaseUrl?: string | undefined;
  /** The same database past a pooler in transaction mode, where processes hear of each other. */
  readonly directUrl?: string | undefined;
  readonly dataDir: string;
  /** The time in ms since 1970, for what is forgotten when nobody uses it. */
  readonly now?: (() => number) | undefined;
  /** Is told of what went wrong and was worked around. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/**
 * Opens the store, with its tables up to date.
 *
 * @throws Error of one line that names the variable that is to be changed
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, dataDir, now = () => Date.now(), onError = () => {} } = options;
  // Only the driver of this database is loaded.
  if (databaseUrl) return openOnPostgres(databaseUrl, options.directUrl, now, onError);
  const { openSqlite, writeSoon } = await import('./sqlite.ts');
  const db = await named(`DATA_DIR: cannot keep the database in ${dataDir}`, () => openSqlite(dataDir));
  return createStore({ db, bus: localBus(onError), shared: false, aheadMs: 0, now, writeSoon });
}

async function openOnPostgres(
  databaseUrl: string,
  directUrl: string | undefined,
  now: () => number,
  onError: (error: unknown) => void,
): Promise<Store> {
  const { openPostgres, schemaOf, timeThere } = await import('./postgres.ts');
  const { db, schema, aheadMs } = await named('DATABASE_URL: cannot use this database', async () => {
    const opened = await openPostgres(databaseUrl);
    const ahead = (await timeThere(opened)) - Date.now();
    return { db: opened, schema: await schemaOf(opened), aheadMs: ahead };
  });
  const variable = directUrl === undefined ? 'DATABASE_URL' : 'DATABASE_DIRECT_URL';
  const { openPostgresBus } = await import('./shared/postgres-bus.ts');
  try {
    const bus = await named(`${variable}: cannot listen on this database`, () =>
      openPostgresBus({ db, url: directUrl ?? databaseUrl, schema, now: () => Date.now() + aheadMs, onError }),
    );
    return createStore({ db, bus, shared: true, aheadMs, now });
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** What it throws in one line, with what has to be changed. */
async function named<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`${what}: ${reason(error)}`.replaceAll(/\s+/g, ' '), { cause: error });
  }
}

/** Where a host has several addresses, Node's error has a message for each and none of its own. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join('; ');
  return error instanceof Error ? error.message : String(error);
}
