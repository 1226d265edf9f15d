import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { type Bot, createBot } from '../../../src/dispatch/bot.ts';
import { createDispatcher, type Dispatcher } from '../../../src/dispatch/dispatcher.ts';
import { createMetrics } from '../../../src/dispatch/metrics.ts';
import type { DiscordOptions, DiscordService } from '../../../src/platforms/discord/start.ts';
import { openStore } from '../../../src/store/open.ts';
import { type Asked, recordingQuizzes } from '../quizzes.ts';
import { FakeDiscord } from './fake.ts';
import { startBy, type Way } from './ways.ts';

/** Everything between a person on Discord and the engine; only Discord itself is not the real one. */
export interface Stage {
  readonly discord: FakeDiscord;
  readonly dispatcher: Dispatcher;
  readonly service: DiscordService;
  /** What was asked of the quizzes. */
  readonly asked: readonly Asked[];
  /** Lines of the log. */
  readonly log: readonly string[];
  readonly options: DiscordOptions;
  close(): Promise<void>;
}

/** The project's commands and, for what they have no reason to do, a few more. */
const COMMANDS = new URL('./commands/', import.meta.url);

/** Starts the bot at a fake Discord. */
export async function setStage(options: Partial<DiscordOptions> = {}, way: Way = 'the gateway'): Promise<Stage> {
  const discord = await new FakeDiscord().open();
  const dataDir = await mkdtemp(join(tmpdir(), 'chainrule-discord-'));
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const bot: Bot = await createBot({ folder: COMMANDS, onError: (error) => log.warn({ err: error }) });
  const store = await openStore({ dataDir });
  const limits = { perUser: 1000, perTenant: 1000 };
  const { quizzes, asked } = recordingQuizzes();
  const dispatcher = createDispatcher({ bot, store, log, metrics: createMetrics(), limits, services: { quizzes } });
  const all = { token: discord.token, apiUrl: discord.apiUrl, dispatcher, log, ...options };
  const service = await startBy(way, discord, all);
  return {
    discord,
    dispatcher,
    service,
    asked,
    log: lines,
    options: all,
    async close() {
      await dispatcher.close(1000);
      await service.stop();
      await bot.close();
      await store.close();
      await discord.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
