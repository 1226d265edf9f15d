import { readdir } from 'node:fs/promises';
import { type Command, isCommand } from './define.ts';
import { parseLine } from './parse.ts';

/** Where the commands live: one file each. */
export const COMMANDS = new URL('../../commands/', import.meta.url);

/**
 * Loads every command file of a folder, in the order of their names.
 *
 * @throws Error that names the file, for one that does not declare a working command: the start stops there
 */
export async function loadCommands(folder = COMMANDS): Promise<Command[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const commands: Command[] = [];
  for (const file of files) commands.push(await loadCommand(file, folder));
  for (const command of commands) checkExamples(command, commands);
  return commands;
}

async function loadCommand(file: string, folder: URL): Promise<Command> {
  let exported: unknown;
  try {
    exported = ((await import(new URL(file, folder).href)) as { default?: unknown }).default;
  } catch (error) {
    throw new Error(`commands/${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  if (!isCommand(exported)) throw new Error(`commands/${file}: its default export must come from defineCommand`);
  if (`${exported.name}.ts` !== file)
    throw new Error(`commands/${file}: the command "${exported.name}" belongs in ${exported.name}.ts`);
  return exported;
}

function checkExamples(command: Command, commands: readonly Command[]): void {
  for (const [line] of command.examples) {
    try {
      if (parseLine(line, commands).command === command) continue;
    } catch (error) {
      throw new Error(`commands/${command.name}.ts: example "${line}": ${(error as Error).message}`, { cause: error });
    }
    throw new Error(`commands/${command.name}.ts: example "${line}" is for another command`);
  }
}
