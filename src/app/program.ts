import type { RequestListener } from 'node:http';
import { createBot, type WorkingBot } from '../dispatch/bot.ts';
import { createDispatcher } from '../dispatch/dispatcher.ts';
import type { LimitSizes } from '../dispatch/limits.ts';
import type { Log } from '../dispatch/log.ts';
import { createMetrics } from '../dispatch/metrics.ts';
import type { ParsedCall } from '../dispatch/parsed-call.ts';
import type { Service } from '../platforms/service.ts';
import { labLinks } from '../platforms/web/lab/address.ts';
import type { Clock } from '../quiz/host/clock.ts';
import type { PlatformOfQuizzes } from '../quiz/host/options.ts';
import { openStore } from '../store/open.ts';
import { type Config, hasPage, platformsOf } from './config.ts';
import { type RunningServer, startServer } from './http-server.ts';
import { type AppServices, openServices } from './open-services.ts';
import { startDiscord, startPage, startSlack } from './platforms.ts';

/** The program ends within ten seconds of a signal: work under way has this long, closing connections the rest. */
const GRACE_MS = 6000;
const CLOSE_WITHIN_MS = 9500;
/** For the messages that quizzes are sending. */
const QUIZ_GRACE_MS = 1500;

const ANY_ADDRESS = ['0.0.0.0', '::'];

/** What a program may be given in place of its own. */
export interface ProgramParts {
  /** The time by which quizzes go. */
  readonly clock?: Clock | undefined;
  /** How much a person may ask for. */
  readonly limits?: LimitSizes | undefined;
  /** The folder of command files. */
  readonly folder?: URL | undefined;
}

/** The running program: the bot, its services and the HTTP server. */
export interface Program {
  readonly bot: WorkingBot;
  /** The URL of the page; undefined when it is not served. */
  readonly page: string | undefined;
  /** What commands that act work with. */
  readonly services: AppServices;
  /** How quizzes send messages, by platform; more may be added. */
  readonly transports: Map<string, PlatformOfQuizzes>;
  /** Accepts no more commands, finishes or cancels what runs, and closes everything, within ten seconds. */
  close(): Promise<void>;
}

/**
 * Starts every platform that has credentials, and the page.
 *
 * @param parts the steady clock, the product's limits and the project's commands if left out
 * @throws Error of one line for what cannot be started
 */
export async function startProgram(
  config: Config,
  log: Log,
  { clock, limits, folder }: ProgramParts = {},
): Promise<Program> {
  const onError = (error: unknown): void => log.warn({ err: error }, 'went on without');
  const store = await openStore({
    databaseUrl: config.DATABASE_URL,
    directUrl: config.DATABASE_DIRECT_URL,
    dataDir: config.DATA_DIR,
    onError,
  });
  const bot = await createBot({
    quickChartUrl: config.QUICKCHART_URL,
    publicCharts: config.QUICKCHART_PUBLIC,
    pictureHosts: config.PICTURE_HOSTS,
    folder,
    onError,
  });
  const metrics = createMetrics();
  const transports = new Map<string, PlatformOfQuizzes>();
  const services = openServices({ bot, store, transports, onError, clock });
  const { WEB_ORIGIN: origin } = config;
  const links = hasPage(config) && origin ? (call: ParsedCall) => labLinks(origin, call) : undefined;
  const dispatcher = createDispatcher({ bot, store, log, metrics, limits, services, links });
  const platforms: Service[] = [];
  let server: RunningServer | undefined;
  const closeAll = async (): Promise<void> => {
    // First nothing new begins, then nothing more is sent, and only then the connections close.
    await dispatcher.close(GRACE_MS);
    await services.close(QUIZ_GRACE_MS);
    await Promise.allSettled(platforms.map((service) => service.stop()));
    await dispatcher.answers.close();
    await Promise.allSettled([server?.close(), bot.close()]);
    await store.close();
  };
  const close = (): Promise<void> =>
    Promise.race([closeAll(), new Promise<void>((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS))]);
  try {
    await dispatcher.answers.start();
    const web = hasPage(config) ? await startPage(config, dispatcher, log) : undefined;
    if (web) platforms.push(web);
    const routes = new Map<string, RequestListener>();
    server = await startServer({
      host: config.HOST,
      port: config.PORT,
      // One that is still starting is not connected either.
      connected: () => Object.fromEntries(platformsOf(config).map((name) => [name, isConnected(platforms, name)])),
      metrics,
      routes,
      others: web?.requestListener,
    });
    if (config.DISCORD_TOKEN) platforms.push(await startDiscord(config, config.DISCORD_TOKEN, dispatcher, log));
    if (config.SLACK_BOT_TOKEN)
      platforms.push(await startSlack(config, config.SLACK_BOT_TOKEN, dispatcher, log, routes));
    for (const { name, transport } of platforms) if (transport) transports.set(name, { transport, solo: false });
    services.start();
    bot.start();
    const page = web && (config.WEB_ORIGIN ?? localUrl(config.HOST, server.port));
    log.info({ platforms: platformsOf(config), port: server.port, ...(page && { page }) }, 'ready');
    return { bot, page, services, transports, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const isConnected = (services: readonly Service[], wanted: string): boolean =>
  services.some((service) => service.name === wanted && service.connected());

/** The URL of the server for a browser on this machine. */
function localUrl(host: string, port: number): string {
  const name = ANY_ADDRESS.includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
