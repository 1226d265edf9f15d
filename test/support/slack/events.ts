import { randomUUID } from 'node:crypto';

/** Who does something, and where. */
export interface Actor {
  readonly user?: string;
  readonly channel?: string;
  readonly team?: string;
  readonly name?: string;
  /** The organisation that the workspace belongs to. */
  readonly enterprise?: string | undefined;
  /** Is the app installed for all of the organisation? */
  readonly orgWide?: boolean | undefined;
}

const WHERE = { user: 'U0ASKER', channel: 'C0MEMBER', team: 'T0TEAM', name: 'somebody' };
export const BOT_USER = 'U0BOT';
const APP = 'A0APP';

/** Something that Slack tells the app, over whichever way. */
export interface Happening {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Record<string, unknown>;
}

/** Slack escapes these three in everything that is typed. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function slash(typed: string, trigger: string, responseUrl: string, actor: Actor = {}): Happening {
  const { user, channel, team, name } = { ...WHERE, ...actor };
  const [command = '', text = ''] = /^(\S+)\s*([\s\S]*)$/.exec(typed)?.slice(1) ?? [];
  const payload = {
    token: 'legacy',
    team_id: team,
    team_domain: 'group',
    channel_id: channel,
    channel_name: 'study',
    user_id: user,
    user_name: name,
    command,
    text: escaped(text),
    api_app_id: APP,
    ...(actor.enterprise !== undefined && { enterprise_id: actor.enterprise, enterprise_name: 'School' }),
    is_enterprise_install: String(actor.orgWide ?? false),
    response_url: responseUrl,
    trigger_id: trigger,
  };
  return { type: 'slash_commands', payload };
}

/** Which installation an event is told of. */
const authorization = ({ team, enterprise = undefined, orgWide = false }: Actor) => ({
  ...(enterprise !== undefined && { enterprise_id: enterprise }),
  authorizations: [
    {
      enterprise_id: enterprise ?? null,
      team_id: team,
      user_id: BOT_USER,
      is_bot: true,
      is_enterprise_install: orgWide,
    },
  ],
});

/** What an app is told when it is removed from a workspace, or its token is taken back. */
export function departure(
  event:
    | { type: 'app_uninstalled' }
    | { type: 'tokens_revoked'; tokens: { oauth?: string[]; bot?: string[] } }
    | { type: 'team_access_revoked'; team_ids: string[] },
  actor: Actor = {},
  seconds = Math.floor(Date.now() / 1000) + 1,
): Happening {
  const { team } = { ...WHERE, ...actor };
  const payload = {
    token: 'legacy',
    team_id: team,
    ...authorization({ ...actor, team }),
    api_app_id: APP,
    type: 'event_callback',
    event_id: `Ev${randomUUID()}`,
    event_time: seconds,
    event,
  };
  return { type: 'events_api', payload };
}

/** The workspace in what comes from a click or a form: none where the app is installed for all of an organisation. */
const home = ({ team, enterprise, orgWide = false }: Actor) => ({
  team: orgWide ? null : { id: team, domain: 'group', ...(enterprise !== undefined && { enterprise_id: enterprise }) },
  enterprise: enterprise === undefined ? null : { id: enterprise, name: 'School' },
  is_enterprise_install: orgWide,
});

/** A message with a mention in it; `thread` is the message whose thread it is in. */
export function mention(text: string, actor: Actor & { thread?: string } = {}, more: object = {}): Happening {
  const { user, channel, team } = { ...WHERE, ...actor };
  const ts = `${1700000000 + Math.floor(Math.random() * 1e6)}.000100`;
  const payload = {
    token: 'legacy',
    team_id: team,
    api_app_id: APP,
    type: 'event_callback',
    event_id: `Ev${randomUUID()}`,
    event_time: 1700000000,
    ...authorization({ ...actor, team }),
    event: {
      type: 'app_mention',
      user,
      text,
      ts,
      channel,
      event_ts: ts,
      ...(actor.thread !== undefined && { thread_ts: actor.thread }),
      ...more,
    },
  };
  return { type: 'events_api', payload };
}

