import type { Command } from './define.ts';
import { firstWords, type Start } from './start.ts';

/** What a text without a command's name was read as. */
export interface Reading extends Start {
  /** The line that means the same. */
  readonly readAs: string;
}

/**
 * Reads a text that names no command as what a command takes. Those that know exactly which texts are theirs are
 * asked first, then those that answer from a list.
 */
export function readPhrase(text: string, commands: readonly Command[]): Reading | undefined {
  const order = (command: Command): number => (command.phraseFirst ? 0 : command.answer === undefined ? 2 : 1);
  const { said, options } = splitOptions(text.trim());
  for (const command of commands.toSorted((a, b) => order(a) - order(b))) {
    const read = command.phrase?.(said);
    if (read === undefined) continue;
    const rest = `${read}${options}`;
    return { command, rest, readAs: `/${command.name} ${rest}`.trim() };
  }
  return undefined;
}

/** What is said, and the options behind it with the space in front of them. */
function splitOptions(text: string): { readonly said: string; readonly options: string } {
  const at = text.search(/\s--\p{L}/u);
  return at < 0 ? { said: text, options: '' } : { said: text.slice(0, at), options: text.slice(at) };
}

/** The same for texts that are a command's own, whatever else they could mean. */
export const readOwnPhrase = (line: string, commands: readonly Command[]): Reading | undefined =>
  readLineAsPhrase(
    line,
    commands.filter(({ phraseFirst }) => phraseFirst),
  );

/** The same for a line, where it has no slash: with one a command is meant. */
export const readLineAsPhrase = (line: string, commands: readonly Command[]): Reading | undefined =>
  firstWords(line).slash ? undefined : readPhrase(line, commands);
