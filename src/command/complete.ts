import type { Command, Option } from './define.ts';
import { type Group, groupsOf, secondWord } from './group.ts';
import { startOf } from './start.ts';

/** What could stand at the end of a line that is being typed: the candidates replace its last `replace` characters. */
export interface Completion {
  readonly replace: number;
  readonly candidates: readonly string[];
}

/** Completes names of commands word by word, options, and the values of options that have some to offer. */
export function complete(line: string, commands: readonly Command[]): Completion {
  const [first = '', ...behind] = line.trimStart().split(/\s+/);
  const typed = behind.at(-1) ?? first;
  const found = (candidates: readonly string[]): Completion => ({
    replace: typed.length,
    candidates: candidates.filter((candidate) => candidate.startsWith(typed)),
  });
  if (behind.length === 0) return found(groupsOf(commands).map(({ name }) => `/${name}`));
  const group = groupOf(first.replace(/^\//, ''), commands);
  if (group?.split && behind.length === 1) return found(secondWords(group));
  const command = startOf(line, commands)?.command;
  if (command === undefined) return found([]);
  const words = group?.split ? behind.slice(1) : behind;
  const free = command.declared.find(({ key }) => key === command.text);
  if (free?.namesCommand) return found([...namesAfter(words.slice(0, -1), commands), ...wordsAfter(words, free)]);
  const before = words.at(-2)?.replace(/^--/, '');
  const asked = command.declared.find(({ flag, type }) => flag === before && type !== 'boolean');
  if (asked && words.at(-2)?.startsWith('--')) return found(offers(asked));
  if (typed !== '' && !typed.startsWith('-')) return found([]);
  return found(
    command.declared
      .filter((option) => option !== free)
      .map((option) => (option.default === true ? `--no-${option.flag}` : `--${option.flag}`)),
  );
}

const groupOf = (typed: string, commands: readonly Command[]): Group | undefined =>
  groupsOf(commands).find(({ name }) => name === typed.toLowerCase());

const secondWords = ({ commands }: Group): string[] => commands.flatMap(({ name }) => secondWord(name) ?? []);

/** What may follow in the name of a command, behind the words of it that stand there. */
function namesAfter([first, ...rest]: readonly string[], commands: readonly Command[]): string[] {
  if (first === undefined) return groupsOf(commands).map(({ name }) => name);
  const group = groupOf(first, commands);
  return rest.length === 0 && group?.split ? secondWords(group) : [];
}

/** The next word of what the option suggests, where that begins with the words that stand there. */
function wordsAfter(words: readonly string[], { suggestions }: Option): string[] {
  const before = words
    .slice(0, -1)
    .map((word) => `${word.toLowerCase()} `)
    .join('');
  const going = suggestions.filter((suggestion) => suggestion.toLowerCase().startsWith(before));
  return [...new Set(going.map((suggestion) => suggestion.slice(before.length).split(' ')[0] ?? ''))];
}

const offers = ({ choices, suggestions }: Option): readonly string[] =>
  choices ?? suggestions.filter((suggestion) => !/\s/.test(suggestion));
