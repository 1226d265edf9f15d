import { getEventListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { ActContext } from '../../src/command/define.ts';
import { loadCommands } from '../../src/command/registry.ts';
import type { Bot } from '../../src/dispatch/bot.ts';
import { asksFirst, isForEverybody } from '../../src/dispatch/button-id.ts';
import { createDispatcher, type DispatcherOptions } from '../../src/dispatch/dispatcher.ts';
import { createMetrics } from '../../src/dispatch/metrics.ts';
import { type CommandInput, parseInput } from '../../src/dispatch/parsed-call.ts';
import type { DispatchRequest } from '../../src/dispatch/request.ts';
import type { DispatchResult } from '../../src/dispatch/result.ts';
import { UserError } from '../../src/errors.ts';
import { toText } from '../../src/reply/text.ts';
import { openStore } from '../../src/store/open.ts';
import poll from '../support/poll.ts';
import { recordingQuizzes } from '../support/quizzes.ts';
import { TIME_LIMIT_MS } from '../support/time-limit.ts';
import { typesetNothing } from '../support/typeset-nothing.ts';

const folder = mkdtempSync(join(tmpdir(), 'chainrule-dispatcher-'));
const store = await openStore({ dataDir: folder });
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});
const commands = await loadCommands();
let deliveries = 0;

const acting = [...commands, ...poll];

/** A request for what somebody typed. */
const request = ({
  question = '/grad a*b',
  ...changes
}: Partial<DispatchRequest> & { readonly question?: CommandInput } = {}): DispatchRequest => ({
  platform: 'discord',
  tenant: 'guild',
  user: 'ada',
  channel: 'study',
  name: 'Ada',
  manages: false,
  at: new Date(0),
  delivery: `d${++deliveries}`,
  call: parseInput(question, acting),
  ...changes,
});

/** A dispatcher before a bot that answers as told, with what it logs and counts. */
function setUp(
  ask: Bot['ask'] = async () => ({ reply: { nodes: [] }, pictures: new Map() }),
  options: Partial<DispatcherOptions> = {},
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
    parse: (input) => parseInput(input, acting),
    // Everything is computed, in its turn.
    ask: (call, how) => (how?.turn ?? ((work) => work()))(() => ask(call, how)),
    draw: async () => new Uint8Array(),
    typeset: typesetNothing,
    close: async () => {},
  };
  const dispatcher = createDispatcher({ bot, store, log: pino({ level: 'info' }, sink), metrics, ...options });
  return { dispatcher, lines, metrics };
}

const textOf = (served: DispatchResult): string => (served.kind === 'refusal' ? toText(served.reply) : served.kind);

