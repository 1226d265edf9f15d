import type { RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../src/app/http-server.ts';

async function start(
  connected: Record<string, boolean>,
  others?: RequestListener,
  page = async () => ({ text: 'figures 1\n', type: 'text/plain; version=0.0.4' }),
) {
  const routes = new Map([
    ['/slack/events', (_: unknown, response: { end(text: string): void }) => response.end('slack')],
  ]);
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    connected: () => connected,
    metrics: { page },
    routes,
    others,
  });
  onTestFinished(() => server.close());
  return {
    ...server,
    get: (path: string, method = 'GET') => fetch(`http://127.0.0.1:${server.port}${path}`, { method }),
  };
}

describe('the server', () => {
  it.each([
    [{ discord: true, slack: true }, 200],
    [{ discord: true, slack: false }, 503],
    [{ discord: false }, 503],
  ])('/healthz with %o is %i', async (connected, status) => {
    const { get } = await start(connected);
    const response = await get('/healthz');
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ healthy: status === 200, platforms: connected });
  });

  it.each([
    ['/metrics', 'GET', 200, 'figures 1\n'],
    ['/slack/events', 'POST', 200, 'slack'],
    ['/healthz?x=1', 'GET', 200, /healthy/],
    ['/', 'GET', 404, 'Not found\n'],
    ['/healthz', 'POST', 405, 'Method not allowed\n'],
  ])('%s %s is %i', async (path, method, status, body) => {
    const { get } = await start({});
    const response = await get(path, method);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(body);
  });

  it.each([
    ['/', 'GET', 'others'],
    ['/ask', 'POST', 'others'],
    ['/slack/events', 'POST', 'slack'],
    ['/healthz', 'GET', /healthy/],
    ['/metrics', 'GET', 'figures 1\n'],
    ['/healthz', 'POST', 'Method not allowed\n'],
  ])('with somebody for the other paths, %s %s is for %s', async (path, method, body) => {
    const { get } = await start({}, (_, response) => response.end('others'));
    expect(await (await get(path, method)).text()).toMatch(body);
  });

  it('says that there are no figures when they cannot be had', async () => {
    const { get } = await start({}, undefined, () => Promise.reject(new Error('no')));
    const response = await get('/metrics');
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('No figures\n');
  });

  it('names PORT when the address is taken', async () => {
    const { port } = await start({});
    const again = startServer({
      host: '127.0.0.1',
      port,
      connected: () => ({}),
      metrics: { page: async () => ({ text: '', type: '' }) },
      routes: new Map(),
    });
    await expect(again).rejects.toThrow(/^PORT: cannot listen on 127\.0\.0\.1:\d+/);
  });
});
