import { afterAll, describe, expect, it, vi } from 'vitest';
import { loadCommands } from '../../../src/command/registry.ts';
import type { Answer, Bot } from '../../../src/dispatch/bot.ts';
import type { Dispatcher } from '../../../src/dispatch/dispatcher.ts';
import { OpenAnswers, type Sending } from '../../../src/dispatch/open-answers.ts';
import { parseInput } from '../../../src/dispatch/parsed-call.ts';
import type { DispatchRequest } from '../../../src/dispatch/request.ts';
import type { DispatchResult } from '../../../src/dispatch/result.ts';
import { UserError } from '../../../src/errors.ts';
import { Conversation, type Inquiry } from '../../../src/platforms/conversation/conversation.ts';
import { FollowUpTokens } from '../../../src/platforms/conversation/follow-up-tokens.ts';
import type { Audience, ResponseWriter } from '../../../src/platforms/conversation/response-writer.ts';
import { sentence } from '../../../src/reply/build.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { openStore } from '../../../src/store/open.ts';
import { StoreUnavailable } from '../../../src/store/outage.ts';
import type { DeliveryRef } from '../../../src/store/shared/open-answers.ts';
import { temporaryFolder } from '../../support/command-folder.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';

const commands = await loadCommands();
const parse: Bot['parse'] = (input) => parseInput(input, commands);
const store = await openStore({ dataDir: await temporaryFolder() });
afterAll(() => store.close());
let delivery = 0;

const answerOf = (text: string): Answer => ({ reply: sentence(text), pictures: new Map() });
const answered: DispatchResult = { kind: 'answer', answer: answerOf('dL/da'), private: false };

const person = (user: string, tenant = 't') => ({ platform: 'slack', tenant, user }) as const;

/** Writes down what it is asked to show. */
class Recorder implements ResponseWriter {
  readonly shown: string[] = [];
  readonly progress: string[] = [];
  jobId = '';
  address = 'secret';
  refusals = 0;
  audience: Audience = 'everybody';
  expired = false;
  followUp: ResponseWriter['followUp'];

  async acknowledge(audience: Audience): Promise<void> {
    this.audience = audience;
    this.shown.push(`acknowledged to ${audience}`);
  }

  async decline(reply: Reply): Promise<void> {
    this.shown.push(`declined: ${toText(reply)}`);
  }

  async showProgress(reply: Reply, jobId: string, audience: Audience): Promise<void> {
    this.jobId = jobId;
    this.progress.push(`${audience}: ${toText(reply)}`);
  }

  async show({ reply }: Answer, audience: Audience, sending?: Sending): Promise<void> {
    if ((await sending?.()) === false) return;
    if (this.refusals-- > 0) throw new Error('not taken');
    this.shown.push(`${audience}: ${toText(reply)}`);
  }
}

const ORIGIN = {
  platform: 'slack',
  tenant: 't',
  user: 'ada',
  channel: 'c',
  name: 'Ada',
  manages: false,
  at: new Date(0),
} as const;

/** A conversation before a dispatcher that gives this result. */
function setUp(dispatch: (request: DispatchRequest) => Promise<DispatchResult> = async () => answered, full = false) {
  const requests: DispatchRequest[] = [];
  const errors: unknown[] = [];
  const followUps = new FollowUpTokens(store.kept, 60_000, (error) => void errors.push(error));
  const dispatcher = {
    bot: { commands, parse },
    store: { bus: store.bus, saveFile: async () => 'key' },
    answers: new OpenAnswers(
      store,
      () => new Date(),
      (error) => void errors.push(error),
    ),
    load: { full, begin: () => () => {} },
    buttonOf: async (id: string) => (id === 'gone' ? undefined : { line: '/grad', input: undefined }),
    dispatch: async (request: DispatchRequest) => {
      requests.push(request);
      return dispatch(request);
    },
  } as unknown as Dispatcher;
  const conversation = new Conversation({
    dispatcher,
    files: { name: 'Elsewhere', origins: ['http://127.0.0.1:1'] },
    followUps,
    words: { unsendable: 'It was not taken.', unknownButton: new UserError('Which button?', { code: 'E_TEST' }) },
    onError: (error) => void errors.push(error),
  });
  const writer = new Recorder();
  const ask = (changes: Partial<Inquiry> & { readonly line?: string } = {}): Promise<void> => {
    const { line = '/grad a*b', ...others } = changes;
    const origin = { ...ORIGIN, delivery: String(delivery++) };
    return conversation.answer({ origin, call: parse(line), audience: 'everybody', ...others }, writer);
  };
  return { conversation, writer, ask, requests, errors, followUps };
}

