import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { isFileOrFree, makeFolder } from '../make-folder.ts';
import { migrate, type Tables } from './schema.ts';

/** How long to wait for another process that writes. */
const BUSY_MS = 5_000;
const RETRY_MS = 10;
/** Kysely makes the same few again and again; lists of values make others. */
const MOST_STATEMENTS = 500;
/** What `PRAGMA synchronous` reads as when it is FULL. */
const FULL = 2;

/** Opens `chainrule.db` in a folder, which is made if it is missing. */
export async function openSqlite(dataDir: string): Promise<Kysely<Tables>> {
  makeFolder(dataDir);
  const path = resolve(dataDir, 'chainrule.db');
  if (!isFileOrFree(path)) throw new Error(`${path} is not a file`);
  const file = new Database(path, { timeout: 0 });
  try {
    await whenFree(() => makeDurable(file));
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: withKnownStatements(file) }) });
    await migrateAlone(file, db);
    // Where nothing was to be changed, nothing has been written yet: a full disk would be noticed by the first person.
    await whenFree(() => file.pragma(`user_version = ${file.pragma('user_version', { simple: true })}`));
    file.pragma(`busy_timeout = ${BUSY_MS}`);
    return db;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Codes of SQLite that say that the file takes nothing new, or is none any more. */
const UNWRITABLE = /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB)/;

/** What an error says about the whole database. */
export const kindOfSqliteError = (error: unknown): 'unwritable' | undefined =>
  error instanceof Database.SqliteError && UNWRITABLE.test(error.code) ? 'unwritable' : undefined;

/** Prepares each statement once. A pragma may take effect when it is prepared, so that it has to be each time. */
function withKnownStatements(file: Database.Database): SqliteDatabase {
  const known = new LRUCache<string, SqliteStatement>({ max: MOST_STATEMENTS });
  return {
    prepare(source) {
      const statement = known.get(source) ?? (file.prepare(source) as SqliteStatement);
      if (!source.startsWith('pragma')) known.set(source, statement);
      return statement;
    },
    close: () => void file.close(),
  };
}

/** A file remembers WAL, but no connection remembers FULL: better-sqlite3 begins at NORMAL, which loses writes. */
function makeDurable(file: Database.Database): void {
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  const journal = file.pragma('journal_mode', { simple: true });
  const synchronous = file.pragma('synchronous', { simple: true });
  if (journal !== 'wal' || synchronous !== FULL) {
    throw new Error(`SQLite cannot write safely there (journal ${journal}, synchronous ${synchronous})`);
  }
}

/**
 * Writes something without waiting for the disk, which would hold up everything else for some milliseconds. A power cut may
 * undo it, but never what is written after it: that waits for both.
 */
export const writeSoon = <T>(db: Kysely<Tables>, write: (db: Kysely<Tables>) => Promise<T>): Promise<T> =>
  db.connection().execute(async (one) => {
    await sql`pragma synchronous = normal`.execute(one);
    try {
      return await write(one);
    } finally {
      await sql`pragma synchronous = full`.execute(one);
    }
  });

/** All or nothing, and one process at a time; Kysely's migrator has no lock for SQLite. */
async function migrateAlone(file: Database.Database, db: Kysely<Tables>): Promise<void> {
  await whenFree(() => file.exec('begin immediate'));
  try {
    await migrate(db);
    file.exec('commit');
  } catch (error) {
    if (file.inTransaction) file.exec('rollback');
    throw error;
  }
}

/** SQLite's own waiting would block the event loop, and so the holder of the lock if that is in this process. */
async function whenFree(work: () => void): Promise<void> {
  const deadline = performance.now() + BUSY_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || performance.now() > deadline) throw error;
    }
    await setTimeout(RETRY_MS);
  }
}
