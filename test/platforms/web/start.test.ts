import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { Dispatcher } from '../../../src/dispatch/dispatcher.ts';
import type { Log } from '../../../src/dispatch/log.ts';
import { startWeb } from '../../../src/platforms/web/start.ts';
import { localBus } from '../../../src/store/shared/bus.ts';
import { post } from '../../support/slack/sign.ts';

it('serves the page also where the messages of a quiz cannot be restored, and leaves the globals of Node alone', async () => {
  const globals = [globalThis.Request, globalThis.Response];
  const allLive = (): never => {
    throw new Error('no store');
  };
  const bus = localBus((error) => {
    throw error;
  });
  const store = { quizzes: { allLive }, rooms: {}, bus };
  const dispatcher = { bot: { draw: async () => new Uint8Array() }, store };
  const warned: unknown[] = [];
  const log = { warn: (what: unknown) => void warned.push(what) };
  const service = await startWeb({
    dispatcher: dispatcher as unknown as Dispatcher,
    log: log as unknown as Log,
    host: '127.0.0.1',
    isShared: false,
  });
  expect([globalThis.Request, globalThis.Response]).toEqual(globals);
  expect(warned).toEqual([{ err: new Error('no store') }]);
  expect([service.name, service.connected()]).toEqual(['web', true]);

  const server = createServer(service.requestListener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const page = await fetch(url);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Chainrule</title>')]);
  expect(await post(url, '', { host: 'elsewhere.example' })).toEqual({
    status: 421,
    body: 'This is not the host you asked for.\n',
  });
});