/** What somebody writes to the bot alone. */
export function direct(text: string, actor: Actor = {}, more: object = {}): Happening {
  const { type, payload } = mention(text, { channel: 'D0ASKER', ...actor });
  const event = { ...(payload['event'] as object), type: 'message', channel_type: 'im', ...more };
  return { type, payload: { ...payload, event } };
}

/** Somebody opens the app: its home tab, or the conversation with it. */
export function opened(tab: 'home' | 'messages', actor: Actor = {}): Happening {
  const { type, payload } = mention('', { channel: 'D0ASKER', ...actor });
  const { user, channel } = payload['event'] as { user: string; channel: string };
  return { type, payload: { ...payload, event: { type: 'app_home_opened', user, channel, tab, event_ts: '1.1' } } };
}

/** The shortcut on a message. */
export function messageShortcut(
  text: string,
  trigger: string,
  responseUrl: string,
  actor: Actor & { thread?: string } = {},
): Happening {
  const { user, channel, team, name } = { ...WHERE, ...actor };
  const payload = {
    type: 'message_action',
    callback_id: 'explain',
    trigger_id: trigger,
    message_ts: '1700000001.000100',
    action_ts: '1700000002.000100',
    response_url: responseUrl,
    message: {
      type: 'message',
      user: 'U0OTHER',
      ts: '1700000001.000100',
      text: escaped(text),
      ...(actor.thread && { thread_ts: actor.thread }),
    },
    user: { id: user, name, team_id: team },
    channel: { id: channel, name: 'study' },
    team: { id: team, domain: 'group' },
    token: 'legacy',
  };
  return { type: 'interactive', payload };
}

/** A click on a button of the home tab. */
export function homeClick(
  button: { action_id: string; value: string },
  view: object,
  trigger: string,
  actor: Actor = {},
): Happening {
  const { user, team, name } = { ...WHERE, ...actor };
  const payload = {
    type: 'block_actions',
    token: 'legacy',
    api_app_id: APP,
    team: { id: team, domain: 'group' },
    user: { id: user, username: name, name, team_id: team },
    container: { type: 'view', view_id: 'V0HOME' },
    view: { id: 'V0HOME', ...view },
    trigger_id: trigger,
    actions: [
      {
        type: 'button',
        block_id: 'b',
        action_ts: `${Date.now() / 1000}`,
        text: { type: 'plain_text', text: 'x' },
        ...button,
      },
    ],
  };
  return { type: 'interactive', payload };
}

/** A click on a button of a message. */
export function click(
  button: { action_id: string; value: string },
  container: { message_ts: string; is_ephemeral: boolean; thread_ts?: string | undefined },
  trigger: string,
  responseUrl: string,
  actor: Actor = {},
): Happening {
  const { user, channel, team, name } = { ...WHERE, ...actor };
  const payload = {
    type: 'block_actions',
    token: 'legacy',
    api_app_id: APP,
    ...home({ ...actor, team }),
    user: { id: user, username: name, name, team_id: team },
    channel: { id: channel, name: 'study' },
    container: { type: 'message', channel_id: channel, ...container },
    trigger_id: trigger,
    response_url: responseUrl,
    actions: [
      {
        type: 'button',
        block_id: 'b',
        action_ts: `${Date.now() / 1000}`,
        text: { type: 'plain_text', text: 'x' },
        ...button,
      },
    ],
  };
  return { type: 'interactive', payload };
}

/** A form sent off with these values, by block. */
export function submission(view: object, values: object, trigger: string, actor: Actor = {}): Happening {
  const { user, team, name } = { ...WHERE, ...actor };
  const payload = {
    type: 'view_submission',
    token: 'legacy',
    api_app_id: APP,
    ...home({ ...actor, team }),
    user: { id: user, name, team_id: team },
    trigger_id: trigger,
    view: { ...view, id: `V${randomUUID()}`, state: { values } },
    response_urls: [],
  };
  return { type: 'interactive', payload };
}
