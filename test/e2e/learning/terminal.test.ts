import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { localServices } from '../../../src/app/open-services.ts';
import { type Bot, createBot } from '../../../src/dispatch/bot.ts';
import { chat } from '../../../src/platforms/terminal/chat.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { temporaryFolder } from '../../support/command-folder.ts';
import { type Look, takeCourse } from '../../support/learning/newcomer.ts';

const TTY = { isTTY: true, columns: 100 };

it('a newcomer in the terminal is led through the course by letters and Enter', async () => {
  const dataDir = await temporaryFolder();
  const reported: unknown[] = [];
  const onError = (error: unknown): void => void reported.push(error);
  const real = await createBot({ onError });
  const services = localServices({ bot: real, dataDir, onError });
  const input = Object.assign(new PassThrough(), TTY);
  const output = Object.assign(new PassThrough(), TTY);
  let screen = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
  });
  let heard: (reply: Reply) => void = () => {};
  let last: Reply | undefined;
  const bot: Bot = {
    ...real,
    async ask(call, options) {
      const answer = await real.ask(call, options);
      heard(answer.reply);
      return { ...answer, pictures: new Map() };
    },
  };
  const ended = chat({ bot, input, output, dataDir, outDir: dataDir, openServices: services.open, onCrash: String });
  const types = async (keys: string): Promise<Look> => {
    const reply = await new Promise<Reply>((resolve) => {
      heard = resolve;
      input.write(`${keys}\r`);
    });
    last = reply;
    const lines = reply.nodes.flatMap((node) =>
      node.kind === 'buttons' ? node.buttons.map(({ command }) => command) : [],
    );
    return { text: toText(reply), lines };
  };
  /** What one types in place of pressing a button: a letter for an option, Enter for what comes next. */
  const keysOf = (line: string): string => {
    const [, letter] = /--answer ([A-H])\b/.exec(line) ?? [];
    if (letter !== undefined) return letter;
    return last?.asks?.next === line ? '' : line;
  };
  const entered: string[] = [];
  const taken = await takeCourse({
    begin: () => types('teach me'),
    press(line) {
      entered.push(keysOf(line));
      return types(keysOf(line));
    },
    say: types,
  });
  expect(screen).toContain('Or type "teach me": that is a course in ten lessons.');
  expect(taken.pages.at(-1)).toBe('10.6');
  expect(screen).toContain('You have been through the whole course.');
  expect(entered.filter((keys) => keys === '').length).toBeGreaterThan(30);
  for (const text of taken.texts) expect(text).not.toContain('could not be computed');
  input.end();
  await ended;
  await services.close();
  await real.close();
  expect(reported).toEqual([]);
});
