import { createBot, type WorkingBot } from '../dispatch/bot.ts';
import { NOT_KEPT } from '../dispatch/dispatcher.ts';
import type { Log } from '../dispatch/log.ts';
import { chat } from '../platforms/terminal/chat.ts';
import type { ChatServices } from '../platforms/terminal/transport.ts';
import type { Transport } from '../quiz/transport.ts';
import { StoreUnavailable } from '../store/outage.ts';
import { type Config, hasPage } from './config.ts';
import { logFile, openLog } from './log.ts';
import { localServices } from './open-services.ts';
import { type Program, startProgram } from './program.ts';
import { untilSignal } from './serve.ts';

/** How long to wait for lines that are piped in: they are there at once, or nearly. */
const PIPE_WAIT_MS = 100;

/**
 * Without credentials: the page, and a chat with whoever is at the terminal or pipes lines in. The end of the chat is
 * the end of the program; where nobody types anything there is the page alone, until a signal to stop.
 *
 * @returns the exit code
 * @throws Error of one line when there is no input, and the page cannot be served
 */
export async function local(config: Config): Promise<number> {
  const log = openLog(config, 'file');
  const stopped = untilSignal();
  const input = watchInput();
  const { program, error } = hasPage(config) ? await tryToStart(config, log) : {};
  await Promise.race([input.arrives, new Promise((resolve) => setTimeout(resolve, PIPE_WAIT_MS))]);
  // Piped lines are answered even where the page cannot be served.
  const onlyPage = !input.interactive && !input.piped;
  if (error && onlyPage) throw error;
  if (program && onlyPage) console.log(`Chainrule is at ${program.page}`);
  const context = program ? chatOf(program) : await chatAlone(config, log);
  const chats = input.interactive || (await Promise.race([input.arrives, stopped.then(() => false)]));
  if (chats) await Promise.race([runChat(config, context, log, noticeOf(program, error)), stopped]);
  else if (program) await stopped;
  await context.close();
  return 0;
}

/** Whether stdin is a terminal, has lines in it, and will have some. */
function watchInput() {
  const { stdin, stdout } = process;
  const input = { interactive: Boolean(stdin.isTTY && stdout.isTTY), piped: false, arrives: Promise.resolve(true) };
  if (input.interactive) return input;
  input.arrives = new Promise((resolve) => {
    // Nothing is taken out of the pipe: the chat reads it.
    stdin.once('readable', () => {
      input.piped = stdin.readableLength > 0;
      resolve(input.piped);
    });
    stdin.once('error', () => resolve(false));
  });
  return input;
}

async function tryToStart(config: Config, log: Log): Promise<{ readonly program?: Program; readonly error?: Error }> {
  try {
    return { program: await startProgram(config, log) };
  } catch (error) {
    log.warn({ err: error }, 'no page');
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** What a chat works with. */
interface ChatContext {
  readonly bot: WorkingBot;
  readonly openServices: (transport: Transport) => Promise<ChatServices>;
  close(): Promise<void>;
}

/** For a chat beside the page: both have the same services. */
const chatOf = ({ bot, services, transports, close }: Program): ChatContext => ({
  bot,
  async openServices(transport) {
    transports.set('terminal', { transport, solo: true });
    return services;
  },
  close,
});

/** For a chat without the page. */
async function chatAlone(config: Config, log: Log): Promise<ChatContext> {
  const onError = (error: unknown): void => log.warn({ err: error });
  const bot = await createBot({
    quickChartUrl: config.QUICKCHART_URL,
    publicCharts: config.QUICKCHART_PUBLIC,
    pictureHosts: config.PICTURE_HOSTS,
    onError,
  });
  bot.start();
  const services = localServices({ bot, dataDir: config.DATA_DIR, onError });
  return {
    bot,
    openServices: services.open,
    async close() {
      await services.close();
      await bot.close();
    },
  };
}

function noticeOf(program: Program | undefined, error: Error | undefined): string | undefined {
  if (error) return `There is no page this time: ${error.message}`;
  return program && `Chainrule is at ${program.page} in your browser, and here.`;
}

const runChat = (
  config: Config,
  { bot, openServices }: ChatContext,
  log: Log,
  notice: string | undefined,
): Promise<void> =>
  chat({
    bot,
    input: process.stdin,
    output: process.stdout,
    dataDir: config.DATA_DIR,
    outDir: 'out',
    notice,
    openServices,
    onCrash: (error) => {
      log.error({ err: error });
      if (error instanceof StoreUnavailable) return NOT_KEPT;
      // It names what is to be changed.
      if (error instanceof Error && error.message.startsWith('DATA_DIR: ')) return error.message;
      return `Sorry, something went wrong on our side. It is in ${logFile(config)}.`;
    },
  });
