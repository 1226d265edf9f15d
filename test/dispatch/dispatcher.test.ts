import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import type { ActContext } from '../../src/command/define.ts';
import { parseLine } from '../../src/command/parse.ts';
import { loadCommands } from '../../src/command/registry.ts';
import type { Bot } from '../../src/dispatch/bot.ts';
import { asksFirst, isForEverybody } from '../../src/dispatch/button-id.ts';
import { createDesk, type DeskOptions } from '../../src/dispatch/create.ts';
import type { Served, Visit } from '../../src/dispatch/dispatcher.ts';
import { createMetrics } from '../../src/dispatch/metrics.ts';
import { UserError } from '../../src/errors.ts';
import { toText } from '../../src/reply/text.ts';
import { openStore } from '../../src/store/open.ts';
import poll from '../support/poll.ts';
import { recordingQuizzes } from '../support/quizzes.ts';

const folder = mkdtempSync(join(tmpdir(), 'chainrule-desk-'));
const store = await openStore({ dataDir: folder });
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});
const commands = await loadCommands();
let deliveries = 0;

const visit = (changes: Partial<Visit> = {}): Visit => ({
  platform: 'discord',
  tenant: 'guild',
  user: 'ada',
  channel: 'study',
  name: 'Ada',
  manages: false,
  at: new Date(0),
  delivery: `d${++deliveries}`,
  question: '/grad a*b',
  ...changes,
});

/** A desk before a bot that answers as told, with what it logs and counts. */
function setUp(
  ask: Bot['ask'] = async () => ({ reply: { nodes: [] }, pictures: new Map() }),
  options: Partial<DeskOptions> = {},
  understood: Partial<Bot> = {},
) {
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const metrics = createMetrics();
  const bot: Bot = {
    commands,
    understand: (question) => parseLine(typeof question === 'string' ? question : `/${question.command}`, commands),
    ask,
    draw: async () => new Uint8Array(),
    close: async () => {},
    ...understood,
  };
  const desk = createDesk({ bot, store, log: pino({ level: 'info' }, sink), metrics, ...options });
  return { desk, lines, metrics };
}

const textOf = (served: Served): string => (served.kind === 'refusal' ? toText(served.reply) : served.kind);

describe('a visit', () => {
  it('is answered, privately where the command says so', async () => {
    const { desk } = setUp();
    expect(await desk.serve(visit())).toMatchObject({ kind: 'answer', private: false });
    expect(await desk.serve(visit({ question: '/help' }))).toMatchObject({ kind: 'answer', private: true });
  });

  it('is served once, however often it is delivered', async () => {
    const { desk } = setUp();
    const twice = visit();
    const served = await Promise.all([desk.serve(twice), desk.serve(twice), desk.serve(twice)]);
    expect(served.map(({ kind }) => kind).sort()).toEqual(['answer', 'repeat', 'repeat']);
    expect(await desk.serve({ ...twice, tenant: 'another guild' })).toMatchObject({ kind: 'answer' });
  });

  it('is refused in words when something was typed wrong', async () => {
    const { desk } = setUp();
    expect(textOf(await desk.serve(visit({ question: '/gard a' })))).toContain('Did you mean `/grad`?');
  });

  it('gets an apology, and the log the reason, when something breaks', async () => {
    const { desk, lines } = setUp(async () => {
      throw new Error('secret detail');
    });
    const text = textOf(await desk.serve(visit()));
    expect(text).toBe('Sorry, something went wrong on our side. It is in the log.');
    expect(JSON.stringify(lines)).toContain('secret detail');
  });

  it('survives a store that is down', async () => {
    const { desk } = setUp(undefined, { store: { ...store, firstDelivery: () => Promise.reject(new Error('down')) } });
    expect(textOf(await desk.serve(visit()))).toContain('went wrong on our side');
  });

  it('hands out files by their key, and says when one is gone', async () => {
    const seen: string[] = [];
    const { desk } = setUp(async (_, options) => {
      seen.push((await options?.readFile?.(key)) ?? '');
      await options?.readFile?.('csv-missing');
      return { reply: { nodes: [] }, pictures: new Map() };
    });
    const key = await store.saveFile('1,2\n3,4');
    expect(textOf(await desk.serve(visit()))).toContain('I do not have this file any more.');
    expect(seen).toEqual(['1,2\n3,4']);
  });
});

