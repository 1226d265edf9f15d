import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadCommandsFor } from '../command/registry.ts';
import { createBot } from '../dispatch/bot.ts';
import { UserError } from '../errors.ts';
import { readTextFile, saveFiles } from '../platforms/terminal/files.ts';
import { leaveWhenUnread } from '../platforms/terminal/pipe.ts';
import { errorReply } from '../reply/error-reply.ts';
import { toText } from '../reply/text.ts';
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
process.exitCode = await main(process.argv.slice(2));

interface Options {
  readonly json: boolean;
  readonly out: string;
}

async function main(words: string[]): Promise<number> {
  const { line, values } = readWords(words);
  if (values.version === true) console.log(versionOf());
  else if (values.help === true) console.log(USAGE);
  else if (line === '' || typeof values.out === 'boolean') {
    console.error(USAGE);
    return EXIT.refused;
  } else return ask(line, { json: values.json === true, out: values.out ?? 'out' });
  return EXIT.answered;
}

/** Our own options, wherever they stand; all other words are the line, whatever they look like: `-a*b`, `--lr 0.1`. */
function readWords(words: string[]) {
  const options = {
    json: { type: 'boolean' },
    out: { type: 'string' },
    help: { type: 'boolean' },
    version: { type: 'boolean' },
  } as const;
  const { values, tokens } = parseArgs({ args: words, options, strict: false, allowPositionals: true, tokens: true });
  const taken = new Set<number>();
  for (const token of tokens) {
    if (token.kind === 'positional' || (token.kind === 'option' && !Object.hasOwn(options, token.name))) continue;
    taken.add(token.index);
    if (token.kind === 'option' && token.inlineValue === false) taken.add(token.index + 1);
  }
  return {
    line: words
      .filter((_, i) => !taken.has(i))
      .join(' ')
      .trim(),
    values,
  };
}

function versionOf(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return version;
}

/** Answers one line: the reply on stdout, pictures as files, and what was typed wrong on stderr. */
async function ask(line: string, { json, out }: Options): Promise<number> {
  try {
    const config = readConfig();
    const bot = await createBot({
      commands: await loadCommandsFor(line),
      quickChartUrl: config.QUICKCHART_URL,
      onError: (error) => void logError(config, error),
    });
    try {
      const answer = await bot.ask(line, {
        readFile: readTextFile,
        onProgress: (reply) => process.stderr.isTTY && console.error(toText(reply)),
      });
      const pictures = await saveFiles(answer, out);
      console.log(json ? JSON.stringify(answer.reply, null, 2) : toText(answer.reply, { width: WIDTH, pictures }));
      return EXIT.answered;
    } catch (error) {
      if (error instanceof UserError) {
        console.error(toText(errorReply(error), { width: WIDTH }));
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
