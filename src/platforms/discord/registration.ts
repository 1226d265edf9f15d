import { isDeepStrictEqual } from 'node:util';
import { type REST, Routes } from 'discord.js';
import type { Command } from '../../command/define.ts';
import { groupsOf } from '../../command/group.ts';
import { declare, declareExplain } from './declare.ts';

/** What Discord fills in or turns into null where a declaration says nothing; lists of these have no order. */
const DEFAULTS: Record<string, unknown> = { type: 1, description: '', required: false, autocomplete: false };
const UNORDERED = ['integration_types', 'contexts'];
/** What Discord adds to a registered command, and we never say. */
const THEIRS = [
  'id',
  'application_id',
  'version',
  'guild_id',
  'nsfw',
  'dm_permission',
  'default_permission',
  'default_member_permissions',
  'name_localizations',
  'description_localizations',
];

/**
 * Registers the commands where what is registered differs from the declarations, and nowhere else: Discord allows
 * 200 creations a day.
 *
 * @returns whether anything was written
 */
export async function register(
  rest: REST,
  applicationId: string,
  commands: readonly Command[],
  guildId: string | undefined,
): Promise<boolean> {
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const everywhere = guildId === undefined;
  const declared = [
    ...groupsOf(commands).map((group) => declare(group, commands, everywhere)),
    ...(commands.some(({ find }) => find) ? [declareExplain(everywhere)] : []),
  ];
  const registered = (await rest.get(route)) as unknown[];
  // What a guild's commands say about where they work is Discord's own.
  const ignored = guildId === undefined ? THEIRS : [...THEIRS, ...UNORDERED];
  if (isDeepStrictEqual(normal(registered, ignored), normal(declared, ignored))) return false;
  await rest.put(route, { body: declared });
  return true;
}

const normal = (commands: readonly unknown[], ignored: readonly string[]): unknown[] =>
  commands.map((command) => plainForm(command, ignored) as { name: string }).sort((a, b) => (a.name < b.name ? -1 : 1));

/** A declaration in its shortest form. The names of its own keys are ignored at the top only. */
function plainForm(thing: unknown, ignored: readonly string[] = []): unknown {
  if (Array.isArray(thing)) return thing.map((item) => plainForm(item));
  if (typeof thing !== 'object' || thing === null) return thing;
  const entries = Object.entries(thing)
    .filter(([key, value]) => !ignored.includes(key) && !key.endsWith('_localizations') && value !== null)
    .filter(([key, value]) => value !== undefined && DEFAULTS[key] !== value)
    .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => [
      key,
      UNORDERED.includes(key) && Array.isArray(value) ? [...value].sort() : plainForm(value),
    ]);
  return Object.fromEntries(entries);
}
