import { readFileSync } from 'node:fs';
import { loadCommandsFor } from '../command/registry.ts';
import { createBot } from '../dispatch/bot.ts';
import { refusalOf } from '../dispatch/read-as.ts';
import { UserError } from '../errors.ts';
import { readTextFile, saveFiles } from '../platforms/terminal/files.ts';
import { leaveWhenUnread } from '../platforms/terminal/pipe.ts';
import { toText } from '../reply/text.ts';
import { readAskOptions } from './ask-options.ts';
import { type Config, readConfig } from './config.ts';

const USAGE = `Usage: npm run --silent ask -- LINE [--json] [--out DIR]
Installed: chainrule LINE [--json] [--out DIR]

Answers one line such as '/grad a*b+c', and ends. '/help' lists the commands.

  --json     print the reply as a JSON document
  --out DIR  the folder for pictures and files; "out" by default
  --help     print this text
  --version  print the version

Exit codes: 0 answered; 2 the line or an option is wrong; 1 a setting is wrong, or the program failed.`;
const WIDTH = 100;
const EXIT = { answered: 0, failed: 1, refused: 2 };

leaveWhenUnread();
// The processes that work for it end with an orderly exit.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code));
process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const { line, json, out, help, version } = readAskOptions(words);
  if (version) console.log(versionOf());
  else if (help) console.log(USAGE);
  else if (line === '' || out === undefined) {
    console.error(USAGE);
    return EXIT.refused;
  } else return ask(line, json, out);
  return EXIT.answered;
}

function versionOf(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return version;
}

/** Answers one line: the reply on stdout, pictures as files, and what was typed wrong on stderr. */
async function ask(line: string, json: boolean, out: string): Promise<number> {
  try {
    const config = readConfig();
    const bot = await createBot({
      commands: await loadCommandsFor(line),
      quickChartUrl: config.QUICKCHART_URL,
      publicCharts: config.QUICKCHART_PUBLIC,
      pictureHosts: config.PICTURE_HOSTS,
      onError: (error) => void logError(config, error),
    });
    const call = bot.parse(line);
    try {
      const answer = await bot.ask(call, {
        readFile: readTextFile,
        onProgress: (reply) => process.stderr.isTTY && console.error(toText(reply)),
      });
      const pictures = await saveFiles(answer, out);
      console.log(json ? JSON.stringify(answer.reply, null, 2) : toText(answer.reply, { width: WIDTH, pictures }));
      return EXIT.answered;
    } catch (error) {
      if (error instanceof UserError) {
        console.error(toText(refusalOf(call, error), { width: WIDTH }));
        return EXIT.refused;
      }
      console.error(`Sorry, something went wrong on our side. It is in ${await logError(config, error)}.`);
      return EXIT.failed;
    } finally {
      await bot.close();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return EXIT.failed;
  }
}

/** @returns the file of the log, whose library is loaded only now */
async function logError(config: Config, error: unknown): Promise<string> {
  const { logFile, openLog } = await import('./log.ts');
  openLog(config, 'file').error({ err: error });
  return logFile(config);
}
