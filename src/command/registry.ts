import { readdir } from 'node:fs/promises';
import { type Command, isCommand } from './define.ts';
import { firstWord, secondWord } from './group.ts';
import { parseLine } from './parse.ts';
import { firstTyped } from './start.ts';

/** Discord's limit of subcommands. */
const MAX_SECOND_WORDS = 25;

/** Where the commands live: one file each. */
export const COMMANDS = new URL('../../commands/', import.meta.url);

/**
 * Loads every command file of a folder, in the order of their names. A file exports a command of its name, or a list
 * of commands whose names begin with it: `quiz start`.
 *
 * @throws Error that names the file, for one that does not declare working commands: the start stops there
 */
export async function loadCommands(folder = COMMANDS): Promise<Command[]> {
  const commands = await loadAll(folder);
  for (const command of commands) checkLines(command, commands);
  return commands;
}

/** The same without what the answers of commands have in them, which takes a program that ends with one line too long. */
async function loadAll(folder: URL): Promise<Command[]> {
  const commands: Command[] = [];
  for (const file of await listFiles(folder)) commands.push(...(await loadFile(file, folder)));
  for (const command of commands) checkExamples(command, commands);
  return commands;
}

/** The command of this name; no other file is loaded. */
export async function loadCommand(name: string, folder = COMMANDS): Promise<Command | undefined> {
  const file = `${firstWord(name)}.ts`;
  if (!(await listFiles(folder)).includes(file)) return undefined;
  return (await loadFile(file, folder)).find((command) => command.name === name);
}

/** What may ask for help about a command. */
const HELP = /(?:^|\s)(?:help|(?:--|[‒–—―])help|-h)(?:\s|$)/i;

/**
 * The commands that one line needs: those of the file that it names, and all where it names none, or asks about the
 * commands themselves.
 */
export async function loadCommandsFor(line: string, folder = COMMANDS): Promise<Command[]> {
  const file = `${firstTyped(line)}.ts`;
  const named = (await listFiles(folder)).includes(file) ? await loadFile(file, folder) : [];
  return named.some(({ answer }) => answer === undefined) && !HELP.test(line) ? named : loadAll(folder);
}

const listFiles = async (folder: URL): Promise<string[]> =>
  (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();

async function loadFile(file: string, folder: URL): Promise<Command[]> {
  let exported: unknown;
  try {
    exported = ((await import(new URL(file, folder).href)) as { default?: unknown }).default;
  } catch (error) {
    throw new Error(`commands/${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const commands: unknown[] = Array.isArray(exported) ? exported : [exported];
  const fail = (what: string): never => {
    throw new Error(`commands/${file}: ${what}`);
  };
  if (commands.length === 0) fail('it exports no command');
  if (!commands.every(isCommand)) return fail('its default export must come from defineCommand');
  const names = commands.map(({ name }) => name);
  for (const name of names) {
    if (`${firstWord(name)}.ts` !== file) fail(`the command "${name}" belongs in ${firstWord(name)}.ts`);
    if (names.indexOf(name) !== names.lastIndexOf(name)) fail(`two commands are named "${name}"`);
    // Where second words follow, the first word alone is a command on no platform.
    if (names.length > 1 && secondWord(name) === undefined) fail(`"${name}" needs a second word beside the others`);
  }
  if (names.length > MAX_SECOND_WORDS) fail(`it has ${names.length} commands; ${MAX_SECOND_WORDS} fit`);
  return commands;
}

function checkExamples(command: Command, commands: readonly Command[]): void {
  for (const [line] of command.examples) {
    try {
      if (parseLine(line, commands).command === command) continue;
    } catch (error) {
      throw new Error(`commands/${firstWord(command.name)}.ts: example "${line}": ${(error as Error).message}`, {
        cause: error,
      });
    }
    throw new Error(`commands/${firstWord(command.name)}.ts: example "${line}" is for another command`);
  }
}

function checkLines({ lines }: Command, commands: readonly Command[]): void {
  for (const { line, where } of lines?.() ?? []) {
    try {
      const { command } = parseLine(line, commands);
      if (command.run !== undefined && command.act === undefined) continue;
    } catch (error) {
      throw new Error(`${where}: ${(error as Error).message}`, { cause: error });
    }
    throw new Error(`${where}: "${line}" does more than compute`);
  }
}
