import { UserError } from '../errors.ts';
import { isSlip, nearest, shorten } from '../text.ts';
import type { Command } from './define.ts';
import { type Group, groupsOf, secondWord } from './group.ts';
import { readPhrase } from './phrase.ts';
import { firstWords } from './start.ts';

/** Which line is worth trying: the line itself if it can be read, or one that it leads to. */
export type Try = (line: string) => string | undefined;

const HELP = '/help';
const MOST_EXAMPLES = 3;

/** Is the first word of a line so near to a command's name that the command must be meant, and is the rest for it? */
export function isMistyped(line: string, commands: readonly Command[], tryLine: Try): boolean {
  const { first, behindFirst } = firstWords(line);
  const near = groupsOf(commands).find(({ name }) => isSlip(first, name))?.name;
  return near !== undefined && tryLine(`/${near} ${behindFirst}`) !== undefined;
}

/** Says what there is in place of the command that a line begins with. */
export function unknownName(line: string, commands: readonly Command[], tryLine: Try): UserError {
  const { slash, first, second, behindFirst, behindSecond } = firstWords(line);
  const groups = groupsOf(commands);
  const group = groups.find(({ name }) => name === first.toLowerCase());
  if (group?.split) return unknownSecondWord(group, second, behindSecond, tryLine);
  const names = groups.map(({ name }) => name);
  const known = inCode(names);
  const remedies = names.includes('help') ? [HELP] : [];
  if (first === '')
    return new UserError('There is no command.', {
      code: 'E_NO_COMMAND',
      hint: `The commands are ${known}.`,
      remedies,
    });
  // The second word of a command alone, as in `/join`, is as good a guess as a slip.
  const short = commands.find(({ name }) => secondWord(name) === first.toLowerCase())?.name;
  const near = nearest(first, names) ?? short;
  const meant = near === undefined ? undefined : tryLine(`/${near} ${behindFirst}`);
  const talked = !slash && commands.some(({ phrase }) => phrase !== undefined);
  if (talked && (meant === undefined || near === 'help')) return notUnderstood(commands);
  const code = 'E_UNKNOWN_COMMAND';
  const message = `There is no command \`/${shorten(first)}\`.`;
  if (meant !== undefined)
    return new UserError(message, { code, hint: `Did you mean \`/${near}\`?`, remedies: [meant] });
  const read = readPhrase(line.trim().replace(/^[/!]\s*/, ''), commands)?.readAs;
  const run = read === undefined ? undefined : tryLine(read);
  const hint = `The commands are ${known}. A formula goes behind \`/grad\`.`;
  return new UserError(message, { code, hint, remedies: run === undefined ? remedies : [run] });
}

/** Says what can be said at all, to somebody who just talks. */
function notUnderstood(commands: readonly Command[]): UserError {
  const talking = (command: Command): number => (command.phrase === undefined ? 1 : 0);
  const examples = commands
    .filter(({ run, name }) => run !== undefined && secondWord(name) === undefined)
    .toSorted((a, b) => talking(a) - talking(b))
    .flatMap(({ examples: [first] }) => first?.[0] ?? [])
    .slice(0, MOST_EXAMPLES);
  return new UserError('Chainrule explains backpropagation. I found no formula and no command in this.', {
    code: 'E_NOT_UNDERSTOOD',
    hint: 'Type a formula such as `a*b+c`, or try one of these. `/help` lists everything.',
    remedies: examples,
  });
}

function unknownSecondWord({ name: group, commands }: Group, typed: string, behind: string, tryLine: Try): UserError {
  const hint = `The commands are ${inCode(commands.map(({ name }) => name))}.`;
  const remedies = [`${HELP} ${group}`];
  // Options without a second word: none was meant.
  if (!/^\p{L}/u.test(typed)) {
    const message = `\`/${group}\` needs a second word that says what to do.`;
    return new UserError(message, { code: 'E_NO_SECOND_WORD', hint, remedies });
  }
  const near = nearest(
    typed,
    commands.flatMap(({ name }) => secondWord(name) ?? []),
  );
  const meant = near === undefined ? undefined : tryLine(`/${group} ${near} ${behind}`);
  return new UserError(`There is no command \`/${group} ${shorten(typed)}\`.`, {
    code: 'E_UNKNOWN_SECOND_WORD',
    hint: meant === undefined ? hint : `Did you mean \`/${group} ${near}\`?`,
    remedies: meant === undefined ? remedies : [meant],
  });
}

const inCode = (names: readonly string[]): string => names.map((name) => `\`/${name}\``).join(', ');
