import { createBot } from './bot.ts';
import { type Config, readConfig } from './config.ts';
import { logFile, openLog } from './log.ts';
import { chat } from './platforms/terminal/chat.ts';
import { leaveWhenUnread } from './platforms/terminal/pipe.ts';

leaveWhenUnread();
process.exitCode = await start();

/** Starts the chat in this terminal. */
async function start(): Promise<number> {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  const log = openLog(config);
  const bot = await createBot({ quickChartUrl: config.QUICKCHART_URL, onTrouble: (error) => log.warn({ err: error }) });
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
