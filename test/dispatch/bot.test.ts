import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { withInput } from '../../src/command/format.ts';
import { type Answer, type Bot, createBot } from '../../src/dispatch/bot.ts';
import { UserError } from '../../src/errors.ts';
import { toText } from '../../src/reply/text.ts';
import { commandFolder } from '../support/command-folder.ts';
import { makeDoor } from '../support/door.ts';
import { recordingQuizzes } from '../support/quizzes.ts';

const folder = new URL('../support/hostile/', import.meta.url);
const onError = vi.fn();
const hostile = await createBot({ folder, onError });
const bot = await createBot({ onError });
afterAll(() => Promise.all([hostile.close(), bot.close()]));

/** Asks a bot a whole line. */
const ask = (one: Bot, line: string, options?: Parameters<Bot['ask']>[1]): Promise<Answer> =>
  one.ask(one.parse(line), options);

const PNG = '89504e470d0a1a0a';
const signature = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex', 0, 8);

/** An answer as a value that can be compared, byte for byte. */
const bytes = ({ reply, pictures }: Answer): string =>
  JSON.stringify([reply, [...pictures].map(([name, png]) => [name, Buffer.from(png).toString('base64')])]);

describe('a line is answered', () => {
  it('with a reply and its pictures, drawn', async () => {
    const { reply, pictures } = await ask(hostile, '/picture');
    expect(toText(reply)).toBe('Look:\n\n[bars] Two bars.');
    expect([...pictures.keys()]).toEqual(['bars']);
    expect(signature(pictures.get('bars'))).toBe(PNG);
  });

  it('without pictures where there are none', async () => {
    expect((await ask(hostile, '/hello')).pictures.size).toBe(0);
  });

  it('in words when a picture cannot be drawn', async () => {
    const { reply, pictures } = await ask(hostile, '/picture --broken');
    expect(toText(reply)).toContain('[broken] Two bars.');
    expect([...pictures.keys()]).toEqual(['bars']);
    expect(onError).toHaveBeenCalledOnce();
  });

  it('in words when its equations cannot be typeset', async () => {
    const { reply, pictures, typeset } = await ask(hostile, '/picture --unset', { typeset: true });
    expect(toText(reply)).toContain('[unset] Two bars.');
    expect([...pictures.keys()]).toEqual(['bars']);
    expect(typeset?.equations.size).toBe(0);
  });

  it('with its equations typeset, where that is asked for', async () => {
    const { reply, typeset } = await ask(bot, '/grad a*b+c --detail full', { typeset: true });
    const nodes = [...(typeset?.equations.keys() ?? [])];
    expect(nodes.map(({ kind }) => kind)).toEqual(['code', 'code', 'picture']);
    expect(nodes.every((node) => reply.nodes.includes(node))).toBe(true);
    expect(typeset?.equations.get(nodes[0] as (typeof nodes)[number])?.map(({ text }) => text)).toEqual([
      'L = a*b + c',
      'dL/da = b',
      'dL/db = a',
      'dL/dc = 1',
    ]);
    expect((await ask(bot, '/grad a*b')).typeset).toBeUndefined();
  });

  it('with a local picture when the QuickChart server is down', async () => {
    const server = createServer((_, response) => response.writeHead(500).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const quickChartUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const onError = vi.fn();
    const remote = await createBot({ folder, onError, quickChartUrl });
    onTestFinished(async () => {
      server.close();
      await remote.close();
    });
    expect(signature((await ask(remote, '/picture')).pictures.get('bars'))).toBe(PNG);
    expect(onError).toHaveBeenCalled();
  });

  it('with a link to its first chart where an operator allows it, and none to what is made of a file', async () => {
    const open = await createBot({ onError: () => {}, quickChartUrl: 'http://127.0.0.1:9', publicCharts: true });
    onTestFinished(() => open.close());
    const linksOf = async (line: string): Promise<string[]> => {
      const { reply } = await open.ask(open.parse(line), { readFile: async () => 'x,t\n1,1\n2,-1\n' });
      return reply.nodes.flatMap((node) => (node.kind === 'links' ? node.links.map(({ label }) => label) : []));
    };
    expect(await linksOf('/train --steps 3')).toEqual(['Open chart']);
    expect(await linksOf('/train --file rows.csv --steps 3')).toEqual([]);
    expect(await linksOf('/grad a*b')).toEqual([]);
  });

  it.each([
    '/grad a*b+c a=2 b=-3 c=10 --detail full',
    '/train --no-zero-grad',
  ])('%s the same each time and after a restart, byte for byte', async (line) => {
    const first = bytes(await ask(bot, line));
    expect(bytes(await ask(bot, line))).toBe(first);
    const restarted = await createBot({ onError });
    onTestFinished(() => restarted.close());
    expect(bytes(await ask(restarted, line))).toBe(first);
  });
});

it('long work reports how far it is, and stops when it is cancelled', async () => {
  const one = await createBot({ folder: new URL('../support/discord/commands/', import.meta.url), onError });
  onTestFinished(() => one.close());
  const { path } = await makeDoor();
  const controller = new AbortController();
  const heard: string[] = [];
  const running = ask(one, `/slow --door "${path}"`, {
    signal: controller.signal,
    onProgress: (reply) => {
      heard.push(toText(reply));
      controller.abort();
    },
  });
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(heard).toEqual([expect.stringMatching(/^\[#*-+\] step \d+ of 1000, still at it$/)]);
  expect(toText((await ask(one, '/help')).reply)).toContain('Chainrule explains');
});

describe('a text without a command', () => {
  it.each([
    ['a*b+c', 'Read as `/grad a*b+c`'],
    ['what is the chain rule?', 'Read as `/help chain rule`'],
  ])('%s says first how it was read', async (line, first) => {
    expect(toText((await ask(bot, line)).reply).split('\n')[0]).toBe(first);
  });
});

describe('what a child process refuses', () => {
  it.each([
    ['/train --data morons --layers 4,4,0', '/train --data moons --layers 4,4,1'],
    ['/grad a*b --wrt q', '/grad a*b --wrt a'],
    ['/train --data "1,2 -> 1; 3 -> 1"', '/train'],
  ])('%s comes with a line that runs', async (line, remedy) => {
    const error: UserError = await ask(bot, line).then(
      () => Promise.reject(new Error('answered')),
      (refused) => refused,
    );
    expect([error.remedies, error.correction]).toEqual([[remedy], undefined]);
    await ask(bot, remedy);
  });
});

describe('a line is refused', () => {
  it.each([
    ['/trian', 'There is no command `/trian`.'],
    ['/train --lr 1000', '`lr` must be at most 100, not `1000`.'],
    ['/grad a*', expect.any(String)],
    ['/help traim', 'There is no command `/traim`.'],
  ])('%s', async (line, message) => {
    const refused = ask(bot, line);
    await expect(refused).rejects.toBeInstanceOf(UserError);
    await expect(refused).rejects.toMatchObject({ message });
  });

  it('at its deadline', async () => {
    const hurried = await createBot({ folder, onError, deadlineMs: 300 });
    onTestFinished(() => hurried.close());
    await expect(ask(hurried, '/trouble loop')).rejects.toThrow('This took longer than 0.3 s, so I stopped it.');
  });
});

describe('a command that acts', () => {
  const acting = createBot({ folder: new URL('../support/discord/commands/', import.meta.url), onError });
  afterAll(async () => (await acting).close());
  const who = {
    tenant: 'web:page',
    channel: 'tab',
    user: 'ada',
    name: 'Ada',
    manages: false,
    at: new Date(0),
  };

  it('does so in this process, with the context it is given', async () => {
    const { quizzes, asked } = recordingQuizzes();
    const { reply } = await ask(await acting, '/poll open --rounds 2', {
      context: async () => ({ services: { quizzes }, who }),
    });
    expect(toText(reply)).toContain('Noted: start');
    expect(asked).toEqual([{ what: 'start', who, rest: [{ rounds: 2, seconds: 60, topic: undefined }] }]);
  });

  it('is refused where there is nobody to play with, and no context is asked for by others', async () => {
    await expect(ask(await acting, '/poll open')).rejects.toMatchObject({
      name: 'UserError',
      message: '`/poll open` needs a bot that keeps running.',
      hint: 'Start one with `npm start`, and type the same line there.',
    });
    const context = vi.fn();
    await ask(await acting, '/poll show', { context });
    expect(context).not.toHaveBeenCalled();
  });
});

it('a bot with a malformed command does not start', async () => {
  const malformed = await commandFolder({ 'sum.ts': 'export default {};' });
  await expect(createBot({ folder: malformed, onError })).rejects.toThrow('commands/sum.ts: its default export');
});

it('every button of a real answer can be pressed', async () => {
  for (const line of ['/help', '/grad a*b+c', '/train']) {
    const { reply } = await ask(bot, line);
    const buttons = reply.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
    expect(buttons.length).toBeGreaterThan(0);
    for (const { command, input } of buttons) {
      const typed = input === undefined ? command : withInput(command, 'dL/da = b');
      expect((await ask(bot, typed)).reply.nodes.length).toBeGreaterThan(0);
    }
  }
});
