import { expect, it } from 'vitest';
import type { Log } from '../../../src/dispatch/log.ts';
import { slackLogger } from '../../../src/platforms/slack/logger.ts';

it("writes what Slack's libraries say into our log, with the error, and without their debug lines", () => {
  const lines: unknown[][] = [];
  const write =
    (level: string) =>
    (...words: unknown[]) =>
      void lines.push([level, ...words]);
  const log = { debug: write('debug'), warn: write('warn'), error: write('error') } as unknown as Log;
  const logger = slackLogger(log);
  const err = new Error('the socket closed');
  logger.debug('what somebody typed');
  logger.info('connected');
  logger.warn('slow', { retry: 1 }, 'again');
  logger.error('failed:', err);
  logger.error(err);
  expect(lines).toEqual([
    ['debug', {}, 'connected'],
    ['warn', {}, 'slow again'],
    ['error', { err }, 'failed:'],
    ['error', { err }, 'Slack'],
  ]);
});
