import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { openStore, type StoreOptions } from '../../../src/store/open.ts';
import { StoreUnavailable } from '../../../src/store/outage.ts';
import type { Store } from '../../../src/store/store.ts';
import { startProxy } from '../../support/database-proxy.ts';
import { command, NO_POSTGRES, newSchema, TEST_DATABASE_URL } from '../places.ts';
import { startPooler } from './pooler.ts';

const KILL_LISTENING = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = $1 and query like 'listen%'`;
const SLOW = { timeout: 20_000 };

let options: StoreOptions & { readonly databaseUrl: string };
let schema: string;

beforeEach(async (context) => {
  if (!TEST_DATABASE_URL) return context.skip(NO_POSTGRES);
  const place = await newSchema(TEST_DATABASE_URL);
  schema = place.schema;
  options = { ...place.options, databaseUrl: place.options.databaseUrl ?? '' };
  return place.remove;
});

const errors: string[] = [];
const open = async (more: Partial<StoreOptions> = {}): Promise<Store> => {
  errors.length = 0;
  const onError = (error: unknown): void => void errors.push(String(error));
  const store = await openStore({ ...options, onError, ...more });
  onTestFinished(() => store.close());
  return store;
};

const heardBy = ({ bus }: Store): string[] => {
  const heard: string[] = [];
  bus.subscribe('topic', (payload) => void heard.push(payload));
  return heard;
};

it('misses nothing while its connection is lost, and says that it is back', async () => {
  const [speaker, listener] = [await open(), await open()];
  const heard = heardBy(listener);
  let back = 0;
  listener.bus.onReconnect(() => void back++);
  await speaker.bus.publish('topic', '1');
  for (const text of ['2', '3']) {
    await command(options.databaseUrl, KILL_LISTENING, [schema]);
    await speaker.bus.publish('topic', text);
    await speaker.bus.publish('topic', text.padEnd(9_000));
    await expect.poll(() => back, SLOW).toBe(Number(text) - 1);
  }
  await speaker.bus.publish('topic', 'end');
  await expect.poll(() => heard.map((text) => text.trim()), SLOW).toEqual(['1', '2', '2', '3', '3', 'end']);
});

it('is back only where the store can be read again', async () => {
  const proxy = await startProxy(options.databaseUrl);
  const store = await open({ databaseUrl: proxy.url, directUrl: options.databaseUrl });
  const read: Promise<unknown>[] = [];
  store.bus.onReconnect(() => void read.push(store.quizzes.allLive(['web'])));
  proxy.cut();
  await expect(store.quizzes.allLive(['web'])).rejects.toThrow(StoreUnavailable);
  await expect.poll(async () => (await store.status()).state, SLOW).toBe('unreachable');
  await command(options.databaseUrl, KILL_LISTENING, [schema]);
  proxy.heal();
  await expect.poll(() => read, SLOW).toHaveLength(1);
  expect(await read[0]).toEqual([]);
});

it('goes behind a pooler that lets no notification through, and says what to set', async () => {
  const pooler = await startPooler(options.databaseUrl);
  onTestFinished(() => pooler.close());
  pooler.notifications = false;
  const databaseUrl = pooler.through(options.databaseUrl);
  const [one, other] = [await open({ databaseUrl }), await open({ databaseUrl })];
  const direct = await open({ databaseUrl, directUrl: options.databaseUrl });
  const heard = [one, other, direct].map(heardBy);
  await one.bus.publish('topic', '1');
  await direct.bus.publish('topic', '2');
  await other.bus.publish('topic', '3'.padEnd(9_000));
  for (const texts of heard)
    await expect.poll(() => texts.map((text) => text.trim()).toSorted(), SLOW).toEqual(['1', '2', '3']);
  await expect.poll(() => errors, SLOW).toContainEqual(expect.stringContaining('set DATABASE_DIRECT_URL'));
});

it('hears nothing of before it listened', async () => {
  const early = await open();
  await early.bus.publish('topic', 'early');
  const late = await open();
  const heard = heardBy(late);
  await early.bus.publish('topic', 'late');
  await expect.poll(() => heard).toEqual(['late']);
});

it('hears nothing of another schema', async () => {
  const other = await newSchema(options.databaseUrl);
  const [here, there] = [await open(), await open(other.options)];
  onTestFinished(() => other.remove());
  const heard = heardBy(here);
  await there.bus.publish('topic', 'there');
  await here.bus.publish('topic', 'here');
  await expect.poll(() => heard).toEqual(['here']);
});

it('says where it could not tell the others, and tells its own process all the same', async () => {
  const pooler = await startPooler(options.databaseUrl);
  onTestFinished(() => pooler.close());
  const store = await open({ databaseUrl: pooler.through(options.databaseUrl) });
  const heard = heardBy(store);
  pooler.close();
  expect(await store.bus.publish('topic', 'alone')).toBe(false);
  expect(heard).toEqual(['alone']);
});

it('does not start with an address at which nobody is', async () => {
  const error: unknown = await open({ directUrl: 'postgres://u:secret@127.0.0.1:1/x' }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({
    message: 'DATABASE_DIRECT_URL: cannot listen on this database: connect ECONNREFUSED 127.0.0.1:1',
  });
});
