import { Outage, type OutageOptions } from './outage.ts';
import { createStore, probeWrite } from './queries.ts';
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
  /** Is told when the database cannot be reached, takes nothing new, and does again. */
  readonly onState?: OutageOptions['onState'];
}

/**
 * Opens the store, with its tables up to date.
 *
 * @throws Error of one line that names the variable that is to be changed
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, dataDir, now = () => Date.now(), onError = () => {}, onState } = options;
  // Only the driver of this database is loaded.
  if (databaseUrl) return openOnPostgres(databaseUrl, options, now, onError);
  const { kindOfSqliteError, openSqlite, writeSoon } = await import('./sqlite.ts');
  const db = await named(`DATA_DIR: cannot keep the database in ${dataDir}`, () => openSqlite(dataDir));
  const probe = async (write: boolean): Promise<void> => {
    if (write) await probeWrite(db);
  };
  const outage = new Outage({ probe, kindOf: kindOfSqliteError, onState });
  return createStore({ db, bus: localBus(onError), outage, shared: false, aheadMs: 0, now, writeSoon });
}

async function openOnPostgres(
  databaseUrl: string,
  { directUrl, onState }: StoreOptions,
  now: () => number,
  onError: (error: unknown) => void,
): Promise<Store> {
  const { connectPostgres, isSilence, kindOfPostgresError, schemaOf, timeThere } = await import('./postgres.ts');
  const opened = await named('DATABASE_URL: cannot use this database', async () => {
    const connected = await connectPostgres(databaseUrl);
    const ahead = (await timeThere(connected.db)) - Date.now();
    return { ...connected, schema: await schemaOf(connected.db), aheadMs: ahead };
  });
  const { db, urgentDb, closingDb, schema, aheadMs, close: end } = opened;
  const variable = directUrl === undefined ? 'DATABASE_URL' : 'DATABASE_DIRECT_URL';
  const { openPostgresBus } = await import('./shared/postgres-bus.ts');
  try {
    const probe = (write: boolean): Promise<void> => (write ? probeWrite(db) : opened.probe());
    const outage = new Outage({ probe, kindOf: kindOfPostgresError, isSilence, cut: opened.cut, onState });
    const reached = (): Promise<void> => outage.reached();
    const url = directUrl ?? databaseUrl;
    const bus = await named(`${variable}: cannot listen on this database`, () =>
      openPostgresBus({ db, url, schema, now: () => Date.now() + aheadMs, reached, onError }),
    );
    return createStore({ db, urgentDb, closingDb, bus, outage, shared: true, aheadMs, now, end });
  } catch (error) {
    await end();
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
