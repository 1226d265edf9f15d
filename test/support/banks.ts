import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { createBankStore } from '../../src/store/bank-queries.ts';
import type { BankStore } from '../../src/store/bank-store.ts';
import { migrate, type Tables } from '../../src/store/schema.ts';

/** Banks that nobody opens before they are asked for something, and that are gone with the test. */
export function memoryBank(): BankStore {
  let opened: Promise<BankStore> | undefined;
  const open = async (): Promise<BankStore> => {
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: new Database(':memory:') }) });
    await migrate(db);
    return createBankStore(db);
  };
  const method =
    (name: string) =>
    async (...args: never[]) => {
      opened ??= open();
      return ((await opened)[name as keyof BankStore] as (...rest: never[]) => unknown)(...args);
    };
  return new Proxy({}, { get: (_, name) => method(String(name)) }) as BankStore;
}
