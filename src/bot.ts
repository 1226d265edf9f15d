import type { Command } from './command/define.ts';
import { parseLine } from './command/parse.ts';
import { COMMANDS, loadCommands } from './command/registry.ts';
import { createIllustrator } from './pictures/illustrator.ts';
import type { Picture, Reply } from './reply/document.ts';
import { createWorkers } from './workers/pool.ts';

/** A reply with its pictures drawn: PNG bytes by the picture's name. */
export interface Answer {
  readonly reply: Reply;
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

interface AskOptions {
  /** Is handed progress of long work, at most once a second. */
  readonly onProgress?: ((reply: Reply) => void) | undefined;
  /** Stops the work at once when it fires. */
  readonly signal?: AbortSignal | undefined;
}

/** What every platform talks to: a line of text in, a reply out. */
export interface Bot {
  readonly commands: readonly Command[];
  /** @throws UserError for what the person typed wrong; an AbortError when cancelled */
  ask(line: string, options?: AskOptions): Promise<Answer>;
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
  return {
    commands,
    async ask(line, { onProgress, signal } = {}) {
      const { command, values } = parseLine(line, commands);
      const reply = await workers.run({ name: command.name, values }, { onProgress, signal });
      return { reply, pictures: await illustrate(reply) };
    },
    close: () => workers.close(),
  };
}