describe('limits', () => {
  it('ask a person who types too fast to wait, and nobody else', async () => {
    const { desk } = setUp(undefined, { limits: { perUser: 3 } });
    const kinds = [];
    for (let i = 0; i < 4; i++) kinds.push((await desk.serve(visit())).kind);
    expect(kinds).toEqual(['answer', 'answer', 'answer', 'refusal']);
    expect(textOf(await desk.serve(visit()))).toMatch(/^I am busy\. Try again in \d+ s\.$/);
    expect((await desk.serve(visit({ user: 'grace' }))).kind).toBe('answer');
  });

  it('let a whole class type at once', async () => {
    const { desk } = setUp(
      () => new Promise((resolve) => setTimeout(resolve, 5, { reply: { nodes: [] }, pictures: new Map() })),
    );
    const served = await Promise.all(Array.from({ length: 30 }, (_, i) => desk.serve(visit({ user: `pupil ${i}` }))));
    expect(new Set(served.map(({ kind }) => kind))).toEqual(new Set(['answer']));
  });

  it('let a guild wait for itself, not for another', async () => {
    const finish = Promise.withResolvers<void>();
    const { desk } = setUp(
      async (question) => {
        if (question === '/train') await finish.promise;
        return { reply: { nodes: [] }, pictures: new Map() };
      },
      { limits: { waitingPerTenant: 3 } },
    );
    const flood = Array.from({ length: 12 }, (_, i) => desk.serve(visit({ user: `u${i}`, question: '/train' })));
    expect((await desk.serve(visit({ tenant: 'calm' }))).kind).toBe('answer');
    finish.resolve();
    const kinds = (await Promise.all(flood)).map(({ kind }) => kind);
    expect(kinds).toContain('refusal');
    expect(kinds).toContain('answer');
  });

  it('let somebody who waits give up at once', async () => {
    const finish = Promise.withResolvers<void>();
    const { desk } = setUp(async () => {
      await finish.promise;
      return { reply: { nodes: [] }, pictures: new Map() };
    });
    const [giveUp, waiting] = [new AbortController(), Array.from({ length: 8 }, (_, i) => `u${i}`)];
    const others = waiting.map((user) => desk.serve(visit({ user, tenant: 'queue' })));
    const mine = desk.serve(visit({ user: 'ada', tenant: 'queue', signal: giveUp.signal }));
    setTimeout(() => giveUp.abort(), 20);
    expect((await mine).kind).toBe('stopped');
    finish.resolve();
    await Promise.all(others);
  });

  it('keep a flooding guild from the others', async () => {
    const { desk } = setUp(undefined, { limits: { perTenant: 5 } });
    const flood = await Promise.all(Array.from({ length: 40 }, (_, i) => desk.serve(visit({ user: `u${i}` }))));
    expect(flood.filter(({ kind }) => kind === 'answer').length).toBeLessThanOrEqual(5);
    expect((await desk.serve(visit({ tenant: 'calm' }))).kind).toBe('answer');
  });
});

describe('a command that acts', () => {
  const acting = [...commands, ...poll];
  const understood: Partial<Bot> = {
    commands: acting,
    understand: (question) => parseLine(String(question), acting),
  };

  it('gets the quizzes, and who asks, when it wants them', async () => {
    const { quizzes } = recordingQuizzes();
    const contexts: (Omit<ActContext<unknown>, 'files'> | undefined)[] = [];
    const ask: Bot['ask'] = async (_, options) => {
      contexts.push(await options?.context?.());
      return { reply: { nodes: [] }, pictures: new Map() };
    };
    await setUp(ask, { services: { quizzes } }, understood).desk.serve(
      visit({ question: '/poll open', manages: true }),
    );
    await setUp(ask, {}, understood).desk.serve(visit({ question: '/poll open' }));
    const [context, none] = contexts;
    expect(context?.services).toEqual({ quizzes });
    const who = { tenant: 'discord:guild', channel: 'study', user: 'ada', name: 'Ada', manages: true, at: new Date(0) };
    expect(context?.who).toEqual(who);
    expect(none).toBeUndefined();
  });

  it('does not wait for those that compute, and a large class may answer at once', async () => {
    const finish = Promise.withResolvers<void>();
    const { desk } = setUp(
      async (question) => {
        if (question === '/train') await finish.promise;
        return { reply: { nodes: [] }, pictures: new Map() };
      },
      { limits: { waitingPerTenant: 3 } },
      understood,
    );
    const busy = Array.from({ length: 6 }, (_, i) => desk.serve(visit({ user: `u${i}`, question: '/train' })));
    const votes = Array.from({ length: 150 }, (_, i) =>
      desk.serve(visit({ user: `pupil ${i}`, question: '/poll vote a' })),
    );
    expect(new Set((await Promise.all(votes)).map(({ kind }) => kind))).toEqual(new Set(['answer']));
    finish.resolve();
    await Promise.all(busy);
  });

  it('is refused to somebody who does it over and over', async () => {
    const { desk } = setUp(undefined, {}, understood);
    const votes = await Promise.all(
      Array.from({ length: 25 }, () => desk.serve(visit({ user: 'eve', question: '/poll vote a' }))),
    );
    expect(votes.filter(({ kind }) => kind === 'answer')).toHaveLength(20);
    expect(textOf(votes.at(-1) as Served)).toMatch(/^I am busy/);
  });

  it('is counted by both its words', async () => {
    const { desk, metrics } = setUp(undefined, {}, understood);
    await desk.serve(visit({ question: '/poll  vote a' }));
    await desk.serve(visit({ question: '/poll secret' }));
    const page = await metrics.page();
    expect(page).toContain('chainrule_commands_total{platform="discord",command="poll vote",outcome="answered"} 1');
    expect(page).not.toContain('secret');
  });
});

