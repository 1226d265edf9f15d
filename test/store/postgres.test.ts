import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { openPostgres, timeThere } from '../../src/store/postgres.ts';
import { passAtOnce } from '../support/waits.ts';
import { command, NO_POSTGRES, newSchema, TEST_DATABASE_URL } from './places.ts';

const failure = async (databaseUrl: string): Promise<string> => {
  const error: unknown = await openStore({ databaseUrl, dataDir: 'unused' }).catch((reason: unknown) => reason);
  return error instanceof Error ? error.message : 'no error';
};

describe('a wrong DATABASE_URL', () => {
  it.each([
    ['postgres://u:secret@127.0.0.1:1/x', 'connect ECONNREFUSED 127.0.0.1:1'],
    ['postgres://u:secret@localhost:1/x', 'ECONNREFUSED'],
    ['postgres://u:secret@nowhere.invalid/x', 'nowhere.invalid'],
    ['postgres://u:secret%E0%A4%A@127.0.0.1/x', ''],
  ])('is said in one line without the password: %s', async (url, reason) => {
    const message = await failure(url);
    expect(message).toMatch(/^DATABASE_URL: cannot use this database: .+$/);
    expect(message).toContain(reason);
    expect(message).not.toContain('secret');
  });

  it('does not wait long for a server that says nothing', async () => {
    const server = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const waited = passAtOnce(5000);
    expect(await failure(`postgres://u@127.0.0.1:${port}/x`)).toMatch(/^DATABASE_URL: .*timeout.*$/);
    expect(waited).toContain(5000);
    server.close();
  });
});

describe('a PostgreSQL server', () => {
  it('that has no such database or schema is told in one line', async (context) => {
    if (!TEST_DATABASE_URL) return context.skip(NO_POSTGRES);
    const database = new URL(TEST_DATABASE_URL);
    database.pathname = '/chainrule_no_such_database';
    expect(await failure(database.href)).toMatch(/^DATABASE_URL: .*chainrule_no_such_database.*$/);
    const schema = new URL(TEST_DATABASE_URL);
    schema.searchParams.set('options', '-c search_path=chainrule_no_such_schema');
    expect(await failure(schema.href)).toMatch(/^DATABASE_URL: .*schema.*$/);
  });

  it('gives the processes that share it one clock', async (context) => {
    if (!TEST_DATABASE_URL) return context.skip(NO_POSTGRES);
    const place = await newSchema(TEST_DATABASE_URL);
    const db = await openPostgres(place.options.databaseUrl ?? '');
    const before = await timeThere(db);
    vi.spyOn(Date, 'now').mockReturnValue(before - 3_600_000);
    const store = await openStore(place.options);
    vi.restoreAllMocks();
    // How far this machine is behind, as of a moment between the two looks at the server's clock.
    expect(store.aheadMs).toBeGreaterThanOrEqual(3_600_000);
    expect(store.aheadMs).toBeLessThanOrEqual(3_600_000 + (await timeThere(db)) - before);
    await store.close();
    await db.destroy();
    await place.remove();
  });

  it('may drop connections: the process lives, and the next call is answered', async (context) => {
    if (!TEST_DATABASE_URL) return context.skip(NO_POSTGRES);
    const place = await newSchema(TEST_DATABASE_URL);
    const store = await openStore(place.options);
    const keys = await Promise.all(['a', 'b', 'c'].map((line) => store.saveLine(line)));
    const kill = 'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1';
    await command(TEST_DATABASE_URL, kill, [place.schema]);
    await expect.poll(() => store.line(keys[0] ?? '').catch(() => 'lost')).toBe('a');
    await store.close();
    await place.remove();
  });

  it('may drop a connection in the middle of a transaction: that one fails, and the process lives', async (context) => {
    if (!TEST_DATABASE_URL) return context.skip(NO_POSTGRES);
    const place = await newSchema(TEST_DATABASE_URL);
    const db = await openPostgres(place.options.databaseUrl ?? '');
    const transaction = db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db);
      // The news has come while nothing is asked.
      const alive = sql`select from pg_stat_activity where pid = ${rows[0]?.pid}`;
      await expect.poll(async () => (await alive.execute(db)).rows).toEqual([]);
      await sql`select 1`.execute(tx);
    });
    await expect(transaction).rejects.toThrow(/connection|ECONNRESET/i);
    expect((await sql`select 2 as two`.execute(db)).rows).toEqual([{ two: 2 }]);
    await db.destroy();
    await place.remove();
  });
});
