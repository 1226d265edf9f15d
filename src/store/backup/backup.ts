import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { openStore, type StoreOptions } from '../open.ts';
import type { Environment } from './postgres.ts';

/** How files of the two kinds begin. */
const SQLITE = 'SQLite format 3\0';
const POSTGRES = 'PGDMP';

interface Place extends Pick<StoreOptions, 'databaseUrl' | 'dataDir'> {
  /** For PostgreSQL's programs. */
  readonly environment: Environment;
}

/**
 * Copies everything that is kept into a file, while the program goes on.
 *
 * @throws Error of one line, also where the file is there already
 */
export async function backup({ databaseUrl, dataDir, environment }: Place, file: string): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} is there already: name a new file`);
  await inOneLine(async () => {
    if (databaseUrl) await (await import('./postgres.ts')).backupPostgres(databaseUrl, file, environment);
    else (await import('./sqlite.ts')).backupSqlite(dataDir, file);
  }, 'no backup was made');
}

/**
 * Puts a backup into a new place, and brings its tables up to date.
 *
 * @throws Error of one line, also where something is kept there already
 */
export async function restore(file: string, place: Place): Promise<void> {
  const { databaseUrl, dataDir, environment } = place;
  const kind = await kindOf(file);
  if (kind === undefined) throw new Error(`${file} is no backup of Chainrule`);
  if (kind === 'postgres' && !databaseUrl) throw new Error(`DATABASE_URL: ${file} is of PostgreSQL, so it must be set`);
  if (kind === 'sqlite' && databaseUrl) throw new Error(`DATABASE_URL: ${file} is of SQLite, so it must not be set`);
  await inOneLine(async () => {
    if (databaseUrl) await (await import('./postgres.ts')).restorePostgres(file, databaseUrl, environment);
    else (await import('./sqlite.ts')).restoreSqlite(file, dataDir);
    await (await openStore(place)).close();
  }, 'nothing was restored');
}

async function kindOf(file: string): Promise<'sqlite' | 'postgres' | undefined> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SQLITE.length));
    const head = buffer.toString('latin1', 0, bytesRead);
    return head === SQLITE ? 'sqlite' : head.startsWith(POSTGRES) ? 'postgres' : undefined;
  } finally {
    await handle.close();
  }
}

async function inOneLine(work: () => Promise<void>, otherwise: string): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${otherwise}: ${reason.replaceAll(/\s+/g, ' ')}`, { cause: error });
  }
}
