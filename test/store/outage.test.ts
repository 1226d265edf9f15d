import { sql } from 'kysely';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { guarded, Outage, StoreUnavailable } from '../../src/store/outage.ts';
import { createStore, probeWrite } from '../../src/store/queries.ts';
import { localBus } from '../../src/store/shared/bus.ts';
import { kindOfSqliteError, openSqlite } from '../../src/store/sqlite.ts';
import { startProxy } from '../support/database-proxy.ts';
import { TIME_LIMIT_MS } from '../support/time-limit.ts';
import { NO_POSTGRES, newFolder, newSchema, TEST_DATABASE_URL } from './places.ts';

const AT = new Date(1_700_000_000_000);

const patiently = { timeout: TIME_LIMIT_MS, interval: 20 };

describe('a database that goes away', () => {
  it.runIf(TEST_DATABASE_URL).each(['stall', 'cut'] as const)(
    `on ${'%s'}: who waits is told, and nobody else has to`,
    async (how) => {
      const place = await newSchema(TEST_DATABASE_URL as string);
      onTestFinished(() => place.remove());
      const proxy = await startProxy(place.options.databaseUrl as string);
      const states: string[] = [];
      const store = await openStore({
        ...place.options,
        databaseUrl: proxy.url,
        onState: (state) => states.push(state),
      });
      onTestFinished(() => store.close());
      expect(await store.firstDelivery('slack:T1', 'd1', AT)).toBe(true);
      expect(await store.status()).toMatchObject({ state: 'up' });
      proxy[how]();
      // More at once than there are connections.
      const waiting = Array.from({ length: 30 }, (_, i) =>
        store.firstDelivery('slack:T1', `w${i}`, AT).catch((e) => e),
      );
      for (const outcome of await Promise.all(waiting)) expect(outcome).toBeInstanceOf(StoreUnavailable);
      await vi.waitFor(async () => expect((await store.status()).state).toBe('unreachable'), patiently);
      await expect(store.quizzes.live('slack:T1', 'C1')).rejects.toThrow(StoreUnavailable);
      proxy.heal();
      await vi.waitFor(async () => expect((await store.status()).state).toBe('up'), patiently);
      expect(await store.firstDelivery('slack:T1', 'd1', AT)).toBe(false);
      expect(await store.firstDelivery('slack:T1', 'd2', AT)).toBe(true);
      expect(states).toEqual(['unreachable', 'up']);
    },
  );

  it.skipIf(TEST_DATABASE_URL)(`PostgreSQL (${NO_POSTGRES})`, () => {});

  it('a full SQLite file takes nothing new until there is room, but is read', async () => {
    const place = await newFolder();
    onTestFinished(() => place.remove());
    const db = await openSqlite(place.folder);
    const states: string[] = [];
    const outage = new Outage({
      probe: (write) => (write ? probeWrite(db) : Promise.resolve()),
      kindOf: kindOfSqliteError,
      onState: (state) => states.push(state),
    });
    const store = createStore({
      db,
      bus: localBus(() => {}),
      outage,
      shared: false,
      aheadMs: 0,
      now: () => AT.getTime(),
    });
    onTestFinished(() => store.close());
    const key = await store.saveLine('/grad a*b');
    await sql`pragma max_page_count = 1`.execute(db);
    const large = () => store.saveFile('1,2\n'.repeat(50_000));
    await expect(large()).rejects.toThrow(StoreUnavailable);
    expect(await store.status()).toMatchObject({ state: 'unwritable' });
    expect(await store.line(key)).toBe('/grad a*b');
    await sql`pragma max_page_count = 1000000`.execute(db);
    await vi.waitFor(async () => expect((await store.status()).state).toBe('up'), patiently);
    await large();
    expect(states).toEqual(['unwritable', 'up']);
  });
});

describe('what an error says', () => {
  const unlucky = (error: Error, kind: 'unreachable' | 'unwritable' | undefined) =>
    new Outage({ probe: async () => {}, kindOf: () => kind }).run(() => Promise.reject(error));

  it('of one query, it is handed on; of the whole database, it is none of the query', async () => {
    const error = new Error('duplicate key');
    await expect(unlucky(error, undefined)).rejects.toBe(error);
    await expect(unlucky(error, 'unreachable')).rejects.toThrow(StoreUnavailable);
    await expect(unlucky(error, 'unwritable')).rejects.toThrow(StoreUnavailable);
  });

  it('one lost connection is no outage', async () => {
    const states: string[] = [];
    const probe = vi.fn(async () => {});
    const outage = new Outage({ probe, kindOf: () => 'unreachable', onState: (state) => states.push(state) });
    await expect(outage.run(() => Promise.reject(new Error('reset')))).rejects.toThrow(StoreUnavailable);
    expect(await outage.run(async () => 5)).toBe(5);
    expect(probe).toHaveBeenCalledOnce();
    expect(states).toEqual([]);
  });
});

it('guards methods also of objects within, and hands on what they give', async () => {
  const calls: string[] = [];
  const target = { one: async (n: number) => n + 1, within: { two: async (text: string) => `${text}!` } };
  const guard = guarded(target, (work) => {
    calls.push('work');
    return work();
  });
  expect([await guard.one(1), await guard.within.two('a'), calls.length]).toEqual([2, 'a!', 2]);
});
