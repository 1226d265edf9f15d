import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { groupsOf } from '../../../src/command/group.ts';
import { commandName } from '../../../src/platforms/slack/events/slash.ts';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { commands } from '../../commands/run.ts';
import { manifestViolation } from '../../support/slack/schema.ts';

const groups = groupsOf(commands);
const URL_ = 'https://bot.example.org/slack/events';
const namesOf = (app: object): string[] =>
  (app as { features: { slash_commands: { command: string }[] } }).features.slash_commands.map(
    ({ command }) => command,
  );

describe('the manifest', () => {
  it.each([
    [{}],
    [{ prefix: 'cr-' }],
    [{ url: 'https://bot.example.org' }],
    [{ install: 'https://bot.example.org' }],
  ])('is valid with %o', (options) => {
    expect(manifestViolation(manifest(commands, options))).toBeUndefined();
  });

  it('has every command with its usage', () => {
    expect(manifest(commands)).toMatchObject({
      features: {
        app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
        shortcuts: [{ name: 'Explain this formula', type: 'message', callback_id: 'explain' }],
        slash_commands: groups.map(({ name, summary }) => ({ command: `/${name}`, description: summary })),
      },
      oauth_config: {
        scopes: {
          bot: ['commands', 'chat:write', 'files:write', 'files:read', 'app_mentions:read', 'im:history'],
        },
      },
      settings: { socket_mode_enabled: true, interactivity: { is_enabled: true } },
    });
    expect(JSON.stringify(manifest(commands))).toContain('"usage_hint":"FORMULA [options]"');
  });

  it.each(['https://bot.example.org', URL_])('has the address %s at every place that needs it', (url) => {
    expect(manifest(commands, { url })).toMatchObject({
      features: { slash_commands: groups.map(() => ({ url: URL_ })) },
      settings: {
        socket_mode_enabled: false,
        event_subscriptions: { request_url: URL_, bot_events: ['app_home_opened', 'app_mention', 'message.im'] },
        interactivity: { request_url: URL_ },
      },
    });
  });

  it('lets workspaces add the app by themselves, and hears when they remove it', () => {
    expect(manifest(commands, { install: 'https://bot.example.org/any/page' })).toMatchObject({
      oauth_config: { redirect_urls: ['https://bot.example.org/slack/oauth_redirect'] },
      settings: {
        event_subscriptions: {
          bot_events: expect.arrayContaining(['app_uninstalled', 'team_access_revoked', 'tokens_revoked']),
        },
        org_deploy_enabled: true,
      },
    });
    expect(manifest(commands)).toMatchObject({ settings: { org_deploy_enabled: false } });
    expect(JSON.stringify(manifest(commands))).not.toMatch(/redirect_urls|app_uninstalled|_revoked/);
  });

  it('puts a prefix in front of every command', () => {
    expect(namesOf(manifest(commands, { prefix: 'cr-' }))).toEqual(groups.map(({ name }) => `/cr-${name}`));
  });

  it.each([
    [{ prefix: 'CR ' }, /^--prefix: must be/],
    [{ prefix: 'x'.repeat(40) }, /^--prefix: .* longer/],
    [{ url: 'http://bot.example.org' }, /^--url: must be an https address/],
    [{ url: 'nonsense' }, /^--url: must be/],
    [{ install: 'http://bot.example.org' }, /^--install: must be an https address/],
  ])('refuses %o', (options, message) => {
    expect(() => manifest(commands, options)).toThrow(message);
  });

  it('is printed by npm run slack:manifest', () => {
    const script = fileURLToPath(new URL('../../../src/app/print-manifest.ts', import.meta.url));
    const printed = execFileSync(process.execPath, [script, '--prefix', 'cr-'], { encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual(manifest(commands, { prefix: 'cr-' }));
    const oauth = {
      SLACK_CLIENT_ID: '1',
      SLACK_CLIENT_SECRET: '2',
      SLACK_STATE_SECRET: '3',
      SLACK_APP_TOKEN: 'xapp-1',
    };
    const address = { WEB_ORIGIN: 'https://bot.example.org', TOKEN_KEY: Buffer.alloc(32).toString('base64') };
    const env = { ...process.env, ...oauth, ...address };
    const many = execFileSync(process.execPath, [script], { encoding: 'utf8', env });
    expect(JSON.parse(many)).toEqual(manifest(commands, { install: 'https://bot.example.org' }));
  });
});

describe('the command behind a name', () => {
  it.each([
    ['/grad', 'grad'],
    ['/GRAD', 'grad'],
    ['/cr-grad', 'grad'],
    ['/our_train', 'train'],
    ['/nonsense', 'nonsense'],
  ])('of %s is %s', (typed, name) => {
    expect(commandName(typed, commands)).toBe(name);
  });
});