describe('the log and the figures', () => {
  it('have a line a command: an opaque person, what, how long, outcome, and no text', async () => {
    const { desk, lines, metrics } = setUp();
    await desk.serve(visit({ question: '/grad my_secret_formula' }));
    await desk.serve(visit({ question: '/my_secret_command' }));
    expect(lines).toMatchObject([
      { platform: 'discord', command: 'grad', outcome: 'answered', ms: expect.any(Number), user: expect.any(String) },
      { platform: 'discord', command: 'unknown', outcome: 'refused' },
    ]);
    expect(lines[0]?.['user']).toBe(lines[1]?.['user']);
    expect(JSON.stringify(lines)).not.toMatch(/secret|ada/);
    const page = await metrics.page();
    expect(page).toContain('chainrule_commands_total{platform="discord",command="grad",outcome="answered"} 1');
    expect(page).not.toContain('secret');
  });
});

describe('a button', () => {
  it.each([
    ['a short line stands in its id', '/grad a*b --detail full', '>/grad a*b --detail full'],
    ['a long one in the store', `/grad ${'a*b+'.repeat(60)}c`, /^#[\w-]{10,}$/],
  ])('%s', async (_, line, expected) => {
    const { desk } = setUp();
    const id = await desk.buttonId({ label: 'x', command: line }, 100);
    expect(id).toMatch(expected);
    expect(id.length).toBeLessThanOrEqual(100);
    expect(await desk.buttonOf(id)).toEqual({ line, input: undefined });
    expect(await desk.buttonId({ label: 'x', command: line }, 100)).toBe(id);
    const open = await desk.buttonId({ label: 'x', command: line, everybody: true }, 100);
    expect([isForEverybody(id), isForEverybody(open)]).toEqual([false, true]);
    expect(open.length).toBeLessThanOrEqual(100);
    expect(await desk.buttonOf(open)).toEqual({ line, input: undefined });
    const asking = { label: 'x', command: line, input: 'Your > answer', everybody: true };
    const asks = await desk.buttonId(asking, 100);
    expect([id, open, asks].map(asksFirst)).toEqual([false, false, true]);
    expect([asks.length <= 100, isForEverybody(asks)]).toEqual([true, true]);
    expect(await desk.buttonOf(asks)).toEqual({ line, input: 'Your > answer' });
    const long = await desk.buttonId({ ...asking, long: true }, 100);
    expect([asksFirst(long), isForEverybody(long), long.length <= 100]).toEqual([true, true, true]);
    expect(await desk.buttonOf(long)).toEqual({ line, input: 'Your > answer', long: true });
  });

  it.each([
    [89, true],
    [92, false],
  ])('one that is too long for an id and that nobody used for %i days works: %s', async (days, works) => {
    let now = new Date();
    const { desk } = setUp(undefined, { now: () => now });
    const id = await desk.buttonId({ label: 'x', command: `/grad ${'a*b+'.repeat(60)}${days}` }, 100);
    now = new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
    await desk.serve(visit());
    expect((await desk.buttonOf(id)) !== undefined).toBe(works);
  });

  it.each([
    '',
    '#missing',
    'something else',
    '#',
    '?>no label',
    '?#missing',
    '*',
    '?',
  ])('%j is none of ours', async (id) => {
    expect(await setUp().desk.buttonOf(id)).toBeUndefined();
  });
});

describe('closing', () => {
  it('lets what runs finish, and takes nothing new', async () => {
    const finish = Promise.withResolvers<void>();
    const { desk } = setUp(async () => {
      await finish.promise;
      return { reply: { nodes: [] }, pictures: new Map() };
    });
    const running = desk.serve(visit());
    const closed = desk.close(60_000);
    expect(textOf(await desk.serve(visit()))).toContain('about to restart');
    finish.resolve();
    await closed;
    expect((await running).kind).toBe('answer');
  });

  it('stops what takes too long, with an apology', async () => {
    const { desk } = setUp(
      (_, options) =>
        new Promise((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () => reject(new UserError('aborted')));
        }),
    );
    const running = desk.serve(visit());
    // The visit must have begun: it is the first delivery by then.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await desk.close(0);
    expect(textOf(await running)).toContain('I have to restart and could not finish this');
  });
});