describe('a request', () => {
  it('is answered, privately where the command says so', async () => {
    const { dispatcher } = setUp();
    expect(await dispatcher.dispatch(request())).toMatchObject({ kind: 'answer', private: false });
    expect(await dispatcher.dispatch(request({ question: '/help' }))).toMatchObject({ kind: 'answer', private: true });
  });

  it('has links below its answer, but not on the page, which has its own', async () => {
    const link = { label: 'Open in the lab', url: 'https://example.org/lab' };
    const { dispatcher } = setUp(undefined, { links: ({ command }) => (command?.name === 'train' ? [link] : []) });
    const shown = async (question: string, platform: DispatchRequest['platform'] = 'discord') => {
      const result = await dispatcher.dispatch(request({ question, platform }));
      return result.kind === 'answer' && result.answer.reply.nodes;
    };
    expect(await shown('/train')).toEqual([{ kind: 'links', links: [link] }]);
    expect([await shown('/grad a*b'), await shown('/train', 'web')]).toEqual([[], []]);
  });

  it('is served once, however often it is delivered', async () => {
    const { dispatcher } = setUp();
    const twice = request();
    const served = await Promise.all([
      dispatcher.dispatch(twice),
      dispatcher.dispatch(twice),
      dispatcher.dispatch(twice),
    ]);
    expect(served.map(({ kind }) => kind).sort()).toEqual(['answer', 'repeat', 'repeat']);
    expect(await dispatcher.dispatch({ ...twice, tenant: 'another guild' })).toMatchObject({ kind: 'answer' });
  });

  it('is remembered for a day, which is looked at once an hour', async () => {
    const began = Date.parse('2026-01-01T12:00:00Z');
    const hour = 60 * 60 * 1000;
    let now = new Date(began);
    const { dispatcher } = setUp(undefined, { now: () => now });
    const remembered = async (id: string): Promise<boolean> => !(await store.firstDelivery('discord:days', id, now));
    await store.firstDelivery('discord:days', 'old', new Date(began - 23.5 * hour));
    await store.firstDelivery('discord:days', 'young', new Date(began - 23 * hour));
    now = new Date(began + hour - 1);
    await dispatcher.dispatch(request({ tenant: 'days' }));
    expect(await remembered('old')).toBe(true);
    now = new Date(began + hour);
    await dispatcher.dispatch(request({ tenant: 'days' }));
    expect(await remembered('young')).toBe(true);
    expect(await remembered('old')).toBe(false);
  });

  it('is refused in words when something was typed wrong', async () => {
    const { dispatcher } = setUp();
    expect(textOf(await dispatcher.dispatch(request({ question: '/gard a' })))).toContain('Did you mean `/grad`?');
  });

  it('gets an apology, and the log the reason, when something breaks', async () => {
    const { dispatcher, lines } = setUp(async () => {
      throw new Error('secret detail');
    });
    const text = textOf(await dispatcher.dispatch(request()));
    expect(text).toBe('Sorry, something went wrong on our side. It is in the log.');
    expect(JSON.stringify(lines)).toContain('secret detail');
  });

  it('survives a store that is down', async () => {
    const { dispatcher } = setUp(undefined, {
      store: { ...store, firstDelivery: () => Promise.reject(new Error('down')) },
    });
    expect(textOf(await dispatcher.dispatch(request()))).toContain('went wrong on our side');
  });

  it('hands out files by their key, and says when one is gone', async () => {
    const seen: string[] = [];
    const { dispatcher } = setUp(async (_, options) => {
      seen.push((await options?.readFile?.(key)) ?? '');
      await options?.readFile?.('csv-missing');
      return { reply: { nodes: [] }, pictures: new Map() };
    });
    const key = await store.saveFile('1,2\n3,4');
    expect(textOf(await dispatcher.dispatch(request()))).toContain('I do not have this file any more.');
    expect(seen).toEqual(['1,2\n3,4']);
  });
});

