import type { Command } from './define.ts';
import { secondWord } from './group.ts';

/** A command, and what stands behind its name. */
export interface Start {
  readonly command: Command;
  readonly rest: string;
}

/** A line's first two words behind the slash that it may begin with. */
const NAMED = /^\s*([/!]?)\s*(\S*)(\s+(\S*))?/;
const BEHIND_ONE = /^\s*[/!]?\s*\S*/;
const BEHIND_TWO = /^\s*[/!]?\s*\S*\s+\S*/;

/** The first two words of a line as they are typed, whether a slash stands in front, and what stands behind each. */
export function firstWords(line: string) {
  const [, slash = '', first = '', , second = ''] = NAMED.exec(line) ?? [];
  const behindFirst = line.replace(BEHIND_ONE, '').trim();
  return { slash: slash !== '', first, second, behindFirst, behindSecond: line.replace(BEHIND_TWO, '').trim() };
}

/** The first word of a line, without its slash and in lower case. */
export const firstTyped = (line: string): string => firstWords(line).first.toLowerCase();

/** The command that a line begins with, in any case, and what stands behind its name. The longest name wins. */
export function startOf(line: string, commands: readonly Command[]): Start | undefined {
  const { first, second } = firstWords(line);
  const [one, two] = [first.toLowerCase(), `${first} ${second}`.toLowerCase()];
  const command = commands.find(({ name }) => name === two) ?? commands.find(({ name }) => name === one);
  if (command === undefined) return undefined;
  return { command, rest: line.replace(secondWord(command.name) === undefined ? BEHIND_ONE : BEHIND_TWO, '') };
}
