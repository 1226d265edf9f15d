import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { NO_POSTGRES, newFolder, newSchema, type Place, TEST_DATABASE_URL } from './places.ts';

const NOON = new Date('2025-06-01T12:00:00Z');
const HOUR_MS = 3_600_000;
const later = (hours: number): Date => new Date(NOON.getTime() + hours * HOUR_MS);

const kinds: readonly { name: string; without?: string | false; newPlace: () => Promise<Place> }[] = [
  { name: 'SQLite', newPlace: newFolder },
  {
    name: 'PostgreSQL',
    without: !TEST_DATABASE_URL && NO_POSTGRES,
    newPlace: () => newSchema(TEST_DATABASE_URL ?? ''),
  },
];

describe.each(kinds)('the store in $name', ({ without, newPlace }) => {
  let place: Place;
  let store: Store;
  let tenant: string;

  beforeAll(async () => {
    if (without) return;
    place = await newPlace();
    store = await openStore(place.options);
  });
  // One store for all, as opening one is slow: what tests leave behind is under different tenants.
  beforeEach((context) => {
    if (without) context.skip(without);
    tenant = `discord:${context.task.id}`;
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  const texts = {
    'a command': '/grad a*b+c --detail full',
    nothing: '',
    'other alphabets': 'Kettenregel für ∂L/∂w: 連鎖律 👩🏽‍🏫 e\u0301 é \u202e',
    'a byte order mark and line ends': '\ufeffx,y\r\n1,2\n\r',
    'a NUL character': 'a\0b',
    SQL: `'; drop table line; -- " \\' $1 ? %s \${x} {{x}} E'\\x00'`,
    'the most that fits': '9.5,é\n'.repeat(1_000_000).slice(0, 1_000_000),
  };

  describe.each([
    { kind: 'line', save: (text: string) => store.saveLine(text), read: (key: string) => store.line(key) },
    { kind: 'file', save: (text: string) => store.saveFile(text), read: (key: string) => store.file(key) },
  ])('a $kind', ({ kind, save, read }) => {
    it.each(Object.entries(texts))('comes back as it was: %s', async (_, text) => {
      expect(await read(await save(text))).toBe(text);
    });

    it('has one key, however often it is saved', async () => {
      const keys = await Promise.all(Array.from({ length: 20 }, () => save('again')));
      expect(new Set([...keys, await save('again')]).size).toBe(1);
    });

    it('has a short key that a platform takes anywhere, and a file is known by it', async () => {
      expect(await save('short')).toMatch(kind === 'file' ? /^csv-[\w-]{16}$/ : /^[\w-]{16}$/);
    });

    it('has a key of its own', async () => {
      const keys = await Promise.all(['a', 'b', 'A', 'a ', 'a\n', ''].map(save));
      expect(new Set(keys).size).toBe(keys.length);
    });

    it('is not found under another key', async () => {
      const key = await save('found');
      const wrong = ['', 'x', key.slice(0, -1), `${key}x`, `${key}\n`, ` ${key}`, `${key}\0`, '%', "' or ''='"];
      expect(await Promise.all(wrong.map(read))).toEqual(wrong.map(() => undefined));
      expect(await read(kind === 'file' ? 'csv-aaaaaaaaaaaaaaaa' : 'aaaaaaaaaaaaaaaa')).toBeUndefined();
    });
  });

  it('forgets lines and files that nobody used for a while, and no others', async () => {
    const fresh = await newPlace();
    let now = NOON;
    const own = await openStore({ ...fresh.options, now: () => now.getTime() });
    const read = async (keys: readonly string[]) => [await own.line(keys[0] ?? ''), await own.file(keys[1] ?? '')];
    const save = async (text: string) => [await own.saveLine(text), await own.saveFile(text)];
    const [unused, shown, pressed] = [await save('unused'), await save('shown'), await save('pressed')];
    now = later(48);
    await save('shown');
    await read(pressed);
    await own.forgetSaved(later(47));
    expect([await read(unused), await read(shown), await read(pressed)]).toEqual([
      [undefined, undefined],
      ['shown', 'shown'],
      ['pressed', 'pressed'],
    ]);
    await own.close();
    await fresh.remove();
  });

  it('does not take lines for files', async () => {
    const [line, file] = [await store.saveLine('a line'), await store.saveFile('a file')];
    expect([await store.file(line), await store.file(`csv-${line}`)]).toEqual([undefined, undefined]);
    expect([await store.line(file), await store.line(file.slice(4))]).toEqual([undefined, undefined]);
  });

  it('refuses a file over 1 MB', async () => {
    await expect(store.saveFile('x'.repeat(1_000_001))).rejects.toThrow('A file is at most 1 MB');
  });

  it('knows a delivery that comes again', async () => {
    expect(await store.firstDelivery(tenant, '42', NOON)).toBe(true);
    expect(await store.firstDelivery(tenant, '42', NOON)).toBe(false);
    expect(await store.firstDelivery(tenant, '42', later(1))).toBe(false);
    expect(await store.firstDelivery(tenant, '43', NOON)).toBe(true);
  });

  it('keeps tenants apart', async () => {
    const deliveries = [
      ['discord:1', '42'],
      ['discord:2', '42'],
      ['slack:1', '42'],
      ['discord:14', '2'],
      ['discord:1', ' 42'],
      ['discord:', '142'],
      ["'; drop table delivery; --", '"42"'],
      ["'; drop table delivery; --", "'42'"],
    ] as const;
    for (const first of [true, false]) {
      for (const [tenant, id] of deliveries) expect(await store.firstDelivery(tenant, id, NOON)).toBe(first);
    }
  });

  it('lets one of fifty at the same time be the first', async () => {
    const firsts = await Promise.all(Array.from({ length: 50 }, () => store.firstDelivery(tenant, 'same', NOON)));
    expect(firsts.filter(Boolean)).toHaveLength(1);
  });

  it('forgets deliveries from before a time, and no others', async () => {
    for (const hour of [0, 1, 2]) await store.firstDelivery(tenant, String(hour), later(hour));
    await store.forgetDeliveries(later(1));
    expect(await store.firstDelivery(tenant, '1', later(3))).toBe(false);
    expect(await store.firstDelivery(tenant, '2', later(3))).toBe(false);
    expect(await store.firstDelivery(tenant, '0', later(3))).toBe(true);
  });

  it('counts a delivery seen again from the first time', async () => {
    await store.firstDelivery(tenant, '42', NOON);
    await store.firstDelivery(tenant, '42', later(20));
    await store.forgetDeliveries(later(1));
    expect(await store.firstDelivery(tenant, '42', later(25))).toBe(true);
  });

  it('keeps times as numbers of milliseconds', async () => {
    await store.firstDelivery(tenant, '42', new Date('9999-12-31T23:59:59.999Z'));
    const { databaseUrl, dataDir } = place.options;
    const db = await (databaseUrl ? openPostgres(databaseUrl) : openSqlite(dataDir));
    const rows = await db.selectFrom('delivery').where('tenant', '=', tenant).selectAll().execute();
    await db.destroy();
    expect(rows).toEqual([{ tenant, id: '42', noted_at: 253_402_300_799_999, open_by: null, open: null }]);
  });

  it('keeps everything when it is opened again', async () => {
    const [line, file] = [await store.saveLine('/grad a*b'), await store.saveFile('1,2\n')];
    await store.firstDelivery(tenant, '42', NOON);
    await store.close();
    store = await openStore(place.options);
    expect([await store.line(line), await store.file(file)]).toEqual(['/grad a*b', '1,2\n']);
    expect(await store.firstDelivery(tenant, '42', NOON)).toBe(false);
  });

  it('can be opened several times at once, the first time too', async () => {
    const fresh = await newPlace();
    try {
      const stores = await Promise.all(Array.from({ length: 5 }, () => openStore(fresh.options)));
      const firsts = await Promise.all(stores.map((each) => each.firstDelivery('slack:T', 'same', NOON)));
      expect(firsts.filter(Boolean)).toHaveLength(1);
      const key = await stores[0]?.saveLine('seen by all');
      expect(await stores[4]?.line(key ?? '')).toBe('seen by all');
      await Promise.all(stores.map((each) => each.close()));
    } finally {
      await fresh.remove();
    }
  });

  it('can be closed twice, and does not answer afterwards', async () => {
    const other = await openStore(place.options);
    await other.close();
    await other.close();
    await expect(other.saveLine('too late')).rejects.toThrow();
  });
});