describe('limits', () => {
  it('ask a person who types too fast to wait, and nobody else', async () => {
    const { dispatcher } = setUp(undefined, { limits: { perUser: 3 } });
    const kinds = [];
    for (let i = 0; i < 4; i++) kinds.push((await dispatcher.dispatch(request())).kind);
    expect(kinds).toEqual(['answer', 'answer', 'answer', 'refusal']);
    expect(textOf(await dispatcher.dispatch(request()))).toMatch(/^I am busy\. Try again in \d+ s\.$/);
    expect((await dispatcher.dispatch(request({ user: 'grace' }))).kind).toBe('answer');
  });

  it('let a person take many small steps one after the other', async () => {
    const { dispatcher } = setUp(undefined, { limits: { perUser: 3 } });
    const kinds = [];
    for (let i = 0; i < 12; i++)
      kinds.push((await dispatcher.dispatch(request({ call: dispatcher.bot.parse('/step a*b a=2 b=3') }))).kind);
    expect(new Set(kinds)).toEqual(new Set(['answer']));
  });

  it('let a whole class type at once', async () => {
    const finish = Promise.withResolvers<void>();
    const { dispatcher } = setUp(async () => {
      await finish.promise;
      return { reply: { nodes: [] }, pictures: new Map() };
    });
    const requests = Array.from({ length: 30 }, (_, i) => dispatcher.dispatch(request({ user: `pupil ${i}` })));
    finish.resolve();
    const served = await Promise.all(requests);
    expect(new Set(served.map(({ kind }) => kind))).toEqual(new Set(['answer']));
  });

  it('count an answer that is known for the person alone: three hundred of a guild get it at once', async () => {
    const { dispatcher } = setUp();
    const { bot } = dispatcher;
    vi.spyOn(bot, 'ask').mockResolvedValue({ reply: { nodes: [] }, pictures: new Map() });
    const asked = Array.from({ length: 300 }, (_, i) => dispatcher.dispatch(request({ user: `learner ${i}` })));
    expect(new Set((await Promise.all(asked)).map(textOf))).toEqual(new Set(['answer']));
    const fast = await Promise.all(Array.from({ length: 7 }, () => dispatcher.dispatch(request({ user: 'fast' }))));
    expect(fast.map(textOf).filter((text) => text.startsWith('I am busy.'))).toHaveLength(1);
  });

  it('let a guild wait for itself, not for another', async () => {
    const finish = Promise.withResolvers<void>();
    const { dispatcher } = setUp(
      async (call) => {
        if (call.command?.name === 'train') await finish.promise;
        return { reply: { nodes: [] }, pictures: new Map() };
      },
      { limits: { waitingPerTenant: 3 } },
    );
    const flood = Array.from({ length: 12 }, (_, i) =>
      dispatcher.dispatch(request({ user: `u${i}`, question: '/train' })),
    );
    expect((await dispatcher.dispatch(request({ tenant: 'calm' }))).kind).toBe('answer');
    finish.resolve();
    const kinds = (await Promise.all(flood)).map(({ kind }) => kind);
    expect(kinds).toContain('refusal');
    expect(kinds).toContain('answer');
  });

  it('let somebody who waits give up at once', async () => {
    const finish = Promise.withResolvers<void>();
    const { dispatcher } = setUp(async () => {
      await finish.promise;
      return { reply: { nodes: [] }, pictures: new Map() };
    });
    const firstDelivery = vi.spyOn(store, 'firstDelivery');
    const [giveUp, waiting] = [new AbortController(), Array.from({ length: 8 }, (_, i) => `u${i}`)];
    const others = waiting.map((user) => dispatcher.dispatch(request({ user, tenant: 'queue' })));
    const mine = dispatcher.dispatch(request({ user: 'ada', tenant: 'queue', signal: giveUp.signal }));
    // What has been looked up in the store waits for its turn.
    await vi.waitUntil(() => firstDelivery.mock.settledResults.length >= 9, { timeout: TIME_LIMIT_MS });
    firstDelivery.mockRestore();
    giveUp.abort();
    expect((await mine).kind).toBe('stopped');
    finish.resolve();
    await Promise.all(others);
  });

  it('keep a flooding guild from the others', async () => {
    const { dispatcher } = setUp(undefined, { limits: { perTenant: 5 } });
    const flood = await Promise.all(
      Array.from({ length: 40 }, (_, i) => dispatcher.dispatch(request({ user: `u${i}` }))),
    );
    expect(flood.filter(({ kind }) => kind === 'answer').length).toBeLessThanOrEqual(5);
    expect((await dispatcher.dispatch(request({ tenant: 'calm' }))).kind).toBe('answer');
  });
});

