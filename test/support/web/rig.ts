import { join } from 'node:path';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { loadCommands } from '../../../src/command/registry.ts';
import type { Bot } from '../../../src/dispatch/bot.ts';
import { createDispatcher } from '../../../src/dispatch/dispatcher.ts';
import { createMetrics } from '../../../src/dispatch/metrics.ts';
import { parseInput } from '../../../src/dispatch/parsed-call.ts';
import { Answers } from '../../../src/platforms/web/answers.ts';
import { createApp } from '../../../src/platforms/web/app.ts';
import type { Event } from '../../../src/platforms/web/ask.ts';
import { loadAssets } from '../../../src/platforms/web/assets.ts';
import { RecentMessages } from '../../../src/platforms/web/recent-messages.ts';
import { Tabs } from '../../../src/platforms/web/tabs.ts';
import { createTransport } from '../../../src/platforms/web/transport.ts';
import type { Picture } from '../../../src/reply/document.ts';
import { openStore } from '../../../src/store/open.ts';
import { temporaryFolder } from '../command-folder.ts';
import { recordingQuizzes } from '../quizzes.ts';

const silent = pino({ level: 'silent' });

export const picture = (name: string): Picture => ({
  kind: 'picture',
  name,
  alt: `What ${name} shows`,
  width: 800,
  height: 450,
  drawing: { type: 'chart', chart: {} },
});

const isBytes = (body: unknown): body is Uint8Array<ArrayBuffer> => body instanceof Uint8Array;

/** The page's routes before a bot that answers as told. */
export async function startApp(answer: Bot['ask'] = async () => ({ reply: { nodes: [] }, pictures: new Map() })) {
  const commands = await loadCommands();
  const store = await openStore({ dataDir: join(await temporaryFolder(), 'data') });
  onTestFinished(() => store.close());
  const bot: Bot = {
    commands,
    parse: (input) => parseInput(input, commands),
    ask: answer,
    draw: async ({ name }, theme) => Buffer.from(`${name} ${theme}`),
    close: async () => {},
  };
  const { quizzes } = recordingQuizzes();
  const limits = { perUser: 1000, perTenant: 1000 };
  const dispatcher = createDispatcher({
    bot,
    store,
    log: silent,
    metrics: createMetrics(),
    limits,
    services: { quizzes },
  });
  const answers = new Answers(bot.draw);
  const [tabs, recent] = [new Tabs(), new RecentMessages()];
  onTestFinished(() => tabs.close());
  const app = createApp({ dispatcher, log: silent, assets: await loadAssets(), answers, tabs, recent });
  let asked = 0;
  const post = (path: string, body: unknown, type = 'application/json') =>
    app.request(path, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' || isBytes(body) ? body : JSON.stringify(body),
    });
  return {
    app,
    store,
    tabs,
    transport: createTransport({ tabs, recent, answers }),
    post,
    get: (path: string, headers: Record<string, string> = {}) => app.request(path, { headers }),
    /** Asks a line; gives all events. */
    async ask(line: string, changes: object = {}): Promise<Event[]> {
      const response = await post('/ask', {
        line,
        delivery: `delivery-${++asked}`,
        person: 'person-1',
        theme: 'dark',
        ...changes,
      });
      const text = await response.text();
      return text
        .trim()
        .split('\n')
        .map((event) => JSON.parse(event));
    },
  };
}

/** The last event, which must be an answer or a refusal. */
export function shown(events: readonly Event[]) {
  const last = events.at(-1);
  if (last?.kind === 'answer' || last?.kind === 'refusal') return last;
  throw new Error(`no answer in ${JSON.stringify(events)}`);
}
