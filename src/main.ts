import { createBot } from './bot.ts';
import { type Config, readConfig } from './config.ts';
import { logFile, openLog } from './log.ts';
import { chat } from './platforms/terminal/chat.ts';
import { leaveWhenUnread } from './platforms/terminal/pipe.ts';
import { hasPlatforms, serve } from './serve.ts';

leaveWhenUnread();
try {
  const config = readConfig();
  if (hasPlatforms(config)) process.exit(await serve(config));
  process.exitCode = await chatHere(config);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

/** With no platform to serve: a chat in this terminal. */
async function chatHere(config: Config): Promise<number> {
  const log = openLog(config, 'file');
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