describe('a command that acts', () => {
  it('gets the quizzes, and who asks, when it wants them', async () => {
    const { quizzes } = recordingQuizzes();
    const contexts: (Omit<ActContext<unknown>, 'files'> | undefined)[] = [];
    const ask: Bot['ask'] = async (_, options) => {
      contexts.push(await options?.context?.());
      return { reply: { nodes: [] }, pictures: new Map() };
    };
    await setUp(ask, { services: { quizzes } }).dispatcher.dispatch(request({ question: '/poll open', manages: true }));
    await setUp(ask).dispatcher.dispatch(request({ question: '/poll open' }));
    const [context, none] = contexts;
    expect(context?.services).toEqual({ quizzes });
    const who = { tenant: 'discord:guild', channel: 'study', user: 'ada', name: 'Ada', manages: true, at: new Date(0) };
    expect(context?.who).toEqual(who);
    expect(none).toBeUndefined();
  });

  it('does not wait for those that compute, and a large class may answer at once', async () => {
    const finish = Promise.withResolvers<void>();
    const { dispatcher } = setUp(
      async (call) => {
        if (call.command?.name === 'train') await finish.promise;
        return { reply: { nodes: [] }, pictures: new Map() };
      },
      { limits: { waitingPerTenant: 3 } },
    );
    const busy = Array.from({ length: 6 }, (_, i) =>
      dispatcher.dispatch(request({ user: `u${i}`, question: '/train' })),
    );
    const votes = Array.from({ length: 150 }, (_, i) =>
      dispatcher.dispatch(request({ user: `pupil ${i}`, question: '/poll vote a' })),
    );
    expect(new Set((await Promise.all(votes)).map(({ kind }) => kind))).toEqual(new Set(['answer']));
    finish.resolve();
    await Promise.all(busy);
  });

  it('is refused to somebody who does it over and over', async () => {
    const { dispatcher } = setUp();
    const votes = await Promise.all(
      Array.from({ length: 35 }, () => dispatcher.dispatch(request({ user: 'eve', question: '/poll vote a' }))),
    );
    expect(votes.filter(({ kind }) => kind === 'answer')).toHaveLength(30);
    expect(textOf(votes.at(-1) as DispatchResult)).toMatch(/^I am busy/);
  });

  it('is counted by both its words', async () => {
    const { dispatcher, metrics } = setUp();
    await dispatcher.dispatch(request({ question: '/poll  vote a' }));
    await dispatcher.dispatch(request({ question: '/poll secret' }));
    const { text: page } = await metrics.page();
    expect(page).toContain('chainrule_commands_total{platform="discord",command="poll vote",outcome="answered"} 1');
    expect(page).not.toContain('secret');
  });
});

describe('the log and the figures', () => {
  it('have a line a command: an opaque person, what, how long, outcome, and no text', async () => {
    const { dispatcher, lines, metrics } = setUp();
    await dispatcher.dispatch(request({ question: '/grad my_secret_formula' }));
    await dispatcher.dispatch(request({ question: '/my_secret_command' }));
    expect(lines).toMatchObject([
      { platform: 'discord', command: 'grad', outcome: 'answered', ms: expect.any(Number), user: expect.any(String) },
      { platform: 'discord', command: 'unknown', outcome: 'refused', code: 'E_UNKNOWN_COMMAND' },
    ]);
    expect(lines[0]).not.toHaveProperty('code');
    expect(lines[0]?.['user']).toBe(lines[1]?.['user']);
    expect(JSON.stringify(lines)).not.toMatch(/secret|ada/);
    const { text: page } = await metrics.page();
    expect(page).toContain('chainrule_commands_total{platform="discord",command="grad",outcome="answered"} 1');
    expect(page).not.toContain('secret');
  });
});

describe('the signal of a request', () => {
  it.each([
    ['/grad a*b', 'answer'],
    ['/gard', 'refusal'],
  ])('has no listener any more when %s has its %s', async (question, kind) => {
    const { signal } = new AbortController();
    const signals = [signal];
    const { dispatcher } = setUp(async (_, options) => {
      if (options?.signal) signals.push(options.signal);
      return { reply: { nodes: [] }, pictures: new Map() };
    });
    expect((await dispatcher.dispatch(request({ question, signal }))).kind).toBe(kind);
    expect(signals.map((one) => getEventListeners(one, 'abort').length)).toEqual(signals.map(() => 0));
  });
});

