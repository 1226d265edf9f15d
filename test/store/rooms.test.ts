import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { NO_POSTGRES, newFolder, newSchema, type Place, TEST_DATABASE_URL } from './places.ts';

const kinds: readonly { name: string; without?: string | false; newPlace: () => Promise<Place> }[] = [
  { name: 'SQLite', newPlace: newFolder },
  {
    name: 'PostgreSQL',
    without: !TEST_DATABASE_URL && NO_POSTGRES,
    newPlace: () => newSchema(TEST_DATABASE_URL ?? ''),
  },
];

describe.each(kinds)('rooms in $name', ({ without, newPlace }) => {
  let place: Place;
  let store: Store;

  beforeAll(async () => {
    if (without) return;
    place = await newPlace();
    store = await openStore(place.options);
  });
  beforeEach((context) => {
    if (without) context.skip(without);
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  const member = (code: string, user: string, name: string) => ({ code, user, name, folded: name, now: 1 });

  it('have a code once, and a name once in each, however many come at the same time', async () => {
    const { rooms } = store;
    const opened = await Promise.all(
      ['a', 'b', 'c'].map((owner) => rooms.open({ code: 'KWST', owner, openedAt: 1, usedAt: 1 })),
    );
    expect(opened.filter(Boolean)).toHaveLength(1);
    const entered = await Promise.all(['a', 'b', 'c', 'd'].map((user) => rooms.enter(member('KWST', user, 'ana'))));
    expect(entered.filter(Boolean)).toHaveLength(1);
    expect(await rooms.enter(member('BCDF', 'z', 'ana'))).toBe(true);
    expect(await rooms.foldedNames('KWST')).toEqual(['ana']);
  });

  it('a word adds one device, once and before it is too late', async () => {
    const { rooms } = store;
    await rooms.saveWord({ word: 'w', user: 'ana', name: 'Ana', until: 100 });
    expect(await rooms.addDevice('w', 'late', 100)).toBeUndefined();
    const added = await Promise.all(['d1', 'd2', 'd3'].map((device) => rooms.addDevice('w', device, 99)));
    expect(added.filter(Boolean)).toEqual([{ user: 'ana', name: 'Ana' }]);
    const owners = await Promise.all(['d1', 'd2', 'd3'].map((device) => rooms.ownerOf(device)));
    expect(owners.filter(Boolean)).toEqual(['ana']);
    await rooms.forgetPerson('ana');
    expect(await Promise.all(['d1', 'd2', 'd3'].map((device) => rooms.ownerOf(device)))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are forgotten with their names when nobody has used them for long', async () => {
    const { rooms } = store;
    await rooms.open({ code: 'GHJK', owner: 'a', openedAt: 10, usedAt: 10 });
    await rooms.enter(member('GHJK', 'a', 'ms lima'));
    await rooms.use('GHJK', 50);
    await rooms.forgetRooms(50, 0);
    expect(await rooms.room('GHJK')).toMatchObject({ owner: 'a', usedAt: 50 });
    await rooms.forgetRooms(51, 0);
    expect([await rooms.room('GHJK'), await rooms.nameIn('GHJK', 'a')]).toEqual([undefined, undefined]);
  });
});
