import { type Bot, createBot } from './bot.ts';
import { type Config, readConfig } from './config.ts';
import { type Log, logFile, openLog } from './log.ts';
import { chat } from './platforms/terminal/chat.ts';
import { leaveWhenUnread } from './platforms/terminal/pipe.ts';

leaveWhenUnread();
process.exitCode = await start();

/** Starts the chat in this terminal; what stands in the way is said in one line. */
async function start(): Promise<number> {
  let config: Config;
  let log: Log;
  let bot: Bot;
  try {
    config = readConfig();
    log = openLog(config);
    bot = await createBot({ quickChartUrl: config.QUICKCHART_URL, onTrouble: (error) => log.warn({ err: error }) });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
  await chat({
    bot,
    input: process.stdin,
    output: process.stdout,
    dataDir: config.DATA_DIR,
    outDir: 'out',
    onCrash: (error) => {
      log.error({ err: error });
      return `Sorry, something went wrong on our side. It is in ${logFile(config)}.`;
    },
  });
  await bot.close();
  return 0;
}
