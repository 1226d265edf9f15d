import { createServer } from 'node:http';
import { connect, createServer as createNetServer, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { listen } from '../../../src/app/http/listen.ts';

const HOST = '127.0.0.1';
const CONNECTIONS = 64;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const server = () =>
  createServer((_, response) => {
    response.end('here');
  });

it('takes up many connections in few turns of the event loop, and serves each', async () => {
  const http = server();
  const listening = await listen(http, 0, HOST);
  const sockets: Socket[] = [];
  closing.push(
    () => sockets.map((socket) => socket.destroy()),
    () => listening.close(),
  );
  const turns = new Set<number>();
  let turn = 0;
  let running = true;
  const count = (): void => {
    turn++;
    if (running) setImmediate(count);
  };
  const all = new Promise<void>((resolve) => {
    let left = CONNECTIONS;
    http.on('connection', () => {
      turns.add(turn);
      if (--left === 0) resolve();
    });
  });
  for (let i = 0; i < CONNECTIONS; i++) sockets.push(connect(listening.port, HOST));
  // All of them are at the door before the first one is taken up.
  const until = performance.now() + 100;
  while (performance.now() < until);
  count();
  await all;
  running = false;
  expect(turns.size).toBeLessThan(CONNECTIONS / 2);
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => (await fetch(`http://${HOST}:${listening.port}/`)).text()),
  );
  expect(new Set(answers)).toEqual(new Set(['here']));
});

it.each([false, true])('does not share a port that somebody else has (with SO_REUSEPORT: %s)', async (reusePort) => {
  const other = createNetServer();
  await new Promise<void>((resolve) => other.listen({ port: 0, host: HOST, reusePort }, resolve));
  closing.push(() => other.close());
  const { port } = other.address() as { port: number };
  await expect(listen(server(), port, HOST)).rejects.toThrow('EADDRINUSE');
});

it('goes on when a connection could not be taken up', async () => {
  const http = server();
  const { port, close } = await listen(http, 0, HOST);
  closing.push(close);
  http.emit('error', new Error('accept EMFILE'));
  expect(await (await fetch(`http://${HOST}:${port}/`)).text()).toBe('here');
});

it('leaves its port free when it is closed', async () => {
  const { port, close } = await listen(server(), 0, HOST);
  await close();
  const again = await listen(server(), port, HOST);
  closing.push(() => again.close());
  expect(again.port).toBe(port);
});
