import type { Command } from './define.ts';

/** All that begins with one first word: one command of this name, or several with second words. */
export interface Group {
  readonly name: string;
  readonly commands: readonly Command[];
  /** Do second words follow? Then the first word alone is no command. */
  readonly split: boolean;
  /** What it is for: a command's own summary, or that of the first of several. */
  readonly summary: string;
}

/** The first word of a command's name. */
export const firstWord = (name: string): string => name.split(' ')[0] as string;

/** The second word of a command's name; undefined where it has one word. */
export const secondWord = (name: string): string | undefined => name.split(' ')[1];

/** The commands by their first words, in the order in which these occur. */
export const groupsOf = (commands: readonly Command[]): Group[] =>
  [...Map.groupBy(commands, ({ name }) => firstWord(name))].map(([name, members]) => ({
    name,
    commands: members,
    split: members[0]?.name !== name,
    summary: members[0]?.summary ?? '',
  }));
