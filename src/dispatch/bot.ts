import type { ActContext, Command } from '../command/define.ts';
import type { Values } from '../command/line-reader.ts';
import { type Call, findCommand, parseLine, parseOptions } from '../command/parse.ts';
import { COMMANDS, loadCommands } from '../command/registry.ts';
import { UserError } from '../errors.ts';
import { createPictureRenderer } from '../pictures/renderer.ts';
import type { Picture, Reply, Theme } from '../reply/document.ts';
import { createWorkers, type Workers } from '../workers/pool.ts';

/** A reply with its pictures drawn: the bytes of their files by the picture's name. */
export interface Answer {
  readonly reply: Reply;
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/**
 * A whole command line, or a command with what a platform has typed already: `args` is the rest of the line, and
 * `typed` has option values by flag.
 */
export type Question = string | { readonly command: string; readonly args: string; readonly typed: Values };

interface AskOptions {
  /** Is handed progress of long work, at most once a second. */
  readonly onProgress?: ((reply: Reply) => void) | undefined;
  /** Stops the work at once when it fires. */
  readonly signal?: AbortSignal | undefined;
  /** Reads a file that the person refers to, by path or by key. Without it files are refused. */
  readonly readFile?: ((reference: string) => Promise<string>) | undefined;
  /** What the pictures are drawn for; dark by default, which is readable on any page. */
  readonly theme?: Theme | undefined;
  /** The services and who asks, for commands that act; asked for only then. Without it these are refused. */
  readonly context?: (() => Promise<Omit<ActContext<unknown>, 'files'>>) | undefined;
}

/** What every platform talks to: a line of text in, a reply out. */
export interface Bot {
  readonly commands: readonly Command[];
  /** @throws UserError for what the person typed wrong */
  understand(question: Question): Call;
  /** @throws UserError for what the person typed wrong; an AbortError when cancelled */
  ask(question: Question, options?: AskOptions): Promise<Answer>;
  /** Draws a picture again, for another theme. */
  draw(picture: Picture, theme: Theme): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A bot with its workers, which make and grade questions of quizzes, too. */
export interface WorkingBot extends Bot, Pick<Workers, 'make' | 'grade' | 'readQuestions'> {}

export interface BotOptions {
  readonly quickChartUrl?: string | undefined;
  /** Is told of what went wrong on our side and what was done instead. */
  readonly onError: (error: unknown) => void;
  /** The folder of command files; the project's own by default. */
  readonly folder?: URL | undefined;
  readonly deadlineMs?: number | undefined;
}

/** The content of the files that the values refer to, by reference. */
async function readFiles(
  { declared }: Command,
  values: Values,
  readFile: AskOptions['readFile'],
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const { key, flag, attachment } of declared) {
    const reference = values[key];
    if (!attachment || typeof reference !== 'string') continue;
    if (readFile === undefined)
      throw new UserError(`\`--${flag}\` takes no file here.`, { hint: 'Attach the file instead.' });
    files[reference] = await readFile(reference);
  }
  return files;
}

/** What is said where there is nobody to play with. */
const alone = (name: string): UserError =>
  new UserError(`\`/${name}\` needs a bot that keeps running.`, {
    hint: 'Start one with `npm start`. To practise alone, try `/quiz practice`.',
  });

/** @throws Error when a command file is malformed */
export async function createBot({ quickChartUrl, onError, folder, deadlineMs }: BotOptions): Promise<WorkingBot> {
  const commands = await loadCommands(folder ?? COMMANDS);
  const workers = createWorkers({ folder, deadlineMs });
  const draw = createPictureRenderer({
    ...(quickChartUrl && { quickChartUrl }),
    drawLocally: (picture, theme) => workers.draw(picture, theme),
    onFallback: onError,
  });
  const illustrate = async (reply: Reply, theme: Theme): Promise<Map<string, Uint8Array>> => {
    const wanted = reply.nodes.filter((node): node is Picture => node.kind === 'picture');
    const drawn = await Promise.all(
      wanted.map(async (picture) => {
        try {
          return [picture.name, await draw(picture, theme)] as const;
        } catch (error) {
          // The text is worth having without its picture.
          onError(error);
          return undefined;
        }
      }),
    );
    return new Map(drawn.filter((entry) => entry !== undefined));
  };
  const understand = (question: Question): Call => {
    if (typeof question === 'string') return parseLine(question, commands);
    const command = findCommand(question.command, commands);
    return { command, values: parseOptions(command, question.args, question.typed) };
  };
  return {
    commands,
    understand,
    async ask(question, { onProgress, signal, readFile, theme = 'dark', context } = {}) {
      const { command, values } = understand(question);
      if (command.act !== undefined && context === undefined) throw alone(command.name);
      const files = await readFiles(command, values, readFile);
      const reply =
        command.act !== undefined && context !== undefined
          ? await command.act(values, { ...(await context()), files })
          : await workers.run({ name: command.name, values, files }, { onProgress, signal });
      return { reply, pictures: await illustrate(reply, theme) };
    },
    draw,
    make: workers.make,
    grade: workers.grade,
    readQuestions: workers.readQuestions,
    close: () => workers.close(),
  };
}
