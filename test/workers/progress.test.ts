import { afterAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';
import { createWorkers } from '../../src/workers/pool.ts';

const folder = new URL('../support/hostile/', import.meta.url);
const workers = createWorkers({ folder });
afterAll(() => workers.close());

const work = { name: 'work', values: { ms: 60_000 } };
const hello = { name: 'hello', values: {} };

describe('progress', () => {
  it('comes at most once a second, and the answer last', async () => {
    const heard: { reply: Reply; at: number }[] = [];
    const reply = await workers.run(
      { name: 'work', values: { ms: 2300 } },
      { onProgress: (reply) => heard.push({ reply, at: (reply.nodes[0] as { done: number }).done }) },
    );
    expect(toText(reply)).toBe('Done.');
    expect(heard).toHaveLength(2);
    const [first, second] = heard.map(({ at }) => at) as [number, number];
    // As the work itself counted; it reports every few milliseconds, a second after the last time or later.
    expect(first).toBeGreaterThan(900);
    expect(second - first).toBeGreaterThan(900);
    expect(heard[0]?.reply.nodes[0]).toMatchObject({ kind: 'progress', total: 2300, note: 'at work' });
  });

  it('does not come for short work', async () => {
    const heard: Reply[] = [];
    await workers.run({ name: 'work', values: { ms: 300 } }, { onProgress: (reply) => heard.push(reply) });
    expect(heard).toEqual([]);
  });
});

describe('cancelling', () => {
  it('stops long work at once, and the next command is served', async () => {
    const controller = new AbortController();
    // At the first progress the work is under way.
    const running = workers.run(work, { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(toText(await workers.run(hello))).toBe('Hello.');
  });

  it('takes less than half a second', async () => {
    const controller = new AbortController();
    const running = workers.run(work, { signal: controller.signal });
    running.catch(() => {});
    await workers.run(hello);
    const aborted = performance.now();
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - aborted).toBeLessThan(500);
    expect(toText(await workers.run(hello))).toBe('Hello.');
  });

  it('of one leaves the others alone', async () => {
    const controller = new AbortController();
    const cancelled = workers.run(work, { signal: controller.signal });
    cancelled.catch(() => {});
    const others = [workers.run({ name: 'work', values: { ms: 400 } }), workers.run(hello), workers.run(hello)];
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect((await Promise.all(others)).map((reply) => toText(reply))).toEqual(['Done.', 'Hello.', 'Hello.']);
  });

  it('before the start keeps it from starting', async () => {
    await expect(workers.run(work, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('after the end does nothing', async () => {
    const controller = new AbortController();
    expect(toText(await workers.run(hello, { signal: controller.signal }))).toBe('Hello.');
    controller.abort();
    expect(toText(await workers.run(hello))).toBe('Hello.');
  });
});
