import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { complete } from '../../command/complete.ts';
import type { Bot } from '../../dispatch/bot.ts';
import { refusalOf } from '../../dispatch/read-as.ts';
import { callToAnswer } from '../../dispatch/typed-answer.ts';
import { UserError } from '../../errors.ts';
import { isFileOrFree, makeFolder } from '../../make-folder.ts';
import type { Transport } from '../../quiz/transport.ts';
import type { Asks } from '../../reply/asked.ts';
import { toText } from '../../reply/text.ts';
import { lastNumberIn, readTextFile, saveFiles } from './files.ts';
import { type ChatServices, createTransport, player } from './transport.ts';
import { typable } from './typable.ts';

export interface ChatOptions {
  readonly bot: Bot;
  readonly input: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  /** Where the history of typed lines is kept. */
  readonly dataDir: string;
  /** Where pictures go. */
  readonly outDir: string;
  /** Opens the quizzes at the first command that needs them; they send messages through the transport. */
  readonly openServices?: ((transport: Transport) => Promise<ChatServices>) | undefined;
  /** Printed under the greeting, such as the URL of the page. */
  readonly notice?: string | undefined;
  /** Is told of what went wrong on our side; gives the sentence for the person. */
  readonly onCrash: (error: unknown) => string;
}

const PROMPT = 'chainrule> ';
const WIDEST = 100;
const HISTORY_SIZE = 500;
const GREETING = `Chainrule explains backpropagation. Try these, in this order:
  /grad a*b+c
  /train
  /train --no-zero-grad
Or type "teach me": that is a course in ten lessons.
/help lists everything, Tab completes, Ctrl-C stops long work, Ctrl-D leaves.
`;

/**
 * A chat with one person: with line editing, history and completion in a terminal; piped lines are answered one
 * by one. Ends with the input, or with "exit".
 */
export async function chat(options: ChatOptions): Promise<void> {
  const { bot, input, output, dataDir, notice } = options;
  const terminal = Boolean(input.isTTY && output.isTTY);
  const historyFile = join(dataDir, 'history');
  let history: readonly string[] = terminal ? await readHistory(historyFile) : [];
  const numbered = await lastNumberIn(options.outDir);
  const lines = createInterface({
    input,
    output,
    terminal,
    prompt: PROMPT,
    historySize: HISTORY_SIZE,
    history: [...history],
    removeHistoryDuplicates: true,
    completer: (line: string) => {
      const { replace, candidates } = complete(line, bot.commands);
      return [candidates.map((candidate) => `${candidate} `), line.slice(line.length - replace)];
    },
  });
  const session = new Session(options, terminal, numbered, () => lines.prompt(true));
  lines.on('SIGINT', () => session.interrupt(lines));
  // Ctrl-D may come while something runs.
  let closed = false;
  lines.once('close', () => {
    closed = true;
  });
  lines.on('history', (typed) => {
    history = [...typed];
  });
  if (terminal) {
    output.write(`${GREETING}${notice === undefined ? '' : `${notice}\n`}\n`);
    lines.prompt();
  }
  for await (const line of lines) {
    if (/^\s*\/?(exit|quit)\s*$/i.test(line)) break;
    if (line.trim() !== '' || (terminal && session.goesOn)) await session.answer(line);
    if (terminal && !closed) lines.prompt();
  }
  lines.close();
  if (terminal) {
    output.write('\n');
    await saveHistory(historyFile, history);
  }
}

class Session {
  private readonly options: ChatOptions;
  private readonly terminal: boolean;
  private running: AbortController | undefined;
  private readonly redraw: () => void;
  private services: ChatServices | undefined;
  private readonly numbered: number;
  private count = 0;
  /** The question of a quiz that stands open, and what was asked last, which may be one of practice. */
  private quizAsks: Asks | undefined;
  private asks: Asks | undefined;
  /** Was Ctrl-C pressed where it leaves the next time? */
  private leaving = false;

