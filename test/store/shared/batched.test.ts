import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { batched } from '../../../src/store/shared/batched.ts';

describe('what is done together', () => {
  it.each([
    [1, 2],
    [3, 1],
  ])('with %i batches at once, whoever comes while one is on its way waits for %i', async (atOnce, waits) => {
    const ends: (() => void)[] = [];
    const batches: (readonly number[])[] = [];
    const double = batched(
      async (items: readonly number[]) => {
        batches.push(items);
        await new Promise<void>((resolve) => ends.push(resolve));
        return items.map((item) => 2 * item);
      },
      { atOnce },
    );
    const first = Promise.all([double(1), double(2)]);
    await pause(5);
    const later = double(3);
    await pause(5);
    expect(batches).toHaveLength(3 - waits);
    ends[0]?.();
    expect(await first).toEqual([2, 4]);
    await pause(5);
    ends[1]?.();
    expect(await later).toBe(6);
    expect(batches).toEqual([[1, 2], [3]]);
  });

  it('is never more at once than it may be, and gives each item its own result', async () => {
    let running = 0;
    let most = 0;
    const double = batched(
      async (items: readonly number[]) => {
        most = Math.max(most, ++running);
        expect(items.length).toBeLessThanOrEqual(7);
        await pause(1 + (items.length % 3));
        running--;
        return items.map((item) => 2 * item);
      },
      { most: 7, atOnce: 3 },
    );
    const all = Array.from({ length: 200 }, async (_, i) => {
      await pause(i % 20);
      return double(i);
    });
    expect(await Promise.all(all)).toEqual(Array.from({ length: 200 }, (_, i) => 2 * i));
    expect(most).toBe(3);
  });

  it('does as much at once as it may where more comes at one time than fits into a batch', async () => {
    const ends: (() => void)[] = [];
    const batches: (readonly number[])[] = [];
    const same = batched(
      async (items: readonly number[]) => {
        batches.push(items);
        await new Promise<void>((resolve) => ends.push(resolve));
        return items;
      },
      { most: 2, atOnce: 3 },
    );
    const all = Promise.all([1, 2, 3, 4, 5, 6, 7].map((item) => same(item)));
    await pause(5);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    for (const end of ends) end();
    await pause(5);
    ends[3]?.();
    expect(await all).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('says right after the work has begun that it has', async () => {
    const order: string[] = [];
    const { promise, resolve } = Promise.withResolvers<readonly number[]>();
    const same = batched((items: readonly number[]) => {
      order.push(`work on ${items}`);
      queueMicrotask(() => order.push('what comes next'));
      return promise;
    });
    const both = [1, 2].map((item) => same(item, () => order.push(`${item} began`)));
    await pause(5);
    expect(order).toEqual(['work on 1,2', '1 began', '2 began', 'what comes next']);
    resolve([1, 2]);
    expect(await Promise.all(both)).toEqual([1, 2]);
  });

  it('fails for those of its own batch alone', async () => {
    const check = batched(
      async (items: readonly string[]) => {
        if (items.includes('bad')) throw new Error('no');
        return items;
      },
      { most: 2 },
    );
    const [good, one, other] = await Promise.allSettled([check('a'), check('b'), check('bad')]);
    expect([good?.status, one?.status, other?.status]).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(await check('again')).toBe('again');
  });
});
