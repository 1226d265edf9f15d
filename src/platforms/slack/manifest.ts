import type { Command } from '../../command/define.ts';
import { type Group, groupsOf, secondWord } from '../../command/group.ts';
import { usageLine } from '../../command/usage.ts';
import { EXPLAIN } from '../conversation/call-in-message.ts';
import { EXPLAIN_ID } from './events/shortcut.ts';
import { REDIRECT_PATH } from './install/paths.ts';

export interface ManifestOptions {
  /** In front of every command's name, for a workspace where `/grad` is taken: `cr-` gives `/cr-grad`. */
  readonly prefix?: string | undefined;
  /** Where Slack posts events to; without it the app uses Socket Mode. */
  readonly url?: string | undefined;
  /** The bot's own address, such as `https://example.org`: workspaces add the app there by themselves. */
  readonly install?: string | undefined;
}

/** Where Slack posts to without Socket Mode. */
export const EVENTS_PATH = '/slack/events';

/** What each is for: commands; answers; pictures and long answers, and whether they are ready; mentions; direct messages. */
export const SCOPES = ['commands', 'chat:write', 'files:write', 'files:read', 'app_mentions:read', 'im:history'];

const EXPLAINS = 'Derives the formula in a message, step by step.';

const MAX_COMMAND = 32;
const MAX_USAGE = 1000;
const PREFIX = /^[a-z][a-z0-9_-]*$/;

/**
 * The app manifest to create the Slack app from: all of it follows from the declared commands.
 *
 * @throws Error for an option that Slack would not take
 */
export function manifest(commands: readonly Command[], { prefix = '', url, install }: ManifestOptions = {}): object {
  if (prefix !== '' && !PREFIX.test(prefix)) throw new Error(`--prefix: must be lower-case letters, digits and dashes`);
  const where = url === undefined ? undefined : eventsUrl(url);
  const redirect = install === undefined ? undefined : redirectUrl(install);
  const groups = groupsOf(commands);
  const names = groups.map(({ name }) => `/${prefix}${name}`);
  const long = names.find((name) => name.length > MAX_COMMAND);
  if (long !== undefined) throw new Error(`--prefix: ${long} is longer than Slack's ${MAX_COMMAND} characters`);
  const taken = groups.find(({ name }) => prefix !== '' && names.includes(`/${name}`));
  if (taken !== undefined) throw new Error(`--prefix: /${taken.name} would mean two commands`);
  return {
    display_information: {
      name: 'Chainrule',
      description: 'Explains backpropagation: derivatives by the chain rule, and small networks that learn.',
      background_color: '#1f3a5f',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Chainrule', always_online: true },
      shortcuts: [{ name: EXPLAIN, type: 'message', callback_id: EXPLAIN_ID, description: EXPLAINS }],
      slash_commands: groups.map((group, i) => slashCommand(group, names[i] as string, where)),
    },
    oauth_config: { ...(redirect && { redirect_urls: [redirect] }), scopes: { bot: SCOPES } },
    settings: {
      event_subscriptions: {
        ...(where && { request_url: where }),
        bot_events: [
          'app_home_opened',
          'app_mention',
          'message.im',
          ...(redirect ? ['app_uninstalled', 'team_access_revoked', 'tokens_revoked'] : []),
        ],
      },
      interactivity: { is_enabled: true, ...(where && { request_url: where }) },
      org_deploy_enabled: redirect !== undefined,
      socket_mode_enabled: where === undefined,
      token_rotation_enabled: false,
    },
  };
}

function slashCommand(group: Group, name: string, url: string | undefined): object {
  const usage = usageOf(group).slice(0, MAX_USAGE);
  return {
    command: name,
    description: group.summary,
    ...(usage !== '' && { usage_hint: usage }),
    ...(url && { url }),
    should_escape: false,
  };
}

/** What may follow the first word. */
function usageOf({ split, commands }: Group): string {
  if (split) return commands.map(({ name }) => secondWord(name)).join('|');
  return commands.map((command) => usageLine(command).split(' ').slice(1).join(' ')).join('');
}

/** The address itself, or with the path that we listen on. */
function eventsUrl(text: string): string {
  const url = https('--url', text);
  if (url.pathname === '/') url.pathname = EVENTS_PATH;
  return url.href;
}

const redirectUrl = (text: string): string => new URL(REDIRECT_PATH, https('--install', text)).href;

function https(option: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:') throw new Error(`${option}: must be an https address, such as https://example.org`);
  return url;
}
