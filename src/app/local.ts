import { createBot, type WorkingBot } from '../dispatch/bot.ts';
import type { Log } from '../dispatch/log.ts';
import { chat } from '../platforms/terminal/chat.ts';
import type { ChatQuizzes } from '../platforms/terminal/transport.ts';
import type { Transport } from '../quiz/transport.ts';
import type { Config } from './config.ts';
import { logFile, openLog } from './log.ts';
import { localQuizzes } from './quizzes.ts';
import { hasPage, open, type Serving, untilSignal } from './serve.ts';

/** What is piped in is there at once, or nearly. */
const PATIENCE_MS = 100;

/**
 * Without credentials: the page, and a chat with whoever is at the terminal or pipes lines in. The end of the chat is
 * the end of the program; where nobody types anything there is the page alone, until a signal to stop.
 *
 * @returns the exit code
 * @throws Error of one line when there is nobody to talk to, and the page cannot be served
 */
export async function local(config: Config): Promise<number> {
  const log = openLog(config, 'file');
  const stopped = untilSignal();
  const words = firstWords();
  const { serving, trouble } = hasPage(config) ? await tryToOpen(config, log) : {};
  await Promise.race([words.come, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  // What was piped in is answered even where the page has no place.
  const alone = !words.expected && !words.there;
  if (trouble && alone) throw trouble;
  if (serving && alone) console.log(`Chainrule is at ${serving.page}`);
  const house = serving ? beside(serving) : await lonely(config, log);
  const somebody = words.expected || (await Promise.race([words.come, stopped.then(() => false)]));
  if (somebody) await Promise.race([talk(config, house, log, noticeOf(serving, trouble)), stopped]);
  else if (serving) await stopped;
  await house.close();
  return 0;
}

/** Is there somebody at the other end of stdin? */
function firstWords() {
  const { stdin, stdout } = process;
  const words = { expected: Boolean(stdin.isTTY && stdout.isTTY), there: false, come: Promise.resolve(true) };
  if (words.expected) return words;
  words.come = new Promise((resolve) => {
    // Whatever is in the pipe stays there for the chat to read.
    stdin.once('readable', () => {
      words.there = stdin.readableLength > 0;
      resolve(words.there);
    });
    stdin.once('error', () => resolve(false));
  });
  return words;
}

async function tryToOpen(config: Config, log: Log): Promise<{ readonly serving?: Serving; readonly trouble?: Error }> {
  try {
    return { serving: await open(config, log) };
  } catch (error) {
    log.warn({ err: error }, 'no page');
    return { trouble: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** What a chat needs of the program. */
interface House {
  readonly bot: WorkingBot;
  readonly openQuizzes: (transport: Transport) => Promise<ChatQuizzes>;
  close(): Promise<void>;
}

/** The chat beside the page: the quizzes are the page's, too. */
const beside = ({ bot, quizzes, transports, close }: Serving): House => ({
  bot,
  async openQuizzes(transport) {
    transports.set('terminal', { transport, solo: true });
    return quizzes;
  },
  close,
});

async function lonely(config: Config, log: Log): Promise<House> {
  const onError = (error: unknown): void => log.warn({ err: error });
  const bot = await createBot({ quickChartUrl: config.QUICKCHART_URL, onError });
  const quizzes = localQuizzes({ bot, dataDir: config.DATA_DIR, onError });
  return {
    bot,
    openQuizzes: quizzes.open,
    async close() {
      await quizzes.close();
      await bot.close();
    },
  };
}

function noticeOf(serving: Serving | undefined, trouble: Error | undefined): string | undefined {
  if (trouble) return `There is no page this time: ${trouble.message}`;
  return serving && `Chainrule is at ${serving.page} in your browser, and here.`;
}

const talk = (config: Config, { bot, openQuizzes }: House, log: Log, notice: string | undefined): Promise<void> =>
  chat({
    bot,
    input: process.stdin,
    output: process.stdout,
    dataDir: config.DATA_DIR,
    outDir: 'out',
    notice,
    openQuizzes,
    onCrash: (error) => {
      log.error({ err: error });
      return `Sorry, something went wrong on our side. It is in ${logFile(config)}.`;
    },
  });
