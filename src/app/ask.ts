import { createBot } from '../dispatch/bot.ts';
import { UserError } from '../errors.ts';
import { readTextFile, saveFiles } from '../platforms/terminal/files.ts';
import { leaveWhenUnread } from '../platforms/terminal/pipe.ts';
import { errorReply } from '../reply/error-reply.ts';
import { toText } from '../reply/text.ts';
import { readConfig } from './config.ts';
import { logFile, openLog } from './log.ts';

const USAGE = "Usage: npm run --silent ask -- '/grad a*b+c' [--json] [--out DIR]";
const WIDTH = 100;

const EXIT = { answered: 0, failed: 1, refused: 2 };

leaveWhenUnread();
process.exitCode = await ask(process.argv.slice(2));

/** Answers one command: the reply on stdout, pictures as files, what was typed wrong on stderr with exit 2. */
async function ask(words: string[]): Promise<number> {
  const json = take(words, '--json', 1) !== undefined;
  const [, folder = 'out'] = take(words, '--out', 2) ?? [];
  const line = words.join(' ');
  if (line.trim() === '') {
    console.error(USAGE);
    return EXIT.refused;
  }
  try {
    const config = readConfig();
    const bot = await createBot({
      quickChartUrl: config.QUICKCHART_URL,
      onError: (error) => openLog(config, 'file').warn({ err: error }),
    });
    try {
      const answer = await bot.ask(line, {
        readFile: readTextFile,
        onProgress: (reply) => process.stderr.isTTY && console.error(toText(reply)),
      });
      const pictures = await saveFiles(answer, folder);
      console.log(json ? JSON.stringify(answer.reply, null, 2) : toText(answer.reply, { width: WIDTH, pictures }));
      return EXIT.answered;
    } catch (error) {
      if (error instanceof UserError) {
        console.error(toText(errorReply(error), { width: WIDTH }));
        return EXIT.refused;
      }
      openLog(config, 'file').error({ err: error });
      console.error(`Sorry, something went wrong on our side. It is in ${logFile(config)}.`);
      return EXIT.failed;
    } finally {
      await bot.close();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return EXIT.failed;
  }
}

/** Takes a flag, with the words that belong to it, out of the list. */
function take(words: string[], flag: string, count: number): string[] | undefined {
  const at = words.indexOf(flag);
  return at < 0 ? undefined : words.splice(at, count);
}
