import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RESTEvents } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClients } from '../../../src/platforms/discord/rest/clients.ts';

/** More than a client of Discord's sends in a second. */
const MANY = 200;

/** Takes all that is asked by a token of an interaction, and no token of a bot. */
const server: Server = createServer((request, response) => {
  response.writeHead(request.headers.authorization === undefined ? 200 : 401, { 'content-type': 'application/json' });
  response.end('{}');
});

let apiUrl: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("clients of Discord's REST API", () => {
  it('hold back nothing that goes by the token of an interaction', async () => {
    const { webhooks } = createClients('token', apiUrl);
    let heldBack = 0;
    webhooks.on(RESTEvents.RateLimited, () => void heldBack++);
    const edits = Array.from({ length: MANY }, (_, i) =>
      webhooks.patch(Routes.webhookMessage('100000000000000001', `token${i}`), { body: {}, auth: false }),
    );
    await Promise.all(edits);
    expect(heldBack).toBe(0);
  });

  it('say that the token of the bot is not accepted', async () => {
    const { rest, revoked } = createClients('token', apiUrl);
    await expect(rest.get(Routes.currentApplication())).rejects.toThrow();
    await expect(revoked).resolves.toBeUndefined();
  });
});
