import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { createBot } from '../../../src/dispatch/bot.ts';
import { createDispatcher, type Dispatcher } from '../../../src/dispatch/dispatcher.ts';
import { createMetrics } from '../../../src/dispatch/metrics.ts';
import { isFirst } from '../../../src/platforms/slack/events/welcome.ts';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { type SlackService, startSlack } from '../../../src/platforms/slack/start.ts';
import { openStore } from '../../../src/store/open.ts';
import { type Asked, recordingQuizzes } from '../quizzes.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from './fake.ts';
import { SECRET } from './sign.ts';

/** The ways Slack's events may come. */
export type Way = 'Socket Mode' | 'HTTP';

/** The real bot on the fake Slack. */
export interface Rig {
  readonly fake: FakeSlack;
  readonly service: SlackService;
  readonly dispatcher: Dispatcher;
  /** What was asked of the quizzes. */
  readonly asked: readonly Asked[];
  readonly log: pino.Logger;
  /** What the bot worked around. */
  readonly reported: unknown[];
  /** Everything it wrote into its log. */
  readonly logged: string[];
  close(): Promise<void>;
}

/** The project's own commands, and some that are hard to please. */
const FOLDER = new URL('commands/', import.meta.url);
const RECONNECT_MS = 1000;
/** What a busy machine takes long for does not come to its deadline. */
const DEADLINE_MS = 3_600_000;
const PLENTY = 10_000;

/** @param paceMs between two messages of a quiz in a channel; as long as Slack wants it by default */
export async function startRig(way: Way, paceMs?: number): Promise<Rig> {
  const reported: unknown[] = [];
  const logged: string[] = [];
  const onError = (error: unknown): void => void reported.push(error);
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const dataDir = await mkdtemp(join(tmpdir(), 'chainrule-slack-'));
  const store = await openStore({ dataDir });
  // Whoever asks has talked with the bot before.
  await isFirst(store.kept, 'slack:T0TEAM', 'U0ASKER');
  const bot = await createBot({ folder: FOLDER, onError, deadlineMs: DEADLINE_MS });
  const limits = { perUser: PLENTY, perTenant: PLENTY };
  const { quizzes, asked } = recordingQuizzes();
  const dispatcher = createDispatcher({ bot, store, log, metrics: createMetrics(), limits, services: { quizzes } });
  const fake = await FakeSlack.start(scopesOf(manifest(bot.commands)));
  const credentials = way === 'HTTP' ? { signingSecret: SECRET } : { appToken: APP_TOKEN, reconnectMs: RECONNECT_MS };
  const service = await startSlack({
    botToken: BOT_TOKEN,
    apiUrl: fake.url,
    dispatcher,
    log,
    onError,
    paceMs,
    ...credentials,
  });
  const server = createServer(service.requestListener ?? ((_, response) => response.writeHead(404).end()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  if (way === 'HTTP') fake.target = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  return {
    fake,
    service,
    dispatcher,
    asked,
    log,
    reported,
    logged,
    async close() {
      await dispatcher.close(0);
      await service.stop();
      server.closeAllConnections();
      server.close();
      await fake.close();
      await bot.close();
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

export const scopesOf = (app: object): string[] =>
  (app as { oauth_config: { scopes: { bot: string[] } } }).oauth_config.scopes.bot;
