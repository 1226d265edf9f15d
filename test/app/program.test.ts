import pino from 'pino';
import { expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { startProgram } from '../../src/app/program.ts';
import { temporaryFolder } from '../support/command-folder.ts';

it('is gone within ten seconds, whatever does not end', async () => {
  const config = readConfig({ PORT: '0', DATA_DIR: await temporaryFolder() });
  const program = await startProgram(config, pino({ level: 'silent' }));
  const asked = Promise.withResolvers<void>();
  const end = vi.spyOn(program.bot, 'close').mockImplementation(() => {
    asked.resolve();
    return new Promise(() => {});
  });
  onTestFinished(async () => {
    vi.useRealTimers();
    end.mockRestore();
    await program.bot.close();
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let closed = false;
  const closing = program.close().then(() => {
    closed = true;
  });
  await asked.promise;
  expect(closed).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  await closing;
});
