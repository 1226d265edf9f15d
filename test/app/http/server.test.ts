import type { RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHealth } from '../../../src/app/health.ts';
import { startServer } from '../../../src/app/http/server.ts';
import type { ServiceState } from '../../../src/platforms/service.ts';
import type { StoreStatus } from '../../../src/store/outage.ts';

const SINCE = '2026-05-04T10:00:00.000Z';

const UP: StoreStatus = { state: 'up', since: SINCE };

const statesOf = (states: Readonly<Record<string, ServiceState>>) =>
  Object.fromEntries(Object.entries(states).map(([name, state]) => [name, { state, since: SINCE }]));

async function start(
  states: Readonly<Record<string, ServiceState>>,
  others?: RequestListener,
  page = async () => ({ text: 'figures 1\n', type: 'text/plain; version=0.0.4' }),
) {
  const routes = new Map([
    ['/slack/events', (_: unknown, response: { end(text: string): void }) => response.end('slack')],
  ]);
  const program = { stopping: false, live: true, store: UP };
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    health: createHealth({
      live: () => program.live,
      store: async () => program.store,
      states: () => statesOf(states),
      isStopping: () => program.stopping,
    }),
    metrics: { page },
    routes,
    others,
  });
  onTestFinished(() => server.close());
  return {
    ...server,
    program,
    get: (path: string, method = 'GET') => fetch(`http://127.0.0.1:${server.port}${path}`, { method }),
  };
}

describe('the server', () => {
  it.each<[Record<string, ServiceState>, number]>([
    [{ discord: 'connected', slack: 'connected' }, 200],
    [{ discord: 'connected', slack: 'unreachable' }, 503],
    [{ discord: 'connected', slack: 'refused' }, 503],
    [{ discord: 'connected', slack: 'revoked' }, 503],
    [{ discord: 'disconnected' }, 503],
    [{ discord: 'starting' }, 503],
  ])('/healthz and /readyz with %o are %i, and say which; /livez is 200', async (states, status) => {
    const { get } = await start(states);
    const platforms = Object.fromEntries(Object.entries(states).map(([name, state]) => [name, state === 'connected']));
    const report = { stopping: false, store: UP, platforms, states: statesOf(states) };
    const [healthy, ready, live] = await Promise.all(['/healthz', '/readyz', '/livez'].map((path) => get(path)));
    expect([healthy?.status, await healthy?.json()]).toEqual([status, { healthy: status === 200, ...report }]);
    expect([ready?.status, await ready?.json()]).toEqual([status, { ready: status === 200, ...report }]);
    expect([live?.status, await live?.json()]).toEqual([200, { live: true }]);
  });

  it('is not ready as soon as it stops', async () => {
    const { get, program } = await start({ web: 'connected' });
    expect((await get('/readyz')).status).toBe(200);
    program.stopping = true;
    const [ready, healthy, live] = await Promise.all(['/readyz', '/healthz', '/livez'].map((path) => get(path)));
    expect([ready?.status, healthy?.status, live?.status]).toEqual([503, 503, 200]);
    expect(await ready?.json()).toMatchObject({ ready: false, stopping: true });
  });

  it.each(['unreachable', 'unwritable'] as const)('is not ready while its store is %s, but alive', async (state) => {
    const { get, program } = await start({ web: 'connected' });
    program.store = { state, since: SINCE };
    const [ready, healthy, live] = await Promise.all(['/readyz', '/healthz', '/livez'].map((path) => get(path)));
    expect([ready?.status, healthy?.status, live?.status]).toEqual([503, 503, 200]);
    expect(await ready?.json()).toMatchObject({ ready: false, store: { state, since: SINCE } });
  });

  it('is not alive while its processes do not work', async () => {
    const { get, program } = await start({ web: 'connected' });
    program.live = false;
    const [ready, healthy, live] = await Promise.all(['/readyz', '/healthz', '/livez'].map((path) => get(path)));
    expect([ready?.status, healthy?.status, live?.status]).toEqual([200, 503, 503]);
  });

  it.each([
    ['/metrics', 'GET', 200, 'figures 1\n'],
    ['/slack/events', 'POST', 200, 'slack'],
    ['/healthz?x=1', 'GET', 200, /healthy/],
    ['/', 'GET', 404, 'Not found\n'],
    ['/healthz', 'POST', 405, 'Method not allowed\n'],
    ['/livez', 'DELETE', 405, 'Method not allowed\n'],
    ['/readyz', 'HEAD', 200, /^$/],
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
      health: createHealth({ live: () => true, store: async () => UP, states: () => ({}), isStopping: () => false }),
      metrics: { page: async () => ({ text: '', type: '' }) },
      routes: new Map(),
    });
    await expect(again).rejects.toThrow(/^PORT: cannot listen on 127\.0\.0\.1:\d+/);
  });
});
