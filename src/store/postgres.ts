import type { Socket } from 'node:net';
import { Kysely, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import { DatabaseError, Pool, type PoolClient, TypeOverrides, types } from 'pg';
import { OwnSchemaDialect } from './own-schema.ts';
import { migrate, type Tables } from './schema.ts';

const CONNECT_MS = 5_000;
/** No query of ours takes nearly as long; the server ends it by itself as well. */
const QUERY_MS = 20_000;
const PROBE_MS = 1_000;
const URGENT_CONNECTIONS = 3;

interface OpenPostgres {
  readonly db: Kysely<Tables>;
  /** The same database by connections of its own, for what must not wait behind other queries. */
  readonly urgentDb: Kysely<Tables>;
  /** The same by one connection that is always there, so that a statement leaves at once where one follows the other. */
  readonly closingDb: Kysely<Tables>;
  /** Asks whether the server is there, by a connection of its own: the others may all be busy. */
  probe(): Promise<void>;
  /** Ends all connections at once; there will be others. */
  cut(): void;
  close(): Promise<void>;
}

/** Opens a PostgreSQL database, with its tables in the first schema of the connection's search path. */
export const openPostgres = async (databaseUrl: string): Promise<Kysely<Tables>> =>
  (await connectPostgres(databaseUrl)).db;

/** The same, with what is needed where the database goes away. */
export async function connectPostgres(databaseUrl: string): Promise<OpenPostgres> {
  // By default int8 comes as a string; SQLite gives a number.
  const numbers = new TypeOverrides();
  numbers.setTypeParser(types.builtins.INT8, Number);
  const common = { connectionString: databaseUrl, types: numbers, keepAlive: true };
  const patient = { ...common, connectionTimeoutMillis: CONNECT_MS, query_timeout: QUERY_MS };
  const pools = [
    new Pool(patient),
    new Pool({ ...patient, max: URGENT_CONNECTIONS }),
    new Pool({ ...patient, max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true }),
  ].map(quiet);
  const asking = quiet(
    // Kept open: on a busy machine a new connection takes longer than an answer.
    new Pool({
      ...common,
      max: 1,
      connectionTimeoutMillis: PROBE_MS,
      query_timeout: PROBE_MS,
      idleTimeoutMillis: 0,
      allowExitOnIdle: true,
    }),
  );
  const clients = new Set<PoolClient>();
  const [db, urgentDb, closingDb] = pools.map((pool) => {
    pool.on('connect', (client) => void clients.add(client));
    pool.on('remove', (client) => void clients.delete(client));
    return new Kysely<Tables>({ dialect: new OwnSchemaDialect({ pool: forgetful(pool) }) });
  }) as [Kysely<Tables>, Kysely<Tables>, Kysely<Tables>];
  const close = async (): Promise<void> => {
    await Promise.allSettled([db.destroy(), urgentDb.destroy(), closingDb.destroy(), asking.end()]);
  };
  try {
    await migrate(db, await schemaOf(db));
    await asking.query('select 1').catch(() => {});
  } catch (error) {
    await close();
    throw error;
  }
  return {
    db,
    urgentDb,
    closingDb,
    async probe() {
      await asking.query('select 1');
    },
    cut() {
      for (const client of clients)
        (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
    },
    close,
  };
}

/** Without errors of connections that nobody waits for: unheard, they would end the process. */
function quiet(pool: Pool): Pool {
  // A connection that is lost while idle has left the pool already.
  pool.on('error', () => {});
  // And of one lost between two statements of a transaction the next one tells.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** A pool whose connections are not used again once an answer did not come in time: the next would wait behind it. */
const forgetful = (pool: Pool): PostgresPool => ({
  options: pool.options,
  async connect() {
    const client = await pool.connect();
    let late: Error | undefined;
    const query = async (text: string, values: unknown[]): Promise<unknown> => {
      if (late) throw late;
      try {
        return await client.query(text, values);
      } catch (error) {
        if (error instanceof Error && error.message === READ_TIMEOUT) late = error;
        throw error;
      }
    };
    return { query, release: () => client.release(late) } as unknown as PostgresPoolClient;
  },
  end: () => pool.end(),
});

const READ_TIMEOUT = 'Query read timeout';
const CONNECT_TIMEOUT = /^timeout exceeded when trying to connect/;

/** Does an error say that nothing was heard in time? */
export const isSilence = (error: unknown): boolean =>
  error instanceof Error && (error.message === READ_TIMEOUT || CONNECT_TIMEOUT.test(error.message));

/** SQLSTATEs: a full disk, a transaction that may only read. */
const UNWRITABLE = ['53100', '25006'];
/** Classes of SQLSTATEs that say that the connection, or the server, is of no use now. */
const UNREACHABLE = /^(?:08|53|57P|58)/;

/** What an error says about the whole database. */
export function kindOfPostgresError(error: unknown): 'unreachable' | 'unwritable' | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof DatabaseError) {
    if (UNWRITABLE.includes(error.code ?? '')) return 'unwritable';
    return UNREACHABLE.test(error.code ?? '') ? 'unreachable' : undefined;
  }
  const { code } = error as NodeJS.ErrnoException;
  const lost = /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/;
  return code !== undefined || error.message === READ_TIMEOUT || lost.test(error.message) ? 'unreachable' : undefined;
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
