import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UPDATE_EVERY_MS } from '../../../src/platforms/slack/limits.ts';
import { Pace } from '../../../src/platforms/slack/pace.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('lets one thing a channel through in a while, and drops what comes too early', () => {
  const pace = new Pace();
  const taken: number[] = [];
  for (let ms = 0; ms <= 3000; ms += 250) {
    if (pace.take('C1')) taken.push(ms);
    vi.advanceTimersByTime(250);
  }
  expect(taken).toEqual([0, 1250, 2500]);
  expect([pace.take('C2'), pace.take('C2')]).toEqual([true, false]);
});

it('drops everything until the time that Slack has named', () => {
  const pace = new Pace();
  pace.hold('C1', 30);
  vi.advanceTimersByTime(29_999);
  expect([pace.take('C1'), pace.take('C2')]).toEqual([false, true]);
  vi.advanceTimersByTime(1);
  expect(pace.take('C1')).toBe(true);
});

it('lets what must not be dropped wait for its turn', async () => {
  const pace = new Pace();
  const said: number[] = [];
  const start = Date.now();
  const turns = [1, 2, 3].map(() => pace.turn('C1').then(() => said.push(Date.now() - start)));
  await vi.advanceTimersByTimeAsync(10_000);
  await Promise.all(turns);
  expect(said).toEqual([0, UPDATE_EVERY_MS, 2 * UPDATE_EVERY_MS]);
});
