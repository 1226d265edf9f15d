import { RateLimitError, type ResponseLike } from '@discordjs/rest';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPatience } from '../../../src/platforms/discord/rest/patience.ts';

const EDIT = 'http://discord/api/v10/webhooks/1/token/messages/@original';
const FOLLOW_UP = 'http://discord/api/v10/webhooks/1/token';
const CALLBACK = 'http://discord/api/v10/interactions/100000000000000001/token/callback';
const OTHER = 'http://discord/api/v10/webhooks/1/other/messages/@original';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** A response, or an error of the network. */
type Outcome = { status: number; seconds?: number; body?: object; headers?: Record<string, string> } | Error;

/** A network that does what it is told, and says at which ms each request came; whatever is left out goes well. */
function network(...outcomes: Outcome[]) {
  const start = performance.now();
  const sent: number[] = [];
  const send = createPatience(async () => {
    sent.push(Math.round(performance.now() - start));
    const outcome = outcomes.shift() ?? { status: 200 };
    if (outcome instanceof Error) throw outcome;
    const { status, seconds, body = {}, headers = {} } = outcome;
    const retry = seconds === undefined ? {} : { 'retry-after': String(seconds) };
    return new Response(JSON.stringify(body), { status, headers: { ...retry, ...headers } }) as ResponseLike;
  });
  const make = async (url: string, method = 'PATCH') => {
    const outcome = send(url, { method }).then(
      ({ status }) => status,
      (error: unknown) => error,
    );
    await vi.runAllTimersAsync();
    return outcome;
  };
  return { make, send, sent };
}

describe('a request that Discord puts off', () => {
  it('is sent again when it may be', async () => {
    const { make, sent } = network({ status: 429, seconds: 2 });
    expect(await make(EDIT)).toBe(200);
    expect(sent[1]).toBeGreaterThanOrEqual(2000);
  });

  it('goes by the fraction in the body where the header is shorter', async () => {
    const { make, sent } = network({ status: 429, seconds: 1, body: { retry_after: 1.75 } });
    expect(await make(EDIT)).toBe(200);
    expect(sent[1]).toBeGreaterThanOrEqual(1750);
  });

  it('is sent three times at most, and what is sent next for the same interaction waits as well', async () => {
    const { make, sent } = network(...Array(4).fill({ status: 429, seconds: 2 }));
    expect(await make(EDIT)).toMatchObject({ name: expect.stringContaining('RateLimitError') });
    expect(sent).toHaveLength(3);
    expect(await make(FOLLOW_UP, 'POST')).toBe(200);
    for (let i = 1; i < sent.length; i++)
      expect((sent[i] as number) - (sent[i - 1] as number)).toBeGreaterThanOrEqual(2000);
  });

  it('keeps others waiting only where all are meant', async () => {
    const one = network({ status: 429, seconds: 2 });
    void one.send(EDIT, { method: 'PATCH' });
    await vi.advanceTimersByTimeAsync(10);
    await one.make(OTHER);
    expect(one.sent[1]).toBeLessThan(2000);
    const all = network({ status: 429, seconds: 2, headers: { 'x-ratelimit-global': 'true' } });
    void all.send(EDIT, { method: 'PATCH' });
    await vi.advanceTimersByTimeAsync(10);
    await all.make(OTHER);
    expect(Math.min(...all.sent.slice(1))).toBeGreaterThanOrEqual(2000);
  });

  it('fails at once where an interaction would not wait so long for its first response', async () => {
    const { make, sent } = network({ status: 429, seconds: 4 });
    expect(await make(CALLBACK, 'POST')).toBeInstanceOf(RateLimitError);
    expect(sent).toEqual([0]);
    const short = network({ status: 429, seconds: 1 });
    expect(await short.make(CALLBACK, 'POST')).toBe(200);
    expect(short.sent).toHaveLength(2);
  });
});

describe('a request that does not get through', () => {
  const closed = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
  const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

  it.each<[string, Outcome]>([
    ['the other side closed', closed],
    ['the connection was reset', reset],
    ['the server failed', { status: 502 }],
  ])('is sent again where %s, also for a first response', async (_, outcome) => {
    for (const url of [EDIT, CALLBACK]) {
      const { make, sent } = network(outcome, outcome);
      expect(await make(url)).toBe(200);
      expect(sent).toHaveLength(3);
      expect(sent.at(-1)).toBeLessThan(3000);
    }
  });

  it('fails as the third try does', async () => {
    const lost = network(closed, closed, reset, { status: 200 });
    expect(await lost.make(EDIT)).toBe(reset);
    const failed = network(...Array(3).fill({ status: 503 }));
    expect(await failed.make(EDIT)).toBe(503);
    expect([lost.sent.length, failed.sent.length]).toEqual([3, 3]);
  });

  it('is not sent again where it was refused', async () => {
    const { make, sent } = network({ status: 400 });
    expect(await make(EDIT)).toBe(400);
    expect(sent).toEqual([0]);
  });
});
