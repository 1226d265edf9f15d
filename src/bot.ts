import type { Command } from './command/define.ts';
import type { Values } from './command/line-reader.ts';
import { type Call, findCommand, parseLine, parseOptions } from './command/parse.ts';
import { COMMANDS, loadCommands } from './command/registry.ts';
import { UserError } from './errors.ts';
import { createIllustrator } from './pictures/illustrator.ts';
import type { Picture, Reply } from './reply/document.ts';
import { createWorkers } from './workers/pool.ts';

/** A reply with its pictures drawn: PNG bytes by the picture's name. */
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
}

/** What every platform talks to: a line of text in, a reply out. */
export interface Bot {
  readonly commands: readonly Command[];
  /** @throws UserError for what the person typed wrong */
  understand(question: Question): Call;
  /** @throws UserError for what the person typed wrong; an AbortError when cancelled */
  ask(question: Question, options?: AskOptions): Promise<Answer>;
  close(): Promise<void>;
}

export interface BotOptions {
  readonly quickChartUrl?: string | undefined;
  /** Is told of what went wrong on our side and what was done instead. */
  readonly onTrouble: (error: unknown) => void;
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

/** @throws Error when a command file is malformed */
export async function createBot({ quickChartUrl, onTrouble, folder, deadlineMs }: BotOptions): Promise<Bot> {
  const commands = await loadCommands(folder ?? COMMANDS);
  const workers = createWorkers({ folder, deadlineMs });
  const draw = createIllustrator({
    ...(quickChartUrl && { quickChartUrl }),
    drawLocally: (picture) => workers.draw(picture),
    onFallback: onTrouble,
  });
  const illustrate = async (reply: Reply): Promise<Map<string, Uint8Array>> => {
    const wanted = reply.nodes.filter((node): node is Picture => node.kind === 'picture');
    const drawn = await Promise.all(
      wanted.map(async (picture) => {
        try {
          return [picture.name, await draw(picture)] as const;
        } catch (error) {
          // The text is worth having without its picture.
          onTrouble(error);
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
    async ask(question, { onProgress, signal, readFile } = {}) {
      const { command, values } = understand(question);
      const files = await readFiles(command, values, readFile);
      const reply = await workers.run({ name: command.name, values, files }, { onProgress, signal });
      return { reply, pictures: await illustrate(reply) };
    },
    close: () => workers.close(),
  };
}