describe('an answer', () => {
  it.each<[string, DispatchResult, Audience, string[]]>([
    ['/grad a*b', answered, 'everybody', ['acknowledged to everybody', 'everybody: dL/da']],
    ['/grad a*b', answered, 'asker', ['acknowledged to asker', 'asker: dL/da']],
    ['/help', { ...answered, private: true } as DispatchResult, 'everybody', ['acknowledged to asker', 'asker: dL/da']],
    ['/gard a', { kind: 'refusal', reply: sentence('No.') }, 'everybody', ['acknowledged to asker', 'asker: No.']],
    ['/grad a*b', { kind: 'stopped' }, 'everybody', ['acknowledged to everybody', 'everybody: Stopped.']],
    ['/grad a*b', { kind: 'repeat' }, 'everybody', ['acknowledged to everybody']],
  ])('to %s that ends as %j, asked for %s', async (line, result, audience, shown) => {
    const { ask, writer } = setUp(async () => result);
    await ask({ line, audience });
    expect(writer.shown).toEqual(shown);
  });

  it('is declined at once where there is too much to do, unless it acts or nobody knows yet what it is', async () => {
    const { ask, writer, requests } = setUp(undefined, true);
    await ask();
    expect(writer.shown).toEqual(['declined: I am busy. Try again in 5 s.']);
    await ask({ line: '/quiz answer s1 A' });
    await ask({ call: async () => parse('/help') });
    expect(requests.map(({ call: { command } }) => command?.name)).toEqual(['quiz answer', 'help']);
  });

  it('that was declined is owed by no other process any more', async () => {
    const { ask } = setUp(undefined, true);
    const [declined, other] = ['declined', 'other'].map((id) => ({ tenant: 'slack:t', id })) as [
      DeliveryRef,
      DeliveryRef,
    ];
    for (const each of [declined, other])
      await store.answers.open({ ...each, now: new Date(), owner: 'dead', content: '{}' });
    await ask({ origin: { ...ORIGIN, delivery: declined.id } });
    await expect.poll(() => store.answers.holds(declined, 'dead')).toBe(false);
    expect(await store.answers.holds(other, 'dead')).toBe(true);
    await store.answers.settle(other);
  });

  it('is owed no more when it goes out where nobody can see later on whether it did', async () => {
    const { ask, writer } = setUp();
    const open = async (): Promise<number> => (await store.answers.takeOver('other', ['slack'], 10)).length;
    let left: number | undefined;
    vi.spyOn(writer, 'show').mockImplementation(async (_, __, sending) => {
      await sending?.();
      left = await open();
    });
    await ask();
    expect(left).toBe(0);
  });

  it('is not given any more when another process has apologised for it', async () => {
    const { ask, writer } = setUp(async () => {
      expect(await store.answers.takeOver('other', ['slack'], 10)).toHaveLength(1);
      return answered;
    });
    await ask();
    expect(writer.shown).toEqual(['acknowledged to everybody']);
  });

  it('is given though its delivery could not be noted', async () => {
    const open = vi.spyOn(store.answers, 'open').mockRejectedValueOnce(new StoreUnavailable('down'));
    const { ask, writer } = setUp();
    await ask();
    open.mockRestore();
    expect(writer.shown.at(-1)).toBe('everybody: dL/da');
  });

  it.each([
    [true, ['declined: I am busy. Try again in 5 s.']],
    [false, ['acknowledged to everybody', 'everybody: dL/da']],
  ])('is promised though the note takes long, unless there is too much to do: %s', async (full, shown) => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const open = vi.spyOn(store.answers, 'open').mockReturnValueOnce(promise);
    const { ask, writer } = setUp(undefined, full);
    const asked = ask({ call: async () => parse('/grad a*b') });
    await vi.waitFor(() => expect(writer.shown).toHaveLength(1), TIME_LIMIT_MS);
    open.mockRestore();
    resolve(true);
    await asked;
    expect(writer.shown).toEqual(shown.slice(0, 1));
  });

  it('is found out after the acknowledgement where that takes time, and its privacy with it', async () => {
    const { ask, writer, requests } = setUp(async () => ({ kind: 'refusal', reply: sentence('No.') }));
    const call = async () => {
      expect(writer.shown).toEqual(['acknowledged to everybody']);
      return parse('/help');
    };
    await ask({ call });
    expect(requests.map(({ call: { command } }) => command?.name)).toEqual(['help']);
    expect(writer.shown.at(-1)).toBe('asker: No.');
  });

  it('is an apology when the platform does not take it, if that can still be said', async () => {
    const { ask, writer, errors } = setUp();
    writer.refusals = 1;
    await ask();
    expect(writer.shown.at(-1)).toBe('asker: It was not taken.');
    Object.assign(writer, { refusals: 1, expired: true });
    await ask();
    expect(writer.shown.at(-1)).toBe('acknowledged to everybody');
    expect(errors).toHaveLength(2);
  });

  it('leaves its token for what is said later', async () => {
    const { ask, writer, followUps } = setUp();
    writer.followUp = { token: 'more', issuedAt: Date.now() };
    await ask();
    expect(await followUps.find({ tenant: 'slack:t', channel: 'c', user: 'ada' })).toBe('more');
  });
});

