/** The program as it serves the page, Discord and Slack, with limits that nobody reaches: what `memory.ts` measures. */
import { setImmediate } from 'node:timers/promises';
import { createHealth } from '../src/app/health.ts';
import { startServer } from '../src/app/http/server.ts';
import { type Answer, type Bot, createBot } from '../src/dispatch/bot.ts';
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
const DEADLINE_MS = 120_000;
/** So often a command runs in a worker; the others get a copy of its outcome: what is kept is measured, not the time. */
const REAL_EVERY = 50;
const host = '127.0.0.1';

const { discord, slack, dataDir }: Addresses = JSON.parse(process.argv[2] ?? '');
const trouble = (error: unknown): void => console.error(error);
const log = { debug: () => {}, info: () => {}, warn: trouble, error: trouble };
const store = await openStore({ dataDir });
const bot = copying(await createBot({ onError: trouble, deadlineMs: DEADLINE_MS }));
const metrics = createMetrics();
const limits = { perUser: PLENTY, perTenant: PLENTY, waitingPerTenant: PLENTY };
const dispatcher = createDispatcher({ bot, store, log, metrics, limits });
const web = await startWeb({ dispatcher, log, host, origin: undefined, isShared: false });
await startDiscord({ ...discord, dispatcher, log });
const { requestListener } = await startSlack({ ...slack, dispatcher, log });
if (requestListener === undefined) throw new Error('Slack came without its listener');
const routes = new Map([[EVENTS_PATH, requestListener]]);
const { port } = await startServer({
  host,
  port: 0,
  health: createHealth({ live: () => true, store: store.status, states: () => ({}), isStopping: () => false }),
  metrics,
  routes,
  others: web.requestListener,
});

/** A bot that computes an answer of each kind, where numbers make no difference, and copies it from then on. */
function copying(real: Bot): Bot {
  const outcomes = new Map<string, Promise<Answer>>();
  let asked = 0;
  return {
    ...real,
    async ask(call, options) {
      const kind = JSON.stringify([call.command?.name, call.input]).replace(/\d+/g, '0');
      const before = outcomes.get(kind);
      if (before !== undefined && ++asked % REAL_EVERY > 0) return copyOf(await before);
      const outcome = real.ask(call, options);
      outcomes.set(kind, outcome);
      return outcome;
    },
  };
}

const copyOf = ({ reply, pictures }: Answer): Answer => ({
  reply: structuredClone(reply),
  pictures: new Map([...pictures].map(([name, bytes]) => [name, Uint8Array.from(bytes)])),
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
