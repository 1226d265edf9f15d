/** The program as it serves the page, Discord and Slack, with limits that nobody reaches: what `memory.ts` measures. */
import { setImmediate } from 'node:timers/promises';
import { startServer } from '../src/app/server.ts';
import { createBot } from '../src/dispatch/bot.ts';
import { createDispatcher } from '../src/dispatch/dispatcher.ts';
import { createMetrics } from '../src/dispatch/metrics.ts';
import { startDiscord } from '../src/platforms/discord/start.ts';
import { EVENTS_PATH } from '../src/platforms/slack/manifest.ts';
import { startSlack } from '../src/platforms/slack/start.ts';
import { startWeb } from '../src/platforms/web/start.ts';
import { openStore } from '../src/store/open.ts';

/** Where the fakes are, and what lets the program in. */
export interface Addresses {
  readonly discord: { readonly token: string; readonly apiUrl: string };
  readonly slack: { readonly botToken: string; readonly apiUrl: string; readonly signingSecret: string };
  readonly dataDir: string;
}

/** What the garbage collector frees in one go may let go of more. */
const COLLECTIONS = 5;
const PLENTY = 1e9;
const host = '127.0.0.1';

const { discord, slack, dataDir }: Addresses = JSON.parse(process.argv[2] ?? '');
const trouble = (error: unknown): void => console.error(error);
const log = { debug: () => {}, info: () => {}, warn: trouble, error: trouble };
const store = await openStore({ dataDir });
const bot = await createBot({ onError: trouble });
const metrics = createMetrics();
const limits = { perUser: PLENTY, perTenant: PLENTY, waitingPerTenant: PLENTY };
const dispatcher = createDispatcher({ bot, store, log, metrics, limits });
const web = await startWeb({ dispatcher, log, host, origin: undefined });
await startDiscord({ ...discord, dispatcher, log });
const { requestListener } = await startSlack({ ...slack, dispatcher, log });
if (requestListener === undefined) throw new Error('Slack came without its listener');
const routes = new Map([[EVENTS_PATH, requestListener]]);
const { port } = await startServer({
  host,
  port: 0,
  connected: () => ({}),
  metrics,
  routes,
  others: web.requestListener,
});

process.on('message', async () => {
  for (let i = 0; i < COLLECTIONS; i++) {
    globalThis.gc?.();
    await setImmediate();
  }
  process.send?.(process.memoryUsage());
});
process.on('disconnect', () => process.exit());
process.send?.(port);
