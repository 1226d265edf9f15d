import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import type { ChatServices } from '../../../src/platforms/terminal/transport.ts';
import type { Transport } from '../../../src/quiz/transport.ts';
import { buttons, paragraph, say } from '../../../src/reply/build.ts';
import { startChat } from '../../support/terminal.ts';

const TAB = '\t';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

const reply = (text: string) => ({ reply: { nodes: [paragraph(say`${text}`)] }, pictures: new Map() });

describe('in a terminal', () => {
  it('greets, asks, answers and leaves', async () => {
    const chat = await startChat({ ask: async (line) => reply(`You said ${line}.`) });
    await chat.shows('/help lists everything, Tab completes, Ctrl-C stops long work, Ctrl-D leaves.');
    await chat.shows('chainrule> ');
    chat.types('hello\r');
    await chat.shows('You said hello.');
    chat.types('exit\r');
    await chat.ended;
    expect(chat.asked).toEqual(['hello']);
  });

  it.each([['exit\r'], ['quit\r'], ['/exit\r'], [' QUIT \r'], [CTRL_D]])('%j leaves', async (typed) => {
    const chat = await startChat();
    await chat.shows('chainrule> ');
    chat.types(typed);
    await chat.ended;
    expect(chat.asked).toEqual([]);
  });

  it('says what there is to say beside the greeting', async () => {
    const chat = await startChat({ notice: 'Chainrule is at http://127.0.0.1:3000 in your browser, and here.' });
    await chat.shows('leaves.\nChainrule is at http://127.0.0.1:3000 in your browser, and here.\n\n');
    await chat.leaves();
  });

  it('completes with Tab', async () => {
    const chat = await startChat();
    await chat.shows('chainrule> ');
    for (const [typed, completed] of [
      ['/tr', '/train '],
      ['--los', '--loss '],
      ['hin', 'hinge '],
    ] as const) {
      chat.types(typed);
      chat.types(TAB);
      await chat.shows(completed.slice(typed.length));
    }
    chat.types('\r');
    await chat.leaves();
    expect(chat.asked.map((line) => line.trim())).toEqual(['/train --loss hinge']);
  });

  it('an empty line asks nothing', async () => {
    const chat = await startChat();
    chat.types('\r  \r');
    await chat.leaves();
    expect(chat.asked).toEqual([]);
  });

  it('shows progress in place, and then the answer', async () => {
    const chat = await startChat({
      async ask(_, { onProgress } = {}) {
        onProgress?.({ nodes: [{ kind: 'progress', done: 1, total: 2, note: 'loss 0.5' }] });
        return reply('Trained.');
      },
    });
    chat.types('/train\r');
    await chat.shows('\r\u001b[K[##########----------] step 1 of 2, loss 0.5\r\u001b[KTrained.\n');
    await chat.leaves();
  });

  it('Ctrl-C stops what runs, and the next line is answered', async () => {
    const chat = await startChat({
      ask: (line, { signal } = {}) =>
        line === '/train'
          ? new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
          : Promise.resolve(reply('Hello.')),
    });
    chat.types('/train\r');
    await chat.hasAsked(1);
    chat.types(CTRL_C);
    await chat.shows('Stopped.');
    chat.types('/hello\r');
    await chat.shows('Hello.');
    await chat.leaves();
  });

  it('Ctrl-D while something runs leaves when it is answered', async () => {
    const answered = Promise.withResolvers<ReturnType<typeof reply>>();
    const chat = await startChat({ ask: () => answered.promise });
    chat.types('/train\r');
    await chat.hasAsked(1);
    chat.types(CTRL_D);
    answered.resolve(reply('Trained.'));
    await chat.ended;
    expect(chat.screen()).toContain('Trained.');
  });

  it.each([
    [undefined, 'Press Ctrl-C once more to leave.\n'],
    ['The page: http://127.0.0.1:3000', 'Press Ctrl-C once more to leave. The page stops, too.\n'],
  ])('Ctrl-C says how to leave, and leaves the second time: %s', async (notice, question) => {
    const chat = await startChat(notice === undefined ? {} : { notice });
    await chat.shows('chainrule> ');
    chat.types(CTRL_C);
    await chat.shows(question);
    // Whoever goes on typing is asked again.
    chat.types('x');
    chat.types(CTRL_C);
    chat.types(CTRL_C);
    await chat.shows(question);
    chat.types(CTRL_C);
    await chat.ended;
  });

  it('a line answers the question that was asked last, Enter goes on, and its buttons are keys', async () => {
    const shown = {
      nodes: [buttons({ label: 'A', command: '/quiz answer s7Kq2mPa.1 A' }, { label: 'More', command: '/help' })],
    };
    const asks = {
      answer: '/quiz answer s7Kq2mPa.1',
      letters: ['A', 'B'],
      typed: 'number' as const,
      hint: '/quiz hint',
    };
    const next = { letters: [], next: '/quiz practice --number 2' };
    const chat = await startChat({
      ask: async (line) => ({
        reply: { ...shown, asks: line.startsWith('/quiz answer') ? next : asks },
        pictures: new Map(),
      }),
    });
    chat.types('\r/quiz practice\r');
    await chat.shows('→ More: /help\n\nType A or B, or your number; `?` for a hint.');
    chat.types('?\r');
    await chat.hasAsked(2);
    chat.types('6.0\r');
    await chat.shows('Enter to go on.');
    chat.types('\r');
    await chat.hasAsked(4);
    expect(chat.asked).toEqual([
      '/quiz practice',
      '/quiz hint',
      '/quiz answer s7Kq2mPa.1 "6.0"',
      '/quiz practice --number 2',
    ]);
    expect(chat.screen().split('6.0')[0]).not.toContain('→ A');
    await chat.leaves();
  });

  it('Ctrl-C takes back what is typed', async () => {
    const chat = await startChat();
    await chat.shows('chainrule> ');
    chat.types('/trian');
    chat.types(CTRL_C);
    chat.types('/help\r');
    await chat.leaves();
    expect(chat.asked).toEqual(['/help']);
  });

  it('a message of a quiz leaves what is being typed as it is', async () => {
    let transport: Transport | undefined;
    const chat = await startChat({
      async ask(_, { context } = {}) {
        await context?.();
        return reply('The quiz has begun.');
      },
      async openServices(given) {
        transport = given;
        return { sweep: async () => {} } as unknown as ChatServices;
      },
    });
    chat.types('/quiz start\r');
    await chat.shows('begun.');
    await chat.shows('chainrule> ');
    chat.types('/quiz answ');
    await chat.shows('/quiz answ');
    await transport?.whisper({ tenant: 'terminal:local', channel: 'local' }, 'you', reply('Time is nearly up.'));
    await chat.shows('\r\u001b[KTime is nearly up.\n\n');
    await chat.shows('chainrule> /quiz answ');
    chat.types('er B\r');
    await chat.leaves();
    expect(chat.asked).toEqual(['/quiz start', '/quiz answer B']);
  });

  it('says what was typed wrong, and what went wrong on our side, without a stack', async () => {
    const crash = new Error('secret');
    const chat = await startChat({
      async ask(line) {
        throw line === 'wrong' ? new UserError('Not so.', { code: 'E_TEST', hint: 'But so.' }) : crash;
      },
    });
    chat.types('wrong\r');
    await chat.shows('Not so.\n\nBut so.\n');
    chat.types('crash\r');
    await chat.shows('Sorry.');
    await chat.leaves();
    expect(chat.crashes).toEqual([crash]);
    expect(chat.screen()).not.toMatch(/secret|at .*\.ts/);
  });

  it('fills lines to the width of the window, at most 100', async () => {
    const long = 'word '.repeat(60).trim();
    const widest = async (columns: number) => {
      const chat = await startChat({ columns, ask: async () => reply(long) });
      chat.types('/help\r');
      await chat.shows('word\n');
      await chat.leaves();
      return Math.max(
        ...chat
          .screen()
          .split('\n')
          .filter((line) => /word$/.test(line))
          .map((line) => line.length),
      );
    };
    expect(await widest(40)).toBeLessThanOrEqual(40 + '\r\u001b[K'.length);
    // A terminal that does not know its width says 0.
    expect(await widest(0)).toBeGreaterThan(80);
    expect(await widest(300)).toBeLessThanOrEqual(100 + '\r\u001b[K'.length);
  });
});

describe('piped', () => {
  it('lines are answered one by one, in order', async () => {
    const running: string[] = [];
    const chat = await startChat({
      isTTY: false,
      async ask(line) {
        running.push(line);
        expect(running).toHaveLength(1);
        await new Promise((resolve) => setImmediate(resolve));
        running.pop();
        return reply(`${line}!`);
      },
    });
    chat.ends('one\n\ntwo\nthree');
    await chat.ended;
    expect(chat.screen()).toBe('chainrule> one\none!\n\nchainrule> two\ntwo!\n\nchainrule> three\nthree!\n\n');
  });

  it('nothing is answered with nothing', async () => {
    const chat = await startChat({ isTTY: false });
    chat.ends('');
    await chat.ended;
    expect(chat.screen()).toBe('');
  });
});
