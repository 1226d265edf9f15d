import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, TypeOverrides, types } from 'pg';
import { migrate, type Tables } from './schema.ts';

const CONNECT_MS = 5_000;

/** Opens a PostgreSQL database. The tables are in the first schema of the connection's search path. */
export async function openPostgres(databaseUrl: string): Promise<Kysely<Tables>> {
  // By default int8 comes as a string; SQLite gives a number.
  const numbers = new TypeOverrides();
  numbers.setTypeParser(types.builtins.INT8, Number);
  const pool = new Pool({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS, types: numbers });
  // A connection that is lost while idle has left the pool already; unheard, the event would end the process.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(db);
    await migrate(db, rows[0]?.schema ?? undefined);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
