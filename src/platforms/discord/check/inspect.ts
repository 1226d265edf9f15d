import { DiscordAPIError } from '@discordjs/rest';
import type { REST } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import type { Command } from '../../../command/define.ts';
import { INTERACTIONS_PATH } from '../http/endpoint.ts';
import { inviteLink, PERMISSIONS, SCOPES } from '../invite.ts';
import { isRegistered } from '../registration.ts';
import type { Application } from './application.ts';
import { type Finding, note, right, wrong } from './finding.ts';

/** What the program is configured with. */
export interface Configured {
  readonly guildId?: string | undefined;
  readonly publicKey?: string | undefined;
  readonly commands: readonly Command[];
}

const SET_ENDPOINT = 'npm run discord:check -- --set-endpoint';

/** All that has to be right for the bot to work, in the order in which one sets it up. */
export async function neededFindings(rest: REST, application: Application, configured: Configured): Promise<Finding[]> {
  return [
    tokenFinding(application),
    keyFinding(application, configured),
    endpointFinding(application, configured),
    ...(await commandFindings(rest, application, configured)),
    ...installFindings(application),
  ];
}

function tokenFinding({ bot, approximate_guild_count: guilds }: Application): Finding {
  const where = typeof guilds === 'number' ? `, in about ${guilds} ${guilds === 1 ? 'server' : 'servers'}` : '';
  return right(`DISCORD_TOKEN is accepted${bot ? `: the bot is ${bot.username}${where}` : ''}.`);
}

function keyFinding({ verify_key: key }: Application, { publicKey }: Configured): Finding {
  if (publicKey === undefined)
    return right('DISCORD_PUBLIC_KEY is not set: Chainrule connects to the gateway, and needs no address of its own.');
  if (publicKey.toLowerCase() === key.toLowerCase()) return right('DISCORD_PUBLIC_KEY is the key of this application.');
  return wrong(
    'DISCORD_PUBLIC_KEY is not the key of this application: everything that Discord sends is refused.',
    `Write DISCORD_PUBLIC_KEY=${key}`,
  );
}

function endpointFinding(
  { interactions_endpoint_url: url, verify_key: key }: Application,
  configured: Configured,
): Finding {
  const byHttp = configured.publicKey !== undefined;
  if (!url) {
    if (!byHttp) return right('No interactions endpoint URL is set at Discord: commands come by the gateway.');
    return wrong(
      'No interactions endpoint URL is set at Discord: nothing comes over HTTP.',
      `Start Chainrule where Discord can reach it, then: ${SET_ENDPOINT} https://YOUR-HOST${INTERACTIONS_PATH}`,
    );
  }
  if (!byHttp)
    return wrong(
      `The interactions endpoint URL at Discord is ${url}: no command comes by the gateway.`,
      `To use it, write DISCORD_PUBLIC_KEY=${key}. To use the gateway: ${SET_ENDPOINT} none`,
    );
  if (!URL.canParse(url) || new URL(url).pathname !== INTERACTIONS_PATH)
    return note(
      `The interactions endpoint URL at Discord is ${url}: its path is not ${INTERACTIONS_PATH}.`,
      'Leave it only if a proxy of yours leads from there to that path.',
    );
  return right(`The interactions endpoint URL at Discord is ${url}.`);
}

async function commandFindings(rest: REST, { id }: Application, configured: Configured): Promise<Finding[]> {
  const { guildId, commands } = configured;
  const everywhere = (await rest.get(Routes.applicationCommands(id))) as unknown[];
  if (guildId === undefined)
    return [stateOf('everywhere', everywhere, await isRegistered({ rest, applicationId: id, commands, guildId }))];
  const here = `in server ${guildId} (DISCORD_GUILD_ID)`;
  const inGuild = await reading(rest.get(Routes.applicationGuildCommands(id, guildId)) as Promise<unknown[]>);
  if (inGuild === undefined)
    return [
      wrong(
        `The commands ${here} cannot be read: the bot is not there.`,
        'Add it by the link below, or change DISCORD_GUILD_ID.',
      ),
    ];
  const findings = [stateOf(here, inGuild, await isRegistered({ rest, applicationId: id, commands, guildId }))];
  if (everywhere.length > 0)
    findings.push(
      note(
        `${counted(everywhere.length)} registered everywhere as well: people of that server see them twice.`,
        'If that is not what you want, leave DISCORD_GUILD_ID empty.',
      ),
    );
  return findings;
}

function stateOf(where: string, registered: readonly unknown[], upToDate: boolean): Finding {
  const start = 'Start Chainrule: it registers them.';
  if (registered.length === 0) return wrong(`No commands are registered ${where}.`, start);
  if (!upToDate) return wrong(`The commands registered ${where} are not those of this version.`, start);
  return right(`${counted(registered.length)} registered ${where}, as this version declares them.`);
}

const counted = (count: number): string => (count === 1 ? '1 command is' : `${count} commands are`);

function installFindings(application: Application): Finding[] {
  const { id, bot_public: isPublic, bot_require_code_grant: needsGrant } = application;
  const findings = [right(`People add the bot to a server by ${inviteLink(id)}`)];
  if (needsGrant)
    findings.push(
      wrong('The bot cannot be added by a link alone.', 'Turn off Requires OAuth2 Code Grant on the page Bot.'),
    );
  if (!isPublic)
    findings.push(note('Only the owner of the application can add the bot.', 'Turn on Public Bot on the page Bot.'));
  const lacking = lackingOf(application);
  if (lacking !== undefined && lacking.length > 0)
    findings.push(
      wrong(
        `The install link of the application itself lacks ${lacking.join(', ')}.`,
        'Add them on the page Installation, under Default Install Settings, Guild Install.',
      ),
    );
  const { integration_types_config: ways } = application;
  if (ways && !('1' in ways))
    findings.push(
      note(
        '"Add to my apps" is not offered: people cannot use the commands elsewhere.',
        'Tick User Install on the page Installation.',
      ),
    );
  return findings;
}

/** What the application's own install link does not ask for; undefined where it has none. */
function lackingOf({ install_params: own, integration_types_config: ways }: Application): string[] | undefined {
  const params = ways?.['0']?.oauth2_install_params ?? own;
  if (!params) return undefined;
  const given = /^\d+$/.test(params.permissions) ? BigInt(params.permissions) : 0n;
  const scopes = SCOPES.filter((scope) => !params.scopes.includes(scope)).map((scope) => `the scope ${scope}`);
  // Who administrates may everything.
  const permissions = (given & ADMINISTRATOR) !== 0n ? [] : Object.entries(PERMISSIONS);
  return [...scopes, ...permissions.filter(([, bit]) => (given & bit) === 0n).map(([name]) => name)];
}

const ADMINISTRATOR = 1n << 3n;

/** Undefined where the bot is not. */
async function reading<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) return undefined;
    throw error;
  }
}
