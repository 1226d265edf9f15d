import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UPDATE_EVERY_MS } from '../../../src/platforms/slack/limits.ts';
import { ChannelRateLimit } from '../../../src/platforms/slack/rate-limit.ts';

const C1 = { tenant: 'slack:T1', channel: 'C1' };
const C2 = { ...C1, channel: 'C2' };
const OTHER = { ...C1, tenant: 'slack:T2' };

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('lets one thing a channel through in a while, and drops what comes too early', () => {
  const limit = new ChannelRateLimit();
  const taken: number[] = [];
  for (let ms = 0; ms <= 3000; ms += 250) {
    if (limit.take(C1)) taken.push(ms);
    vi.advanceTimersByTime(250);
  }
  expect(taken).toEqual([0, 1250, 2500]);
  expect([limit.take(C2), limit.take(C2)]).toEqual([true, false]);
  expect([limit.take(OTHER), limit.take(OTHER)]).toEqual([true, false]);
});

it('drops everything until the time that Slack has named', () => {
  const limit = new ChannelRateLimit();
  limit.hold(C1, 30);
  vi.advanceTimersByTime(29_999);
  expect([limit.take(C1), limit.take(C2), limit.take(OTHER)]).toEqual([false, true, true]);
  vi.advanceTimersByTime(1);
  expect(limit.take(C1)).toBe(true);
});

it('lets what must not be dropped wait for its turn', async () => {
  const limit = new ChannelRateLimit();
  const said: number[] = [];
  const start = Date.now();
  const turns = [1, 2, 3].map(() => limit.wait(C1).then(() => said.push(Date.now() - start)));
  await vi.advanceTimersByTimeAsync(10_000);
  await Promise.all(turns);
  expect(said).toEqual([0, UPDATE_EVERY_MS, 2 * UPDATE_EVERY_MS]);
});