describe('a button', () => {
  it.each([
    ['a short line stands in its id', '/grad a*b --detail full', '>/grad a*b --detail full'],
    ['a long one in the store', `/grad ${'a*b+'.repeat(60)}c`, /^#[\w-]{10,}$/],
  ])('%s', async (_, line, expected) => {
    const { dispatcher } = setUp();
    const id = await dispatcher.buttonId({ label: 'x', command: line }, 100);
    expect(id).toMatch(expected);
    expect(id.length).toBeLessThanOrEqual(100);
    expect(await dispatcher.buttonOf(id)).toEqual({ line, input: undefined });
    expect(await dispatcher.buttonId({ label: 'x', command: line }, 100)).toBe(id);
    const open = await dispatcher.buttonId({ label: 'x', command: line, everybody: true }, 100);
    expect([isForEverybody(id), isForEverybody(open)]).toEqual([false, true]);
    expect(open.length).toBeLessThanOrEqual(100);
    expect(await dispatcher.buttonOf(open)).toEqual({ line, input: undefined });
    const asking = { label: 'x', command: line, input: 'Your > answer', everybody: true };
    const asks = await dispatcher.buttonId(asking, 100);
    expect([id, open, asks].map(asksFirst)).toEqual([false, false, true]);
    expect([asks.length <= 100, isForEverybody(asks)]).toEqual([true, true]);
    expect(await dispatcher.buttonOf(asks)).toEqual({ line, input: 'Your > answer' });
    const long = await dispatcher.buttonId({ ...asking, long: true }, 100);
    expect([asksFirst(long), isForEverybody(long), long.length <= 100]).toEqual([true, true, true]);
    expect(await dispatcher.buttonOf(long)).toEqual({ line, input: 'Your > answer', long: true });
    // What could not be read stands in the field again.
    const again = await dispatcher.buttonId({ ...asking, filled: 'abs|b|=√*' }, 100);
    expect([asksFirst(again), isForEverybody(again), again.length <= 100]).toEqual([true, true, true]);
    expect(await dispatcher.buttonOf(again)).toEqual({ line, input: 'Your > answer', filled: 'abs|b|=√*' });
  });

  it.each([
    [89, true],
    [92, false],
  ])('one that is too long for an id and that nobody used for %i days works: %s', async (days, works) => {
    let now = new Date();
    const { dispatcher } = setUp(undefined, { now: () => now });
    const id = await dispatcher.buttonId({ label: 'x', command: `/grad ${'a*b+'.repeat(60)}${days}` }, 100);
    now = new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
    await dispatcher.dispatch(request());
    expect((await dispatcher.buttonOf(id)) !== undefined).toBe(works);
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
    expect(await setUp().dispatcher.buttonOf(id)).toBeUndefined();
  });
});

describe('closing', () => {
  it('lets what runs finish, and takes nothing new', async () => {
    const finish = Promise.withResolvers<void>();
    const { dispatcher } = setUp(async () => {
      await finish.promise;
      return { reply: { nodes: [] }, pictures: new Map() };
    });
    const running = dispatcher.dispatch(request());
    const closed = dispatcher.close(60_000);
    expect(textOf(await dispatcher.dispatch(request()))).toContain('about to restart');
    finish.resolve();
    await closed;
    expect((await running).kind).toBe('answer');
  });

  it('stops what takes too long, with an apology', async () => {
    const begun = Promise.withResolvers<void>();
    const { dispatcher } = setUp((_, options) => {
      begun.resolve();
      return new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(new UserError('aborted', { code: 'E_TEST' })));
      });
    });
    const running = dispatcher.dispatch(request());
    await begun.promise;
    await dispatcher.close(0);
    expect(textOf(await running)).toContain('I have to restart and could not finish this');
  });
});
