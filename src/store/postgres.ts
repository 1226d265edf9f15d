import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, TypeOverrides, types } from 'pg';
import { migrate, type Tables } from './schema.ts';

const CONNECT_MS = 5_000;

/** Opens a PostgreSQL database, with its tables in the first schema of the connection's search path. */
export async function openPostgres(databaseUrl: string): Promise<Kysely<Tables>> {
  // By default int8 comes as a string; SQLite gives a number.
  const numbers = new TypeOverrides();
  numbers.setTypeParser(types.builtins.INT8, Number);
  const pool = new Pool({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS, types: numbers });
  // A connection that is lost while idle has left the pool already; unheard, the event would end the process.
  pool.on('error', () => {});
  // So would that of one lost between two statements of a transaction, of which the next one tells.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, await schemaOf(db));
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** The schema in which the tables are. */
export async function schemaOf(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(db);
  const [{ schema = null } = {}] = rows;
  if (schema === null) throw new Error('no schema of its search path is there');
  return schema;
}

/** The server's time, in ms since 1970. */
export async function timeThere(db: Kysely<Tables>): Promise<number> {
  const time = sql<{ now: number }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`;
  const { rows } = await time.execute(db);
  return rows[0]?.now ?? Date.now();
}
