import { PassThrough } from 'node:stream';
import { vi } from 'vitest';
import { loadCommands } from '../../src/command/registry.ts';
import type { Bot } from '../../src/dispatch/bot.ts';
import { parseInput } from '../../src/dispatch/parsed-call.ts';
import { type ChatOptions, chat } from '../../src/platforms/terminal/chat.ts';
import { temporaryFolder } from './command-folder.ts';
import { TIME_LIMIT_MS } from './time-limit.ts';
import { typesetNothing } from './typeset-nothing.ts';

interface Options {
  /** A bot's answer; an empty one by default. */
  readonly ask?: (line: string, options?: Parameters<Bot['ask']>[1]) => ReturnType<Bot['ask']>;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly dataDir?: string;
  readonly notice?: string;
  readonly openServices?: ChatOptions['openServices'];
}

/** A chat with a pretend terminal, or with pipes. */
export async function startChat({ ask, isTTY = true, columns = 80, dataDir, notice, openServices }: Options = {}) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY, columns });
  const folder = await temporaryFolder();
  const asked: string[] = [];
  const crashes: unknown[] = [];
  let screen = '';
  let seen = 0;
  output.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
  });
  const commands = await loadCommands();
  const bot: Bot = {
    commands,
    parse: (input) => parseInput(input, commands),
    async ask({ input: typed }, options) {
      const line = String(typed);
      asked.push(line);
      return (await ask?.(line, options)) ?? { reply: { nodes: [] }, pictures: new Map() };
    },
    draw: async () => new Uint8Array(),
    typeset: typesetNothing,
    close: async () => {},
  };
  const onCrash = (error: unknown): string => {
    crashes.push(error);
    return 'Sorry.';
  };
  const ended = chat({ bot, input, output, dataDir: dataDir ?? folder, outDir: folder, notice, openServices, onCrash });
  const types = (keys: string): void => void input.write(keys);
  return {
    asked,
    crashes,
    ended,
    types,
    /** Pipes in the last of the input. */
    ends: (text: string): void => void input.end(text),
    leaves: async (): Promise<void> => {
      types('\rexit\r');
      await ended;
    },
    /** What was written so far, as it came. */
    screen: (): string => screen,
    /** Waits until this is written, behind what was waited for before. */
    async shows(text: string): Promise<void> {
      await vi.waitUntil(() => screen.includes(text, seen), { timeout: TIME_LIMIT_MS, interval: 5 });
      seen = screen.indexOf(text, seen) + text.length;
    },
    hasAsked: (count: number) => vi.waitUntil(() => asked.length >= count, { timeout: TIME_LIMIT_MS, interval: 5 }),
  };
}
