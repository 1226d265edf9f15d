import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { createBot } from '../../../src/dispatch/bot.ts';
import { chat } from '../../../src/platforms/terminal/chat.ts';
import { createTransport } from '../../../src/platforms/terminal/transport.ts';
import { MessageGone, type Transport } from '../../../src/quiz/transport.ts';
import { buttons, paragraph, say } from '../../../src/reply/build.ts';
import { temporaryFolder } from '../../support/command-folder.ts';
import { launch, run } from '../../support/program.ts';
import { recordingQuizzes } from '../../support/quizzes.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';

const place = { tenant: 'terminal:local', channel: 'local' };
const message = (...texts: string[]) => ({
  reply: { nodes: texts.map((text) => paragraph(say`${text}`)) },
  pictures: new Map<string, Uint8Array>(),
});

describe('what a quiz says by itself in a terminal', () => {
  const setUp = (outDir = '/dev/null/none') => {
    const printed: string[] = [];
    return {
      printed,
      transport: createTransport({ print: (text) => printed.push(text), width: () => 80, outDir, onAsks: () => {} }),
    };
  };

  it('is printed, and of a change only what is new', async () => {
    const { printed, transport } = setUp();
    const { id } = await transport.post(place, 'q1', message('Question 1', 'Nobody has answered.'));
    await transport.edit(place, id, message('Question 1', 'Nobody has answered.'));
    await transport.edit(place, id, message('Question 1', 'Time is up.'));
    expect(printed).toEqual(['Question 1\n\nNobody has answered.', 'Time is up.']);
    expect(await transport.whisper(place, 'you', message('A word'))).toBe(true);
    expect(printed.at(-1)).toBe('A word');
  });

  it('is not printed where an older message changes', async () => {
    const { printed, transport } = setUp();
    const { id } = await transport.post(place, 'q1', message('Question 1'));
    await transport.post(place, 'q2', message('Question 2'));
    await transport.edit(place, id, message('Nobody answered.'));
    expect(printed).toEqual(['Question 1', 'Question 2']);
  });

  it('is said again when it was printed before a restart', async () => {
    const { id } = await setUp().transport.post(place, 'q1', message('Question 1'));
    const { printed, transport } = setUp();
    await transport.post(place, 'q1', message('Question 1'));
    await expect(transport.edit(place, id, message('Nobody answered.'))).rejects.toBeInstanceOf(MessageGone);
    expect(printed).toEqual(['Question 1']);
  });

  it('names what is saved', async () => {
    const folder = await temporaryFolder();
    const { printed, transport } = setUp(folder);
    const nodes = [
      { kind: 'file' as const, name: 'a.csv', text: '1' },
      buttons({ label: 'B', command: '/quiz answer s1.1 B' }),
    ];
    await transport.post(place, 'q1', { reply: { nodes }, pictures: new Map() });
    expect(printed[0]).toContain(`[a.csv]\n${join(folder, 'quiz-1-a.csv')}`);
    expect(await readdir(folder)).toEqual(['quiz-1-a.csv']);
  });
});

it('a quiz speaks above the prompt, and what is being typed stays', async () => {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  let screen = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
  });
  const folder = await temporaryFolder();
  const bot = await createBot({
    folder: new URL('../../support/discord/commands/', import.meta.url),
    onError: () => {},
  });
  const { quizzes, asked } = recordingQuizzes();
  const transports: Transport[] = [];
  const openServices = async (transport: Transport) => {
    transports.push(transport);
    return { quizzes, sweep: async () => {} };
  };
  const onCrash = (error: unknown): string => String(error);
  const ended = chat({ bot, input, output, dataDir: folder, outDir: folder, openServices, onCrash });
  const shows = (text: string) => vi.waitUntil(() => screen.includes(text), { timeout: TIME_LIMIT_MS, interval: 5 });
  input.write('/poll open\r');
  await shows('Noted: start');
  input.write('/poll vote blue\r');
  await shows('Noted: answer');
  expect(transports).toHaveLength(1);
  expect(asked.map(({ who }) => [who.tenant, who.user, who.manages])).toEqual([
    ['terminal:local', 'you', true],
    ['terminal:local', 'you', true],
  ]);
  input.write('/half a l');
  await shows('/half a l');
  screen = '';
  await transports[0]?.post(place, 'q1', message('What is dL/da?'));
  await shows('/half a l');
  expect(screen.startsWith('\r\u001b[KWhat is dL/da?\n\n')).toBe(true);
  expect(screen).toContain('chainrule> /half a l');
  input.write('\u0003\u0004');
  await ended;
  await bot.close();
});

describe('a quiz in a pipe', () => {
  const MAIN = launch('app/main.ts');

  it('asks behind the line that starts it, reveals behind the answer, and ends with the input', async () => {
    const cwd = await temporaryFolder();
    const lines = ['/quiz start --rounds 1 --level 1 --seed 4', '/quiz answer --unknown', '/quiz status'];
    const { code, stdout, stderr } = await run(MAIN, { cwd, input: lines.join('\n') });
    const [start = '', answer = ''] = stdout.split(/^chainrule> /m).slice(1);
    expect(start).toContain('Question 1 of 1');
    expect(start).not.toMatch(/[✔✘]/);
    expect(answer).toContain('✔');
    expect([code, stderr]).toEqual([0, '']);
    expect(await readdir(join(cwd, 'data'))).toContain('chainrule.db');
  });

  it('needs no database before it is wanted, and is refused by a single command', async () => {
    const cwd = await temporaryFolder();
    await run(MAIN, { cwd, env: { WEB: '0' }, input: '/help\n' });
    expect(await readdir(cwd, { recursive: true })).not.toContain(join('data', 'chainrule.db'));
    const ask = await run([...launch('app/ask.ts'), '/quiz start'], {
      cwd,
    });
    expect([ask.code, ask.stdout]).toEqual([2, '']);
    expect(ask.stderr).toContain('`/quiz start` needs a bot that keeps running.');
  });
});
