import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { createBankStore } from '../../src/store/bank-queries.ts';
import type { BankStore } from '../../src/store/bank-store.ts';
import { migrate, type Tables } from '../../src/store/schema.ts';

/** An empty database with its tables. To make them takes longer than many tests. */
let tables: Promise<Buffer> | undefined;

async function makeTables(): Promise<Buffer> {
  const database = new Database(':memory:');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  await migrate(db);
  const made = database.serialize();
  await db.destroy();
  return made;
}

/** Banks that nobody opens before they are asked for something, and that are gone with the test. */
export function memoryBank(): BankStore {
  let opened: Promise<BankStore> | undefined;
  const open = async (): Promise<BankStore> => {
    tables ??= makeTables();
    return createBankStore(
      new Kysely<Tables>({ dialect: new SqliteDialect({ database: new Database(await tables) }) }),
    );
  };
  const method =
    (name: string) =>
    async (...args: never[]) => {
      opened ??= open();
      return ((await opened)[name as keyof BankStore] as (...rest: never[]) => unknown)(...args);
    };
  return new Proxy({}, { get: (_, name) => method(String(name)) }) as BankStore;
}
