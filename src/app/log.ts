import { join } from 'node:path';
import pino from 'pino';
import type { Log } from '../dispatch/log.ts';
import { isFileOrFree, makeFolder } from '../make-folder.ts';
import type { Config } from './config.ts';

/** Where a program that talks in a terminal keeps its log, so that nothing of it stands between the answers. */
export const logFile = ({ DATA_DIR }: Config): string => join(DATA_DIR, 'chainrule.log');

/** What must not be in a log, wherever in an error it turns up. */
const SECRETS = [
  'DISCORD_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
] as const;

/** Shorter ones would blank out half of every line. */
const SHORTEST_SECRET = 8;

/** Opens the log, on stdout or in the file; lines go out at once, so that a crash loses none. */
export function openLog(config: Config, target: 'stdout' | 'file'): Log {
  const secrets = SECRETS.map((name) => config[name] ?? '').filter(({ length }) => length >= SHORTEST_SECRET);
  const options: pino.LoggerOptions = {
    level: config.LOG_LEVEL,
    hooks: { streamWrite: (line) => secrets.reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), line) },
  };
  // A disk that is full or read-only must not end the program.
  try {
    if (target === 'file') {
      makeFolder(config.DATA_DIR);
      if (!isFileOrFree(logFile(config))) throw new Error('not a file');
    }
    const place = { dest: target === 'stdout' ? 1 : logFile(config) };
    const destination = pino.destination({ ...place, sync: true });
    destination.on('error', () => {});
    return pino(options, destination);
  } catch {
    return pino({ level: 'silent' });
  }
}
