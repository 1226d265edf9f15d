import type { Command, Option } from './define.ts';

/** What could stand at the end of a line that is being typed: the candidates replace its last `replace` characters. */
export interface Completion {
  readonly replace: number;
  readonly candidates: readonly string[];
}

/** Completes names of commands and options, and the values of options that have some to offer. */
export function complete(line: string, commands: readonly Command[]): Completion {
  const [first = '', ...rest] = line.trimStart().split(/\s+/);
  const typed = rest.at(-1) ?? first;
  const found = (candidates: readonly string[]): Completion => ({
    replace: typed.length,
    candidates: candidates.filter((candidate) => candidate.startsWith(typed)),
  });
  if (rest.length === 0) return found(commands.map(({ name }) => `/${name}`));
  const command = commands.find(({ name }) => name === first.replace(/^\//, '').toLowerCase());
  if (command === undefined) return { replace: typed.length, candidates: [] };
  const free = command.declared.find(({ key }) => key === command.text);
  if (free?.namesCommand) return found(commands.map(({ name }) => name));
  const before = rest.at(-2)?.replace(/^--/, '');
  const asked = command.declared.find(({ flag, type }) => flag === before && type !== 'boolean');
  if (asked && rest.at(-2)?.startsWith('--')) return found(offers(asked));
  if (typed !== '' && !typed.startsWith('-')) return { replace: typed.length, candidates: [] };
  return found(
    command.declared
      .filter((option) => option !== free)
      .map((option) => (option.default === true ? `--no-${option.flag}` : `--${option.flag}`)),
  );
}

const offers = ({ choices, suggestions }: Option): readonly string[] =>
  choices ?? suggestions.filter((suggestion) => !/\s/.test(suggestion));
