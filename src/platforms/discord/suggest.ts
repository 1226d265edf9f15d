import type { APIApplicationCommandOptionChoice } from 'discord.js';
import type { Command } from '../../command/define.ts';
import { groupsOf } from '../../command/group.ts';
import { MAX_CHOICE, MAX_CHOICES } from './limits.ts';

/** The option that takes the rest of a command line; every command has it. */
export const ARGS = 'args';

interface Offer {
  readonly value: string;
  readonly shows?: string;
}

/** Values to offer for an option while somebody types. */
export function offers(command: Command, flag: string, commands: readonly Command[]): readonly Offer[] {
  if (flag === ARGS) return command.text === undefined ? examples(command) : [];
  const option = command.declared.find((candidate) => candidate.flag === flag);
  if (option === undefined || option.type !== 'string' || option.attachment) return [];
  const suggested = option.suggestions.map((value) => ({ value }));
  return option.namesCommand ? [...names(commands), ...suggested] : suggested;
}

/** The first words, and then whole names, for who types on. */
function names(commands: readonly Command[]): Offer[] {
  const groups = groupsOf(commands);
  const whole = groups.flatMap(({ split, commands: members }) => (split ? members : []));
  return [...groups, ...whole].map(({ name, summary }) => ({ value: name, shows: summary }));
}

/** What stands behind the command's name in its examples. */
function examples({ name, examples }: Command): Offer[] {
  const prefix = `/${name} `;
  return examples.flatMap(([line, shows]) =>
    line.startsWith(prefix) ? [{ value: line.slice(prefix.length), shows }] : [],
  );
}

/** The offers that have what is typed so far in them, those that begin with it first, as Discord takes them. */
export function suggest(all: readonly Offer[], typed: string): APIApplicationCommandOptionChoice<string>[] {
  const wanted = typed.trim().toLowerCase();
  const place = ({ value }: Offer): number => value.toLowerCase().indexOf(wanted);
  return all
    .filter((offer) => offer.value.length <= MAX_CHOICE && place(offer) >= 0)
    .sort((a, b) => Math.sign(place(a)) - Math.sign(place(b)))
    .slice(0, MAX_CHOICES)
    .map(({ value, shows }) => ({ name: (shows ? `${value} · ${shows}` : value).slice(0, MAX_CHOICE), value }));
}
