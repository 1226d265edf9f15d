import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { STORES } from '../kinds.ts';

const NOON = new Date('2026-06-01T12:00:00Z');

describe.each(STORES)('open answers in $name', ({ name, without, open }) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let again: Store;
  let platform: string;
  let tenant: string;

  beforeAll(async () => {
    if (without) return;
    opened = await open();
    store = opened.store;
    again = await opened.again();
  });
  beforeEach((context) => {
    if (without) context.skip(without);
    platform = `p${context.task.id.replaceAll(/\W/g, '')}`;
    tenant = `${platform}:1`;
  });
  afterAll(() => opened?.close());

  const begin = (id: string, owner: string, content = 'secret', of = store): Promise<boolean> =>
    of.answers.open({ tenant, id, now: NOON, owner, content });
  const taken = async (owner: string, of = store, platforms = [platform]): Promise<string[]> =>
    (await of.answers.takeOver(owner, platforms, 100)).map(({ id, content }) => `${id}:${content}`).toSorted();

  it('are one to a delivery, also of those that come together', async () => {
    const firsts = await Promise.all(
      Array.from({ length: 40 }, (_, index) => begin('same', 'a', 'x', index % 2 ? store : again)),
    );
    expect(firsts.filter(Boolean)).toHaveLength(1);
    expect(await store.firstDelivery(tenant, 'same', NOON)).toBe(false);
    expect(await store.firstDelivery(tenant, 'other', NOON)).toBe(true);
    expect(await begin('other', 'a')).toBe(false);
  });

  it('are one to a delivery of each tenant and id, though they look alike', async () => {
    const [first, second] = [
      { tenant: `${platform}:1`, id: '2,3' },
      { tenant: `${platform}:1,2`, id: '3' },
    ];
    const both = [first, second].map((each) => store.answers.open({ ...each, now: NOON, owner: 'a', content: '' }));
    expect(await Promise.all(both)).toEqual([true, true]);
  });

  it('are owed no more where another process has given an answer', async () => {
    for (const id of ['1', '2', '3']) await begin(id, 'dead', 'x');
    await Promise.all(['1', '3', 'unknown'].map((id) => again.answers.settle({ tenant, id })));
    expect(await taken('b')).toEqual(['2:x']);
    expect(await store.answers.close({ tenant, id: '1' }, 'dead')).toBe(false);
    expect(await begin('1', 'b')).toBe(false);
  });

  it('are taken over from a process that is no more, by one of many, as they were', async () => {
    const content = JSON.stringify({ address: 'ä\0"\\ 👩🏽‍🏫', line: '/grad a*b' });
    for (const id of ['1', '2', '3']) await begin(id, 'dead', content);
    const takers = await Promise.all(
      ['b', 'b', 'b', 'b'].map((owner, index) => taken(owner, index % 2 ? store : again)),
    );
    expect(takers.flat().toSorted()).toEqual(['1', '2', '3'].map((id) => `${id}:${content}`));
    expect(await taken('b')).toEqual([]);
  });

  it('are taken over so many at a time, each once', async () => {
    const ids = Array.from({ length: 25 }, (_, i) => String(i + 10));
    await Promise.all(ids.map((id) => begin(id, 'dead')));
    const all: string[] = [];
    for (let round = 0; round < ids.length && all.length < ids.length; round++) {
      const takers = [store, again, store].map((of) => of.answers.takeOver('b', [platform], 4));
      for (const some of await Promise.all(takers)) {
        expect(some.length).toBeLessThanOrEqual(4);
        all.push(...some.map(({ id }) => id));
      }
    }
    expect(all.toSorted()).toEqual(ids);
  });

  it('are taken over with the way to answer that was noted last, and with their time', async () => {
    await begin('1', 'dead', 'first');
    await store.answers.change({ tenant, id: '1' }, 'second');
    expect(await store.answers.takeOver('b', [platform], 1)).toEqual([
      { tenant, id: '1', content: 'second', since: NOON.getTime() },
    ]);
  });

  it('are nobody else’s when they have been given', async () => {
    await begin('1', 'a');
    const given = ['a', 'a', 'b'].map((owner) => store.answers.close({ tenant, id: '1' }, owner));
    expect(await Promise.all(given)).toEqual([true, false, false]);
    await store.answers.change({ tenant, id: '1' }, 'late');
    expect(await taken('b')).toEqual([]);
    expect(await begin('1', 'b')).toBe(false);
    expect(await store.answers.holds({ tenant, id: '1' }, 'a')).toBe(false);
  });

  it('are given by nobody but who owes them', async () => {
    await begin('1', 'a');
    expect(await store.answers.close({ tenant, id: '1' }, 'b')).toBe(false);
    expect(await taken('b')).toEqual(['1:secret']);
    expect(await store.answers.close({ tenant, id: '1' }, 'a')).toBe(false);
    expect(await again.answers.close({ tenant, id: '1' }, 'b')).toBe(true);
  });

  it('are taken over by who serves their platform, and not by their own process', async () => {
    await begin('1', 'a');
    expect(await taken('b', store, [])).toEqual([]);
    expect(await taken('b', store, [`${platform}x`, 'q'])).toEqual([]);
    expect(await taken('a')).toEqual([]);
    expect(await store.answers.holds({ tenant, id: '1' }, 'a')).toBe(true);
    expect(await taken('b', store, ['q', platform])).toEqual(['1:secret']);
    expect(await store.answers.holds({ tenant, id: '1' }, 'a')).toBe(false);
  });

  it('stay with a process that lives, and are free when it stops', async (context) => {
    if (name === 'SQLite') return context.skip('there is one process');
    await store.answers.beat('living');
    await store.answers.beat('living');
    await begin('1', 'living');
    expect(await taken('b', again)).toEqual([]);
    await store.answers.leave('living');
    expect(await taken('b', again)).toEqual(['1:secret']);
  });
});
