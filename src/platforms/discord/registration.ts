import { isDeepStrictEqual } from 'node:util';
import { DiscordAPIError } from '@discordjs/rest';
import type { REST } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import type { Command } from '../../command/define.ts';
import { groupsOf } from '../../command/group.ts';
import type { KeptStore } from '../../store/shared/kept-store.ts';
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

/** What is kept of where the commands are. */
const SCOPE = 'discord-commands';
const EVERYWHERE = 'everywhere';

export interface RegistrationOptions {
  readonly rest: REST;
  readonly applicationId: string;
  readonly commands: readonly Command[];
  /** Everywhere if undefined. */
  readonly guildId: string | undefined;
  /** Remembers where the commands were registered. */
  readonly kept: Pick<KeptStore, 'find' | 'keep'>;
}

/**
 * Registers the commands where what is registered differs from the declarations, and nowhere else: Discord allows
 * 200 creations a day. Where they were registered before they are removed: people would see them twice.
 *
 * @returns whether anything was written
 */
export async function register(options: RegistrationOptions): Promise<boolean> {
  const { rest, applicationId, guildId, kept } = options;
  const place = guildId ?? EVERYWHERE;
  const before = await kept.find(SCOPE, applicationId);
  const written = !(await isRegistered(options)) && (await write(options));
  if (before !== undefined && before !== place) await remove(rest, applicationId, before);
  if (before !== place) await kept.keep(SCOPE, applicationId, place, Number.MAX_SAFE_INTEGER);
  return written;
}

/** Is what is registered as it is declared? */
export async function isRegistered({
  rest,
  applicationId,
  commands,
  guildId,
}: Omit<RegistrationOptions, 'kept'>): Promise<boolean> {
  const registered = (await rest.get(routeOf(applicationId, guildId))) as unknown[];
  // What a guild's commands say about where they work is Discord's own.
  const ignored = guildId === undefined ? THEIRS : [...THEIRS, ...UNORDERED];
  return isDeepStrictEqual(normal(registered, ignored), normal(declarationsOf(commands, guildId), ignored));
}

async function write({ rest, applicationId, commands, guildId }: RegistrationOptions): Promise<true> {
  await rest.put(routeOf(applicationId, guildId), { body: declarationsOf(commands, guildId) });
  return true;
}

async function remove(rest: REST, applicationId: string, place: string): Promise<void> {
  try {
    await rest.put(routeOf(applicationId, place === EVERYWHERE ? undefined : place), { body: [] });
  } catch (error) {
    // The bot is not in that server any more, and so are its commands.
    if (!(error instanceof DiscordAPIError && (error.status === 403 || error.status === 404))) throw error;
  }
}

function declarationsOf(commands: readonly Command[], guildId: string | undefined): unknown[] {
  const everywhere = guildId === undefined;
  return [
    ...groupsOf(commands).map((group) => declare(group, commands, everywhere)),
    ...(commands.some(({ find }) => find) ? [declareExplain(everywhere)] : []),
  ];
}

const routeOf = (applicationId: string, guildId: string | undefined) =>
  guildId === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guildId);

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
