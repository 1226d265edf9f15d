import { afterEach, describe, expect, it, vi } from 'vitest';
import { OpenAnswers } from '../../src/dispatch/open-answers.ts';
import type { Store } from '../../src/store/store.ts';

const DELIVERY = { tenant: 'slack:T1', id: 'd1' };
const LONG_SILENT_MS = 9_000;

/** Answers on a store whose notes leave, and are taken when the test says so. */
function setUp() {
  const noted = Promise.withResolvers<boolean>();
  const left: string[] = [];
  const store = {
    beat: async () => {},
    takeOver: async () => [],
    leave: async () => void left.push('left'),
    close: vi.fn((_delivery: object, _owner: string, onBegin?: () => void) => {
      onBegin?.();
      return noted.promise;
    }),
  };
  const answers = new OpenAnswers(
    { answers: store as unknown as Store['answers'] },
    () => new Date(),
    () => {},
  );
  return { answers, store, noted, left };
}

/** What a promise has become by now. */
const soFar = (promise: Promise<unknown>) => Promise.race([promise, new Promise((r) => setImmediate(r, 'waits'))]);

afterEach(() => void vi.restoreAllMocks());

describe('the end of an answer', () => {
  it('goes out as its note leaves, while this process surely lives', async () => {
    const { answers, noted, left } = setUp();
    await answers.start();
    expect(await soFar(answers.end(DELIVERY))).toBe(true);
    // Whoever stops has all of them noted.
    const closing = answers.close();
    expect(await soFar(closing)).toBe('waits');
    expect(left).toEqual([]);
    noted.resolve(true);
    await closing;
    expect(left).toEqual(['left']);
  });

  it.each([true, false])('waits for the store where this process may be taken for dead: %s', async (owed) => {
    const { answers, noted } = setUp();
    await answers.start();
    const now = performance.now() + LONG_SILENT_MS;
    vi.spyOn(performance, 'now').mockReturnValue(now);
    const end = answers.end(DELIVERY);
    expect(await soFar(end)).toBe('waits');
    noted.resolve(owed);
    expect(await end).toBe(owed);
    vi.restoreAllMocks();
    await answers.close();
  });

  it('waits for the store where this process has not said yet that it lives', async () => {
    const { answers, noted } = setUp();
    const end = answers.end(DELIVERY);
    expect(await soFar(end)).toBe('waits');
    noted.resolve(false);
    expect(await end).toBe(false);
  });

  it('goes out where the store cannot be reached', async () => {
    const { answers, store } = setUp();
    await answers.start();
    store.close.mockRejectedValueOnce(new Error('down'));
    expect(await answers.end(DELIVERY)).toBe(true);
  });
});
