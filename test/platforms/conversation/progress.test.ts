import { describe, expect, it, vi } from 'vitest';
import { Progress } from '../../../src/platforms/conversation/progress.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';

describe('progress', () => {
  it('shows the first state at once, then the newest at most so often, and none after the end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const shown: number[] = [];
      const progress = new Progress<number>(async (state) => void shown.push(state), 1000);
      for (let state = 0; state < 25; state++) {
        progress.next(state);
        await vi.advanceTimersByTimeAsync(100);
      }
      expect(shown).toEqual([0, 9, 19]);
      await progress.end();
      await vi.advanceTimersByTimeAsync(5000);
      progress.next(99);
      await vi.advanceTimersByTimeAsync(5000);
      expect(shown).toEqual([0, 9, 19]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('waits at the end for a state that is on its way', async () => {
    let arrived = false;
    const gate = Promise.withResolvers<void>();
    const progress = new Progress<number>(async () => {
      await gate.promise;
      arrived = true;
    }, 0);
    progress.next(1);
    await vi.waitUntil(() => 'showing' in progress && progress['showing'] !== undefined, {
      timeout: TIME_LIMIT_MS,
    });
    const end = progress.end();
    gate.resolve();
    await end;
    expect(arrived).toBe(true);
  });
});
