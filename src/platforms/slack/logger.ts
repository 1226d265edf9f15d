import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../dispatch/log.ts';

/** Slack's libraries write into our log; their debug lines carry what people typed and are left out. */
export function slackLogger(log: Log): Logger {
  const write =
    (level: 'debug' | 'warn' | 'error') =>
    (...words: unknown[]): void => {
      const err = words.find((word) => word instanceof Error);
      const text = words.filter((word) => typeof word === 'string').join(' ');
      log[level](err === undefined ? {} : { err }, text || 'Slack');
    };
  return {
    debug: () => {},
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
