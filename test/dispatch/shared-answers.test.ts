import { describe, expect, it, vi } from 'vitest';
import { loadCommands } from '../../src/command/registry.ts';
import type { Answer } from '../../src/dispatch/bot.ts';
import { createSharedAnswers, isShared, type SharedAnswers, type Waiting } from '../../src/dispatch/shared-answers.ts';
import { paragraph, say, sentence } from '../../src/reply/build.ts';
import type { Picture, Reply } from '../../src/reply/document.ts';

const picture: Picture = {
  kind: 'picture',
  name: 'bars',
  alt: 'Two bars.',
  width: 200,
  height: 100,
  drawing: { type: 'chart', chart: {} },
};
const answer = (text: string): Answer => ({ reply: sentence(text), pictures: new Map() });
const progress = (done: number): Reply => ({ nodes: [{ kind: 'progress', done, total: 9, note: 'on' }] });

type Making = Parameters<Parameters<SharedAnswers['get']>[1]>[0];

/** Work that is done, fails and reports when the test says so. */
function setUp(bytes?: number) {
  const shared = createSharedAnswers(bytes);
  const works: { how: Making; done: (made: Answer) => void; fail: (why: unknown) => void }[] = [];
  const make = vi.fn((how: Making) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    works.push({ how, done: resolve, fail: reject });
    return promise;
  });
  const get = (key = 'line', waiting: Waiting = {}): Promise<Answer> => shared.get(key, make, waiting);
  const work = (at = works.length - 1) => works[at] as (typeof works)[number];
  return { get, make, work };
}

describe('an answer that is the same for all', () => {
  it('is made once, for those who ask meanwhile and those who ask later', async () => {
    const { get, make, work } = setUp();
    const asked = [get(), get(), get()];
    await vi.waitFor(() => expect(make).toHaveBeenCalled());
    const made = answer('L');
    work().done(made);
    expect(await Promise.all(asked)).toEqual([made, made, made]);
    expect(await get()).toBe(made);
    expect(make).toHaveBeenCalledOnce();
  });

  it('is another under another key', async () => {
    const { get, make, work } = setUp();
    const [one, other] = [get('one'), get('other')];
    work(0).done(answer('1'));
    work(1).done(answer('2'));
    expect([await one, await other]).toEqual([answer('1'), answer('2')]);
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('still comes to the others when one gives up, who hears so at once', async () => {
    const { get, work } = setUp();
    const gone = new AbortController();
    const [first, second] = [
      get('line', { signal: gone.signal }),
      get('line', { signal: new AbortController().signal }),
    ];
    gone.abort(new Error('cancelled'));
    await expect(first).rejects.toThrow('cancelled');
    expect(work().how.signal.aborted).toBe(false);
    work().done(answer('L'));
    expect(await second).toEqual(answer('L'));
  });

  it('is given up when nobody waits for it any more, and made anew for the next', async () => {
    const { get, make, work } = setUp();
    const all = [new AbortController(), new AbortController()];
    const asked = all.map(({ signal }) => get('line', { signal }));
    for (const one of all) one.abort();
    await Promise.allSettled(asked);
    expect(work(0).how.signal.aborted).toBe(true);
    const next = get();
    expect(make).toHaveBeenCalledTimes(2);
    work(0).done(answer('too late'));
    work(1).done(answer('L'));
    expect(await next).toEqual(answer('L'));
    expect(await get()).toEqual(answer('L'));
  });

  it('is not begun for somebody who has given up before', async () => {
    const { get, make } = setUp();
    await expect(get('line', { signal: AbortSignal.abort(new Error('cancelled')) })).rejects.toThrow('cancelled');
    expect(make).not.toHaveBeenCalled();
  });

  it('shows its progress to all who wait, also to those who come later, and to nobody who has left', async () => {
    const { get, work } = setUp();
    const [first, later, left] = [vi.fn(), vi.fn(), vi.fn()];
    const gone = new AbortController();
    const asked = [get('line', { onProgress: first }), get('line', { onProgress: left, signal: gone.signal })];
    work().how.onProgress(progress(1));
    gone.abort();
    await Promise.allSettled([asked[1]]);
    asked.push(get('line', { onProgress: later }));
    work().how.onProgress(progress(2));
    expect(first.mock.calls).toEqual([[progress(1)], [progress(2)]]);
    expect(later.mock.calls).toEqual([[progress(1)], [progress(2)]]);
    expect(left.mock.calls).toEqual([[progress(1)]]);
    work().done(answer('L'));
    await Promise.allSettled(asked);
  });

  it('fails for all who wait, and for nobody later', async () => {
    const { get, make, work } = setUp();
    const asked = [get(), get()];
    work().fail(new Error('broken'));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = get();
    work().done(answer('L'));
    expect(await next).toEqual(answer('L'));
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('is not kept where a picture is missing', async () => {
    const { get, make, work } = setUp();
    const nodes = [paragraph(say`Look:`), picture];
    const bare = get();
    work().done({ reply: { nodes }, pictures: new Map() });
    await bare;
    const whole = get();
    work().done({ reply: { nodes }, pictures: new Map([['bars', new Uint8Array(8)]]) });
    expect((await whole).pictures.size).toBe(1);
    expect(await get()).toBe(await whole);
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('is forgotten when others have been asked for since, by the bytes of pictures', async () => {
    const { get, make, work } = setUp(10_000);
    const big = (name: string): Answer => ({ ...answer(name), pictures: new Map([['p', new Uint8Array(4000)]]) });
    for (const key of ['a', 'b', 'c']) {
      const asked = get(key);
      work().done(big(key));
      await asked;
    }
    await Promise.all([get('b'), get('c')]);
    expect(make).toHaveBeenCalledTimes(3);
    const again = get('a');
    work().done(big('a'));
    await again;
    expect(make).toHaveBeenCalledTimes(4);
  });
});

it('the answers of those commands are shared that only compute, for everybody', async () => {
  const shared = (await loadCommands()).filter((command) => isShared(command, {})).map(({ name }) => name);
  expect(shared).toEqual(['grad', 'train']);
  const train = (await loadCommands()).find(({ name }) => name === 'train');
  expect(train && isShared(train, { 'data.csv': 'a,b' })).toBe(false);
});
