import { complete } from '../../command/complete.ts';
import type { Command } from '../../command/define.ts';
import { groupsOf } from '../../command/group.ts';
import { startOf } from '../../command/start.ts';

/** Something that could stand at the end of a line, and what it means. */
interface Offer {
  readonly text: string;
  readonly about: string;
}

export interface Offers {
  /** How many characters of the line's end an offer replaces. */
  readonly replace: number;
  readonly offers: readonly Offer[];
}

/** What to offer while somebody types a line, each with a word on it. */
export function offersFor(line: string, commands: readonly Command[]): Offers {
  const { replace, candidates } = complete(line, commands);
  const typed = /^\s*\/?(\S+)\s/.exec(line)?.[1]?.toLowerCase() ?? '';
  const command = startOf(line, commands)?.command;
  return { replace, offers: candidates.map((text) => ({ text, about: about(text, typed, command, commands) })) };
}

/** On a command, the second word of one, or an option. */
function about(text: string, typed: string, command: Command | undefined, commands: readonly Command[]): string {
  const flag = /^--(?:no-)?(.+)$/.exec(text)?.[1];
  if (flag !== undefined) return command?.declared.find((option) => option.flag === flag)?.description ?? '';
  const second = commands.find(({ name }) => name === `${typed} ${text}`);
  if (second !== undefined) return second.summary;
  const group = groupsOf(commands).find(({ name }) => name === text.replace(/^\//, ''));
  if (group?.split) return group.commands.map(({ name }) => name.split(' ')[1]).join(', ');
  if (group !== undefined) return group.summary;
  return command?.declared.some(({ namesCommand }) => namesCommand) ? 'a word, explained' : '';
}
