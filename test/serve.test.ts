import pino from 'pino';
import { expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import { open } from '../src/serve.ts';
import { temporaryFolder } from './support/command-folder.ts';

it('is gone within ten seconds, whatever does not end', async () => {
  const config = readConfig({ PORT: '0', DATA_DIR: await temporaryFolder() });
  const serving = await open(config, pino({ level: 'silent' }));
  const asked = Promise.withResolvers<void>();
  const end = vi.spyOn(serving.bot, 'close').mockImplementation(() => {
    asked.resolve();
    return new Promise(() => {});
  });
  onTestFinished(async () => {
    vi.useRealTimers();
    end.mockRestore();
    await serving.bot.close();
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let closed = false;
  const closing = serving.close().then(() => {
    closed = true;
  });
  await asked.promise;
  expect(closed).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  await closing;
});
