import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { guard } from '../../../src/platforms/slack/events/guard.ts';
import { slash } from '../../support/slack/events.ts';
import { encode, post, SECRET, signed } from '../../support/slack/sign.ts';

const NOW_S = 1_700_000_000;
const body = encode(slash('/grad a*b', 'trigger', 'http://127.0.0.1'));

/** A server behind the guard whose clock stands still. */
async function start() {
  const clock = { seconds: NOW_S };
  const server = createServer(
    guard({
      path: '/events',
      signingSecret: SECRET,
      next: ({ rawBody }, response) => response.end(JSON.stringify({ got: rawBody.toString() })),
      now: () => clock.seconds * 1000,
    }),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { clock, url, send: (timestamp: number) => post(`${url}/events`, body.body, signed(body, { timestamp })) };
}

describe('what Slack signs', () => {
  it.each([
    [-301, 401],
    [-300, 200],
    [0, 200],
    [300, 200],
    [301, 401],
  ])('%i s away from now is answered with %i', async (away, status) => {
    const { send } = await start();
    expect((await send(NOW_S + away)).status).toBe(status);
  });

  it('is passed on whole, and once for as long as it would be accepted', async () => {
    const { clock, send } = await start();
    expect(await send(NOW_S + 300)).toEqual({ status: 200, body: { got: body.body } });
    expect((await send(NOW_S + 299)).status).toBe(200);
    for (const later of [0, 300, 599]) {
      clock.seconds = NOW_S + later;
      expect((await send(NOW_S + 300)).status).toBe(401);
    }
    expect((await send(NOW_S + 599)).status).toBe(200);
  });

  it.each([
    ['ssl_check=1&token=x', 200],
    ['ssl_check=0', 401],
    ['command=%2Fgrad&text=a', 401],
    [`ssl_check=1&x=${'x'.repeat(5000)}`, 401],
  ])('is not asked for by a check of the certificate: %s is %i', async (unsigned, status) => {
    const { url } = await start();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await post(`${url}/events`, unsigned, headers)).toEqual({ status, body: undefined });
    expect((await post(`${url}/events`, unsigned, { ...headers, ...signed(body, { secret: 'x' }) })).status).toBe(401);
  });

  it('is taken at one path with any query, by POST alone', async () => {
    const { url } = await start();
    const headers = signed(body, { timestamp: NOW_S });
    expect((await post(`${url}/others`, body.body, headers)).status).toBe(404);
    expect((await fetch(`${url}/events`, { headers })).status).toBe(405);
    expect((await post(`${url}/events?a=1`, body.body, headers)).status).toBe(200);
  });
});
