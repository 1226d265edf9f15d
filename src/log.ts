import { join } from 'node:path';
import pino from 'pino';
import type { Config } from './config.ts';

/** The log of a program that talks in a terminal: a file, so that nothing of it stands between the answers. */
export const logFile = ({ DATA_DIR }: Config): string => join(DATA_DIR, 'chainrule.log');

export type Log = pino.Logger;

/** Opens the log; lines go out at once, so that a crash loses none. */
export function openLog(config: Config): Log {
  // A disk that is full or read-only must not end a chat.
  try {
    const destination = pino.destination({ dest: logFile(config), mkdir: true, sync: true });
    destination.on('error', () => {});
    return pino({ level: config.LOG_LEVEL }, destination);
  } catch {
    return pino({ level: 'silent' });
  }
}
