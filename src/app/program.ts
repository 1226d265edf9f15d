import type { LimitSizes } from '../dispatch/admission/limits.ts';
import { createBot, type WorkingBot } from '../dispatch/bot.ts';
import { createDispatcher } from '../dispatch/dispatcher.ts';
import type { Log } from '../dispatch/log.ts';
import { createMetrics } from '../dispatch/metrics.ts';
import type { ParsedCall } from '../dispatch/parsed-call.ts';
import type { Refused, Service } from '../platforms/service.ts';
import { labLinks } from '../platforms/web/lab/address.ts';
import type { Clock } from '../quiz/host/clock.ts';
import type { PlatformOfQuizzes } from '../quiz/host/options.ts';
import { openStore } from '../store/open.ts';
import { StoreUnavailable } from '../store/outage.ts';
import { type Config, hasPage, hasSlack, isPublic, platformsOf } from './config.ts';
import { createHealth } from './health.ts';
import { type RunningServer, startServer } from './http/server.ts';
import { legalRoutes } from './legal/pages.ts';
import { type AppServices, openServices } from './open-services.ts';
import { startDiscord, startPage, startSlack } from './platforms.ts';
import { type PlatformStart, type Supervisor, supervise } from './supervisor.ts';

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
  /** How long a command may compute. */
  readonly deadlineMs?: number | undefined;
  /** Quizzes are looked after only when whoever has the program tells it to. */
  readonly sweepsWhenTold?: boolean | undefined;
  /** What lies between two messages in a channel of Slack. */
  readonly paceMs?: number | undefined;
  /** Ends the wait for platforms that do not answer. */
  readonly stopping?: Promise<void> | undefined;
  /** The pause in ms before a platform is tried again, after so many tries. */
  readonly pauseMs?: ((tries: number) => number) | undefined;
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
  /** Resolves with the reason when none of the platforms can work any more. */
  readonly failed: Promise<Refused>;
  /** Accepts no more commands, finishes or cancels what runs, and closes everything, within ten seconds. */
  close(): Promise<void>;
}

/**
 * Starts every platform that has credentials, and the page. One that cannot be reached does not keep the others from it:
 * it is tried again and again.
 *
 * @param parts the steady clock, the product's limits and the project's commands if left out
 * @throws Error of one line for what cannot be started, and when all platforms refuse what is configured
 */
export async function startProgram(config: Config, log: Log, parts: ProgramParts = {}): Promise<Program> {
  const { clock, limits, folder, deadlineMs, stopping: told = new Promise<void>(() => {}), pauseMs, paceMs } = parts;
  const onError = (error: unknown): void => {
    // That is in the log once, and not for each who needed it.
    if (!(error instanceof StoreUnavailable)) log.warn({ err: error }, 'went on without');
  };
  const store = await openStore({
    databaseUrl: config.DATABASE_URL,
    directUrl: config.DATABASE_DIRECT_URL,
    dataDir: config.DATA_DIR,
    onError,
    onState: (state, cause) =>
      state === 'up'
        ? log.info({ state }, 'the store is back')
        : log.error({ state, err: cause }, 'the store is not available'),
  });
  const bot = await createBot({
    quickChartUrl: config.QUICKCHART_URL,
    publicCharts: config.QUICKCHART_PUBLIC,
    pictureHosts: config.PICTURE_HOSTS,
    folder,
    deadlineMs,
    onError,
  });
  const metrics = createMetrics();
  const transports = new Map<string, PlatformOfQuizzes>();
  const services = openServices({ bot, store, transports, onError, clock });
  const { WEB_ORIGIN: origin } = config;
  const links = hasPage(config) && origin ? (call: ParsedCall) => labLinks(origin, call) : undefined;
  const dispatcher = createDispatcher({ bot, store, log, metrics, limits, services, links });
  let stopping = false;
  let supervisor: Supervisor | undefined;
  let server: RunningServer | undefined;
  const closeAll = async (): Promise<void> => {
    // First nothing new begins, then nothing more is sent, and only then the connections close.
    await dispatcher.close(GRACE_MS);
    await services.close(QUIZ_GRACE_MS);
    await supervisor?.stop();
    await dispatcher.answers.close();
    await Promise.allSettled([server?.close(), bot.close()]);
    await store.close();
  };
  const close = (): Promise<void> => {
    stopping = true;
    return Promise.race([closeAll(), new Promise<void>((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS))]);
  };
  try {
    await dispatcher.answers.start();
    const web = hasPage(config) ? await startPage(config, dispatcher, log) : undefined;
    const routes = legalRoutes({ name: config.OPERATOR_NAME, contact: config.OPERATOR_CONTACT });
    if (isPublic(config) && config.OPERATOR_NAME === undefined)
      log.warn({}, 'OPERATOR_NAME is not set: /privacy and /terms say that the operator has not given a name');
    const health = createHealth({
      live: bot.live,
      store: store.status,
      states: () => supervisor?.states() ?? {},
      isStopping: () => stopping,
    });
    const { HOST: host, PORT: port } = config;
    server = await startServer({ host, port, health, metrics, routes, others: web?.requestListener });
    bot.start();
    const { DISCORD_TOKEN: discord } = config;
    const platforms: PlatformStart[] = [
      ...(web ? [{ name: 'web', start: async () => web }] : []),
      ...(discord ? [{ name: 'discord', start: () => startDiscord(config, discord, dispatcher, log, routes) }] : []),
      ...(hasSlack(config)
        ? [{ name: 'slack', start: () => startSlack(config, dispatcher, log, routes, paceMs) }]
        : []),
    ];
    const onStart = ({ name, transport }: Service): void => {
      if (transport) transports.set(name, { transport, solo: false });
      if (!parts.sweepsWhenTold) services.start();
    };
    supervisor = supervise({ platforms, log, onStart, pauseMs });
    const { tried, failed } = supervisor;
    const refused = await Promise.race([failed, tried, told]);
    if (refused) throw new Error(refused.message, { cause: refused });
    const page = web && (config.WEB_ORIGIN ?? localUrl(config.HOST, server.port));
    log.info({ platforms: platformsOf(config), port: server.port, ...(page && { page }) }, 'ready');
    return { bot, page, services, transports, failed, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The URL of the server for a browser on this machine. */
function localUrl(host: string, port: number): string {
  const name = ANY_ADDRESS.includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
