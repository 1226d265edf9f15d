import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../../../src/app/config.ts';
import { startProgram } from '../../../src/app/program.ts';
import { NO_POSTGRES, newSchema, TEST_DATABASE_URL } from '../../store/places.ts';
import { startProxy } from '../../support/database-proxy.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';

/** The program with the page, on PostgreSQL behind a proxy. */
async function start() {
  const place = await newSchema(TEST_DATABASE_URL as string);
  onTestFinished(() => place.remove());
  const proxy = await startProxy(place.options.databaseUrl as string);
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
  const program = await startProgram(readConfig({ PORT: '0', DATABASE_URL: proxy.url, DATA_DIR: 'unused' }), log);
  onTestFinished(() => program.close());
  const person = randomUUID();
  const ask = async (line: string, delivery: string = randomUUID()): Promise<{ kind: string; text?: string }> => {
    const response = await fetch(`${program.page}/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ line, delivery, person, theme: 'dark' }),
    });
    const events = (await response.text()).trim().split('\n');
    return JSON.parse(events.at(-1) ?? '');
  };
  const statusOf = async (path: string): Promise<number> => (await fetch(`${program.page}${path}`)).status;
  const ready = async (status: number): Promise<void> =>
    vi.waitFor(async () => expect(await statusOf('/readyz')).toBe(status), { timeout: TIME_LIMIT_MS, interval: 50 });
  return { proxy, ask, statusOf, ready, lines };
}

describe('while PostgreSQL is away', () => {
  it.skipIf(TEST_DATABASE_URL)(NO_POSTGRES, () => {});

  it.runIf(TEST_DATABASE_URL).each(['stall', 'cut'] as const)(
    '(%s) what needs nothing of it is answered',
    async (how) => {
      const { proxy, ask, statusOf, ready, lines } = await start();
      await ready(200);
      proxy[how]();
      const delivery = randomUUID();
      expect((await ask('/grad a*b', delivery)).text).toContain('dL/da = b');
      expect((await ask('/grad a*b', delivery)).kind).toBe('repeat');
      expect((await ask('/train --steps 5')).text).toMatch(/Loss|loss/);
      expect((await ask('/check a*b --grad a=b')).kind).toMatch(/answer|refusal/);
      expect((await ask('/help')).text).toContain('/grad');
      const practice = await ask('/quiz practice --seed 5 --number 2');
      expect([practice.kind, practice.text]).toEqual(['answer', expect.stringContaining('question 2')]);
      expect(await ask('/quiz practice')).toMatchObject({
        kind: 'answer',
        text: expect.stringContaining('question 1'),
      });
      expect(await ask('/review')).toMatchObject({
        kind: 'refusal',
        text: expect.stringMatching(/cannot (?:reach|save)/),
      });
      expect(await ask('/quiz start')).toMatchObject({
        kind: 'refusal',
        text: expect.stringMatching(/cannot (?:reach|save)/),
      });
      await ready(503);
      expect([await statusOf('/livez'), await statusOf('/healthz')]).toEqual([200, 503]);
      proxy.heal();
      await ready(200);
      expect((await ask('/review')).text).not.toMatch(/cannot/);
      const said = lines.filter(({ msg }) => String(msg).startsWith('the store'));
      expect(said.map(({ msg }) => msg)).toEqual(['the store is not available', 'the store is back']);
      expect(lines.filter(({ msg }) => msg === 'command failed')).toEqual([]);
    },
  );
});