  /**
   * @param numbered how many numbers earlier chats have used for their files
   * @param redraw shows the prompt again, with what is typed so far
   */
  constructor(options: ChatOptions, terminal: boolean, numbered: number, redraw: () => void) {
    this.options = options;
    this.numbered = numbered;
    this.terminal = terminal;
    this.redraw = redraw;
  }

  /** Does Enter alone mean something? */
  get goesOn(): boolean {
    return this.asks?.next !== undefined;
  }

  async answer(line: string): Promise<void> {
    this.leaving = false;
    const { bot, output, outDir, onCrash, openServices } = this.options;
    const { width } = this;
    if (!this.terminal) output.write(`${PROMPT}${line}\n`);
    this.running = new AbortController();
    const call = callToAnswer(bot, line, this.asksFor(line)) ?? bot.parse(line);
    try {
      const answer = await bot.ask(call, {
        signal: this.running.signal,
        readFile: readTextFile,
        context: openServices && (() => this.serviceContext(openServices)),
        onProgress: (reply) => this.terminal && output.write(`\r\u001b[K${toText(reply)}`),
      });
      const pictures = await saveFiles(answer, outDir, `${this.numbered + ++this.count}-`);
      this.asks = answer.reply.asks ?? this.asks;
      this.print(toText(typable(answer.reply), { width, pictures }));
    } catch (error) {
      if (error instanceof UserError) this.print(toText(refusalOf(call, error), { width }));
      else this.print(this.running.signal.aborted ? 'Stopped.' : onCrash(error));
    } finally {
      this.running = undefined;
    }
    // Nobody waits at a pipe: messages of a quiz must come before the next line.
    if (!this.terminal) await this.services?.sweep();
  }

  /**
   * Ctrl-C stops what is running; at the prompt it takes back what is typed. On an empty line it says how to leave, and
   * leaves the second time.
   */
  interrupt(lines: Interface): void {
    const { notice } = this.options;
    if (this.running) this.running.abort();
    else if (lines.line === '' && this.leaving) lines.close();
    else if (lines.line === '') {
      this.leaving = true;
      this.printAbove(`Press Ctrl-C once more to leave.${notice === undefined ? '' : ' The page stops, too.'}`);
    } else {
      this.leaving = false;
      lines.write(null, { ctrl: true, name: 'e' });
      lines.write(null, { ctrl: true, name: 'u' });
    }
  }

  private async serviceContext(open: NonNullable<ChatOptions['openServices']>) {
    const transport = createTransport({
      print: (text) => this.printAbove(text),
      width: () => this.width,
      outDir: this.options.outDir,
      numbered: this.numbered,
      onAsks: (asks) => {
        // A question of practice that was asked since stays.
        if (asks !== undefined || this.asks === this.quizAsks) this.asks = asks;
        this.quizAsks = asks;
      },
    });
    this.services ??= await open(transport);
    return { services: this.services, who: player() };
  }

  /** Whoever names the verb of quizzes means the quiz, where one asks. */
  private asksFor(line: string): Asks | undefined {
    return /^\s*\/?quiz\s+answer\b/i.test(line) ? (this.quizAsks ?? this.asks) : this.asks;
  }

  /** Prints a message that answers no line, above the prompt. */
  private printAbove(text: string): void {
    this.print(text);
    if (this.terminal && !this.running) this.redraw();
  }

  private get width(): number {
    return Math.min(this.options.output.columns || WIDEST, WIDEST);
  }

  private print(text: string): void {
    this.options.output.write(`${this.terminal ? '\r\u001b[K' : ''}${text}\n\n`);
  }
}

async function readHistory(file: string): Promise<string[]> {
  try {
    if (!isFileOrFree(file)) return [];
    return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  } catch {
    return [];
  }
}

async function saveHistory(file: string, history: readonly string[]): Promise<void> {
  try {
    makeFolder(join(file, '..'));
    if (isFileOrFree(file)) await writeFile(file, history.join('\n'));
  } catch {
    // A chat without a history is a chat.
  }
}
