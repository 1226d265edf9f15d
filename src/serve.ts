import { createBot } from './bot.ts';
import type { Config } from './config.ts';
import { createDesk } from './desk/create.ts';
import type { Desk } from './desk/desk.ts';
import { createMetrics } from './desk/metrics.ts';
import { type Log, openLog } from './log.ts';
import { startDiscord } from './platforms/discord/start.ts';
import type { Service } from './platforms/service.ts';
import { EVENTS_PATH } from './platforms/slack/manifest.ts';
import { startSlack } from './platforms/slack/start.ts';
import { startServer } from './server.ts';
import { openStore } from './store/open.ts';

/** A signal to stop is followed by the end within ten seconds: this long for what runs, the rest for saying goodbye. */
const GRACE_MS = 6000;
const LAST_MS = 9500;

/** The platforms that have credentials. */
const platformsOf = ({ DISCORD_TOKEN, SLACK_BOT_TOKEN }: Config): string[] => [
  ...(DISCORD_TOKEN ? ['discord'] : []),
  ...(SLACK_BOT_TOKEN ? ['slack'] : []),
];

/** Is there a platform to serve? */
export const hasPlatforms = (config: Config): boolean => platformsOf(config).length > 0;

const isConnected = (services: readonly Service[], wanted: string): boolean =>
  services.some((service) => service.name === wanted && service.connected());

/**
 * Serves every platform that has credentials, until a signal to stop.
 *
 * @returns the exit code
 * @throws Error of one line for what cannot be started
 */
export async function serve(config: Config): Promise<number> {
  const log = openLog(config, 'stdout');
  const onTrouble = (error: unknown): void => log.warn({ err: error }, 'went on without');
  const store = await openStore({ databaseUrl: config.DATABASE_URL, dataDir: config.DATA_DIR });
  const bot = await createBot({ quickChartUrl: config.QUICKCHART_URL, onTrouble });
  const metrics = createMetrics();
  const desk = createDesk({ bot, store, log, metrics });
  const services: Service[] = [];
  const routes = new Map();
  const server = await startServer({
    host: config.HOST,
    port: config.PORT,
    // One that is still starting is not connected either.
    connected: () => Object.fromEntries(platformsOf(config).map((name) => [name, isConnected(services, name)])),
    metrics,
    routes,
  });
  const stopping = untilSignal();
  try {
    if (config.DISCORD_TOKEN) services.push(await discord(config, config.DISCORD_TOKEN, desk, log));
    if (config.SLACK_BOT_TOKEN) {
      const slack = await startSlack({
        botToken: config.SLACK_BOT_TOKEN,
        appToken: config.SLACK_APP_TOKEN,
        signingSecret: config.SLACK_SIGNING_SECRET,
        apiUrl: config.SLACK_API_URL,
        desk,
        log,
      });
      services.push(slack);
      if (slack.requestListener) routes.set(EVENTS_PATH, slack.requestListener);
    }
    log.info({ platforms: services.map(({ name }) => name), port: server.port }, 'ready');
    await stopping;
    log.info('stopping');
  } finally {
    const goodbye = async (): Promise<void> => {
      await desk.close(GRACE_MS);
      await Promise.allSettled(services.map((service) => service.stop()));
      await Promise.allSettled([server.close(), bot.close()]);
      await store.close();
    };
    await Promise.race([goodbye(), new Promise((resolve) => setTimeout(resolve, LAST_MS).unref())]);
  }
  log.info('stopped');
  return 0;
}

const discord = (config: Config, token: string, desk: Desk, log: Log): Promise<Service> =>
  startDiscord({ token, guildId: config.DISCORD_GUILD_ID, apiUrl: config.DISCORD_API_URL, desk, log });

/** Resolves at the first SIGTERM or SIGINT. */
const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