describe('what cannot be prepared', () => {
  it.each([
    ['a mistake of the person', new UserError('Not so.', { code: 'E_TEST' }), 'asker: Not so.', 0],
    ['an error of ours', new Error('secret'), 'asker: Sorry, something went wrong on our side. It is in the log.', 1],
  ])('is said to the asker: %s', async (_, error, shown, logged) => {
    const { ask, writer, requests, errors } = setUp();
    await ask({ call: () => Promise.reject(error) });
    expect(writer.shown.at(-1)).toBe(shown);
    expect([requests.length, errors.length]).toEqual([0, logged]);
  });

  it('a file from elsewhere is refused, and none is fetched for a call that is wrong', async () => {
    const { ask, writer, requests } = setUp();
    const files = new Map([['file', 'http://127.0.0.1:2/rows.csv']]);
    await ask({ line: '/train --file rows.csv', files });
    expect(writer.shown.at(-1)).toContain('I only take files that are attached in Elsewhere.');
    expect(requests).toEqual([]);
    await ask({ line: '/train --lr nothing', files });
    expect(requests).toHaveLength(1);
  });

  it('a button that is not known any more', async () => {
    const { conversation } = setUp();
    await expect(conversation.press('gone')).rejects.toThrow('Which button?');
    const call = await conversation.press('known', 'a*b');
    expect(call.input).toBe('/grad "a*b"');
  });
});

describe('work that takes long', () => {
  /** A dispatcher that reports progress until it is cancelled. */
  const slow = ({ signal, onProgress }: DispatchRequest): Promise<DispatchResult> =>
    new Promise((resolve) => {
      onProgress?.(sentence('half'));
      signal?.addEventListener('abort', () => resolve({ kind: 'stopped' }));
    });

  it('shows how far it is, and can be cancelled by the person who asked and by nobody else', async () => {
    const { conversation, ask, writer } = setUp(slow);
    const running = ask();
    await vi.waitUntil(() => writer.progress.length > 0, { timeout: TIME_LIMIT_MS });
    expect(writer.progress).toEqual(['everybody: half']);
    expect(await conversation.cancel(writer.jobId, person('eve'))).toBe('not yours');
    expect(await conversation.cancel(writer.jobId, person('ada', 'other'))).toBe('not yours');
    expect(await conversation.cancel('another', person('ada'))).toBe('not running');
    expect(await conversation.cancel(writer.jobId, person('ada'))).toBe('cancelled');
    await running;
    expect(writer.shown.at(-1)).toBe('everybody: Stopped.');
    expect(await conversation.cancel(writer.jobId, person('ada'))).toBe('not running');
  });

  it('goes on when its progress cannot be shown', async () => {
    const { conversation, ask, writer, errors } = setUp(slow);
    writer.showProgress = async (_, jobId) => {
      writer.jobId = jobId;
      throw new Error('not taken');
    };
    const running = ask();
    await vi.waitUntil(() => errors.length > 0, { timeout: TIME_LIMIT_MS });
    await conversation.cancel(writer.jobId, person('ada'));
    await running;
    expect(writer.shown.at(-1)).toBe('everybody: Stopped.');
  });
});
