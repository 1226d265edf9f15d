import type { RequestListener } from 'node:http';
import { createBot, type WorkingBot } from '../dispatch/bot.ts';
import { createDesk } from '../dispatch/create.ts';
import type { Desk } from '../dispatch/dispatcher.ts';
import type { Log } from '../dispatch/log.ts';
import { createMetrics } from '../dispatch/metrics.ts';
import type { Service } from '../platforms/service.ts';
import { startWeb } from '../platforms/web/start.ts';
import type { Clock } from '../quiz/host/clock.ts';
import type { QuizService } from '../quiz/host/create.ts';
import type { PlatformOfQuizzes } from '../quiz/host/options.ts';
import { openStore } from '../store/open.ts';
import type { Config } from './config.ts';
import { openLog } from './log.ts';
import { openQuizzes } from './quizzes.ts';
import { type RunningServer, startServer } from './server.ts';

/** A signal to stop is followed by the end within ten seconds: this long for what runs, the rest for saying goodbye. */
const GRACE_MS = 6000;
const LAST_MS = 9500;
/** Of the first, what a quiz is just saying has this long. */
const QUIZ_GRACE_MS = 1500;

type Routes = Map<string, RequestListener>;

const ANY_ADDRESS = ['0.0.0.0', '::'];

/** The platforms of a group that have credentials. */
const groupsOf = ({ DISCORD_TOKEN, SLACK_BOT_TOKEN }: Config): string[] => [
  ...(DISCORD_TOKEN ? ['discord'] : []),
  ...(SLACK_BOT_TOKEN ? ['slack'] : []),
];

/** Is there a group to serve? */
export const hasCredentials = (config: Config): boolean => groupsOf(config).length > 0;

/** Is the page to be served? Without credentials it is what there is to see. */
export const hasPage = (config: Config): boolean => config.WEB ?? !hasCredentials(config);

const platformsOf = (config: Config): string[] => [...groupsOf(config), ...(hasPage(config) ? ['web'] : [])];

const isConnected = (services: readonly Service[], wanted: string): boolean =>
  services.some((service) => service.name === wanted && service.connected());

/** The program while it serves. */
export interface Serving {
  readonly bot: WorkingBot;
  /** Where the page is; undefined when it is not served. */
  readonly page: string | undefined;
  readonly quizzes: QuizService;
  /** The ways in which quizzes speak, by platform; more may be added. */
  readonly transports: Map<string, PlatformOfQuizzes>;
  /** Takes no more commands, finishes or stops what runs, and says goodbye, within ten seconds. */
  close(): Promise<void>;
}

/**
 * Starts every platform that has credentials, and the page.
 *
 * @param clock of the quizzes; the steady one if left out
 * @throws Error of one line for what cannot be started
 */
export async function open(config: Config, log: Log, clock?: Clock): Promise<Serving> {
  const store = await openStore({ databaseUrl: config.DATABASE_URL, dataDir: config.DATA_DIR });
  const onError = (error: unknown): void => log.warn({ err: error }, 'went on without');
  const bot = await createBot({ quickChartUrl: config.QUICKCHART_URL, onError });
  const metrics = createMetrics();
  const transports = new Map<string, PlatformOfQuizzes>();
  const quizzes = openQuizzes({ bot, store, transports, onError, clock });
  const desk = createDesk({ bot, store, log, metrics, services: quizzes });
  const services: Service[] = [];
  let server: RunningServer | undefined;
  const goodbye = async (): Promise<void> => {
    // First nothing new begins, then nothing more is said, and only then the ways to say it close.
    await desk.close(GRACE_MS);
    await quizzes.close(QUIZ_GRACE_MS);
    await Promise.allSettled(services.map((service) => service.stop()));
    await Promise.allSettled([server?.close(), bot.close()]);
    await store.close();
  };
  const close = (): Promise<void> =>
    Promise.race([goodbye(), new Promise<void>((resolve) => setTimeout(resolve, LAST_MS))]);
  try {
    const web = hasPage(config)
      ? await startWeb({ desk, log, host: config.HOST, origin: config.WEB_ORIGIN })
      : undefined;
    if (web) services.push(web);
    const routes: Routes = new Map();
    server = await startServer({
      host: config.HOST,
      port: config.PORT,
      // One that is still starting is not connected either.
      connected: () => Object.fromEntries(platformsOf(config).map((name) => [name, isConnected(services, name)])),
      metrics,
      routes,
      others: web?.requestListener,
    });
    if (config.DISCORD_TOKEN) services.push(await discord(config, config.DISCORD_TOKEN, desk, log));
    if (config.SLACK_BOT_TOKEN) services.push(await slack(config, config.SLACK_BOT_TOKEN, desk, log, routes));
    for (const { name, transport } of services) if (transport) transports.set(name, { transport, solo: false });
    quizzes.start();
    const page = web && (config.WEB_ORIGIN ?? address(config.HOST, server.port));
    log.info({ platforms: platformsOf(config), port: server.port, ...(page && { page }) }, 'ready');
    return { bot, page, quizzes, transports, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Serves every platform that has credentials, until a signal to stop.
 *
 * @returns the exit code
 * @throws Error of one line for what cannot be started
 */
export async function serve(config: Config): Promise<number> {
  const log = openLog(config, 'stdout');
  const stopping = untilSignal();
  const serving = await open(config, log);
  await stopping;
  log.info('stopping');
  await serving.close();
  log.info('stopped');
  return 0;
}

// A platform's library is loaded only where the platform is served: each takes longer than all the rest.

async function discord(config: Config, token: string, desk: Desk, log: Log): Promise<Service> {
  const { startDiscord } = await import('../platforms/discord/start.ts');
  return startDiscord({ token, guildId: config.DISCORD_GUILD_ID, apiUrl: config.DISCORD_API_URL, desk, log });
}

async function slack(config: Config, botToken: string, desk: Desk, log: Log, routes: Routes): Promise<Service> {
  const [{ startSlack }, { EVENTS_PATH }] = await Promise.all([
    import('../platforms/slack/start.ts'),
    import('../platforms/slack/manifest.ts'),
  ]);
  const service = await startSlack({
    botToken,
    appToken: config.SLACK_APP_TOKEN,
    signingSecret: config.SLACK_SIGNING_SECRET,
    apiUrl: config.SLACK_API_URL,
    desk,
    log,
  });
  if (service.requestListener) routes.set(EVENTS_PATH, service.requestListener);
  return service;
}

/** Where a browser on this machine finds the server. */
function address(host: string, port: number): string {
  const name = ANY_ADDRESS.includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Resolves at the first SIGTERM or SIGINT. */
export const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
