import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { STORES } from '../kinds.ts';

describe.each(STORES)('the bus in $name', ({ without, open }) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let again: Store;
  let topic: string;

  beforeAll(async () => {
    if (without) return;
    opened = await open();
    store = opened.store;
    again = await opened.again();
  });
  beforeEach((context) => {
    if (without) context.skip(without);
    topic = context.task.id;
  });
  afterAll(() => opened?.close());

  const heardBy = (by: Store, of = topic): string[] => {
    const heard: string[] = [];
    onTestFinished(by.bus.subscribe(of, (payload) => void heard.push(payload)));
    return heard;
  };

  const texts = {
    nothing: '',
    'a word': 'a',
    'other alphabets': 'ä 連鎖律 👩🏽‍🏫',
    'a NUL character': 'a\0b',
    'quotes and line ends': `"'\\ $1\r\n{}`,
    'the longest that fits a notification': 'x'.repeat(7_300),
    'more than a notification takes': 'é'.repeat(4_000),
    'a lot': 'xyz'.repeat(200_000),
  };
  it.each(Object.entries(texts))('brings to everybody, once: %s', async (_, text) => {
    const [here, there] = [heardBy(store), heardBy(again)];
    expect(await store.bus.publish(topic, text)).toBe(true);
    await store.bus.publish(topic, 'end');
    await expect
      .poll(() => [here, there])
      .toEqual([
        [text, 'end'],
        [text, 'end'],
      ]);
  });

  it('keeps the order of one that speaks, whatever the length', async () => {
    const [here, there] = [heardBy(store), heardBy(again)];
    const said = Array.from({ length: 40 }, (_, index) => String(index).padEnd(index % 3 === 0 ? 20_000 : 3));
    for (const text of said) await store.bus.publish(topic, text);
    await expect.poll(() => there).toEqual(said);
    expect(here).toEqual(said);
  });

  it('keeps topics apart, and stops where nobody listens any more', async () => {
    const [mine, other] = [heardBy(again), heardBy(again, `${topic} `)];
    const twice: string[] = [];
    const listener = (payload: string): void => void twice.push(payload);
    const [end, endToo] = [again.bus.subscribe(topic, listener), again.bus.subscribe(topic, listener)];
    await store.bus.publish(topic, 'one');
    await expect.poll(() => mine).toEqual(['one']);
    expect(twice).toEqual(['one', 'one']);
    end();
    end();
    await store.bus.publish(topic, 'two');
    await expect.poll(() => mine).toEqual(['one', 'two']);
    expect(twice).toEqual(['one', 'one', 'two']);
    endToo();
    expect(other).toEqual([]);
  });

  it('goes on where a listener throws', async () => {
    onTestFinished(
      again.bus.subscribe(topic, () => {
        throw new Error('of the listener');
      }),
    );
    const heard = heardBy(again);
    await store.bus.publish(topic, 'one');
    await store.bus.publish(topic, 'two');
    await expect.poll(() => heard).toEqual(['one', 'two']);
  });
});
