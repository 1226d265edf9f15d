import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { INTERACTIONS_PATH } from '../../../src/platforms/discord/http/endpoint.ts';
import { type DiscordOptions, type DiscordService, startDiscord } from '../../../src/platforms/discord/start.ts';
import type { FakeDiscord } from './fake.ts';

/** How interactions come to the bot: one suite runs for both. */
export const WAYS = ['the gateway', 'HTTP'] as const;

export type Way = (typeof WAYS)[number];

/** Starts the bot at a fake Discord, to be reached in one of the ways. */
export async function startBy(
  way: Way,
  discord: FakeDiscord,
  options: Omit<DiscordOptions, 'token' | 'publicKey' | 'apiUrl'> & Partial<DiscordOptions>,
): Promise<DiscordService> {
  const { publicKey } = discord.endpoint;
  const common = { token: discord.token, apiUrl: discord.apiUrl, ...options };
  if (way === 'the gateway') return startDiscord(common);
  const service = await startDiscord({ publicKey, ...common });
  const server = createServer((request, response) => {
    if (request.url === INTERACTIONS_PATH) service.requestListener?.(request, response);
    else response.writeHead(404).end();
  });
  // On a busy machine a connection would be closed just as it is used again.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  discord.endpoint.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${INTERACTIONS_PATH}`;
  return {
    ...service,
    async stop() {
      await service.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
