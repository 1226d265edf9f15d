import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LoopDelay } from '../../../src/dispatch/admission/loop-delay.ts';

describe('the delay of the event loop', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  it('is by how much the last turn was late, and is forgotten within a second', () => {
    let now = 0;
    const delay = new LoopDelay(() => now);
    const wait = (ms: number): number => {
      now += ms;
      vi.advanceTimersByTime(50);
      return delay.ms;
    };
    expect(delay.ms).toBe(0);
    expect(wait(50)).toBe(0);
    expect(wait(850)).toBe(800);
    expect(wait(50)).toBe(640);
    expect(wait(1050)).toBe(1000);
    for (let i = 0; i < 20; i++) wait(50);
    expect(delay.ms).toBeLessThan(20);
    delay.close();
    expect(wait(5000)).toBeLessThan(20);
  });

  it('is seen while this process has much to do', async () => {
    vi.useRealTimers();
    const delay = new LoopDelay();
    const until = performance.now() + 300;
    while (performance.now() < until);
    await pause(60);
    expect(delay.ms).toBeGreaterThan(150);
    delay.close();
  });
});
