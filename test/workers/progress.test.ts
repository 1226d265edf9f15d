import { afterAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';
import { createWorkers } from '../../src/workers/pool.ts';
import { lastOf } from '../../src/workers/progress.ts';
import { type Door, makeDoor } from '../support/door.ts';

const folder = new URL('../support/hostile/', import.meta.url);
const workers = createWorkers({ folder });
afterAll(() => workers.close());

const work = (door: Door) => ({ name: 'work', values: { door: door.path } });
const hello = { name: 'hello', values: {} };

/** What is heard of work that takes so many ms by a clock of its own, and reports every 5 ms. */
async function heard(ms: number): Promise<number[]> {
  let now = 0;
  const sent: number[] = [];
  function* replies(): Generator<Reply, void> {
    for (; now < ms; now += 5) yield { nodes: [{ kind: 'progress', done: now, total: ms, note: 'at work' }] };
    yield { nodes: [{ kind: 'progress', done: ms, total: ms, note: 'done' }] };
  }
  const at = ({ nodes: [node] }: Reply): number => (node as { done: number }).done;
  const last = await lastOf(
    replies(),
    (reply) => sent.push(at(reply)),
    () => now,
  );
  expect(at(last)).toBe(ms);
  return sent;
}

describe('progress', () => {
  it('comes at most once a second, and the answer last', async () => {
    expect(await heard(2300)).toEqual([995, 1995]);
  });

  it('does not come for short work', async () => {
    expect(await heard(995)).toEqual([]);
  });

  it('comes while a child process works', async () => {
    const door = await makeDoor();
    const notes: string[] = [];
    const onProgress = (reply: Reply): void => {
      notes.push(toText(reply));
      void door.open();
    };
    expect(toText(await workers.run(work(door), { onProgress }))).toBe('Done.');
    expect(notes[0]).toContain('still at it');
  });
});

describe('cancelling', () => {
  it('stops work that would never end, and the next command is served', async () => {
    const controller = new AbortController();
    // At the first progress the work is under way.
    const onProgress = (): void => controller.abort();
    const running = workers.run(work(await makeDoor()), { signal: controller.signal, onProgress });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(toText(await workers.run(hello))).toBe('Hello.');
  });

  it('of one leaves the others alone', async () => {
    const controller = new AbortController();
    const door = await makeDoor();
    const cancelled = workers.run(work(await makeDoor()), { signal: controller.signal });
    cancelled.catch(() => {});
    const others = [workers.run(work(door)), workers.run(hello), workers.run(hello)];
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    await door.open();
    expect((await Promise.all(others)).map((reply) => toText(reply))).toEqual(['Done.', 'Hello.', 'Hello.']);
  });

  it('before the start keeps it from starting', async () => {
    await expect(workers.run(hello, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('after the end does nothing', async () => {
    const controller = new AbortController();
    expect(toText(await workers.run(hello, { signal: controller.signal }))).toBe('Hello.');
    controller.abort();
    expect(toText(await workers.run(hello))).toBe('Hello.');
  });
});
