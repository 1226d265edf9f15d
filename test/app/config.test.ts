import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasCredentials, platformsOf, readConfig } from '../../src/app/config.ts';
import { temporaryFolder } from '../support/command-folder.ts';
import { run } from '../support/program.ts';

const DEFAULTS = { DATA_DIR: 'data', HOST: '127.0.0.1', PORT: 3000, LOG_LEVEL: 'info' };

it('has a default for whatever must have one', () => {
  expect(readConfig({})).toEqual(DEFAULTS);
});

it('takes a variable that is set to nothing as not set', () => {
  const names = ['DISCORD_TOKEN', 'SLACK_BOT_TOKEN', 'DATABASE_URL', 'DATA_DIR', 'HOST', 'PORT', 'LOG_LEVEL'];
  expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(DEFAULTS);
});

it('takes what is right', () => {
  const right = {
    DISCORD_TOKEN: 'token',
    DISCORD_PUBLIC_KEY: '0123456789abcdefABCDEF'.padEnd(64, '0'),
    DISCORD_GUILD_ID: '123456789012345678',
    DISCORD_API_URL: 'http://127.0.0.1:4000/api',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_SIGNING_SECRET: 'secret',
    SLACK_API_URL: 'https://slack-gov.com/api/',
    DATABASE_URL: 'postgres://user:word@127.0.0.1/chainrule',
    DATA_DIR: '/var/lib/chainrule',
    QUICKCHART_URL: 'https://quickchart.io',
    WEB_ORIGIN: 'https://chainrule.example.org',
    HOST: '0.0.0.0',
    LOG_LEVEL: 'debug',
  };
  expect(readConfig({ ...right, PORT: '0', HOME: '/root' })).toEqual({ ...right, PORT: 0 });
});

it('takes either way to be reached on Slack beside the bot token, and refuses either alone', () => {
  const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
  const ways = [{ SLACK_APP_TOKEN: 'xapp-1' }, { SLACK_SIGNING_SECRET: 'secret' }];
  for (const way of ways) {
    expect(readConfig({ ...bot, ...way })).toMatchObject(way);
    expect(() => readConfig(way)).toThrow('SLACK_BOT_TOKEN: must be set');
  }
  expect(() => readConfig(bot)).toThrow('SLACK_BOT_TOKEN: needs SLACK_APP_TOKEN');
});

it('takes the direct way to a database beside the database only', () => {
  const direct = { DATABASE_DIRECT_URL: 'postgres://u@127.0.0.1/x' };
  expect(readConfig({ ...direct, DATABASE_URL: 'postgres://u@127.0.0.1:6432/x' })).toMatchObject(direct);
  expect(() => readConfig(direct)).toThrow('DATABASE_DIRECT_URL: needs DATABASE_URL beside it');
});

describe('what lets many workspaces in on Slack', () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  const oauth = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's', SLACK_STATE_SECRET: 't', TOKEN_KEY: key };

  it.each([{ SLACK_SIGNING_SECRET: 'secret' }, { SLACK_APP_TOKEN: 'xapp-1' }])('goes with %o', (way) => {
    const config = readConfig({ ...oauth, ...way, TOKEN_KEY_OLD: key });
    expect(config).toMatchObject({ ...oauth, ...way });
    expect([hasCredentials(config), platformsOf(config)]).toEqual([true, ['slack']]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['SLACK_CLIENT_ID', { SLACK_CLIENT_ID: '' }, 'must be set beside SLACK_CLIENT_SECRET'],
    ['SLACK_CLIENT_SECRET', { SLACK_CLIENT_SECRET: '' }, 'must be set beside SLACK_CLIENT_ID'],
    ['SLACK_STATE_SECRET', { SLACK_STATE_SECRET: '' }, 'must be set beside SLACK_CLIENT_ID'],
    ['TOKEN_KEY', { TOKEN_KEY: '' }, 'must be set beside SLACK_CLIENT_ID'],
    ['SLACK_CLIENT_ID', { SLACK_APP_TOKEN: '' }, 'needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)'],
    ['SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'is for one workspace alone'],
    ['TOKEN_KEY', { TOKEN_KEY: 'c2hvcnQ=' }, 'must be 32 bytes in base64'],
    ['TOKEN_KEY', { TOKEN_KEY: `${'x'.repeat(43)} ` }, 'must be 32 bytes in base64'],
    ['TOKEN_KEY_OLD', { TOKEN_KEY_OLD: 'old' }, 'must be 32 bytes in base64'],
  ])('names %s for %o', (name, change, why) => {
    const wrong = () => readConfig({ ...oauth, SLACK_APP_TOKEN: 'xapp-1', ...change });
    expect(wrong).toThrow(`${name}: ${why}`);
    expect(wrong).toThrow(/^[^\n]+$/);
  });

  it('an old key is nothing without a new one', () => {
    expect(() => readConfig({ TOKEN_KEY_OLD: key })).toThrow('TOKEN_KEY_OLD: needs TOKEN_KEY beside it');
  });
});

it('needs the token of Discord over HTTP, too', () => {
  const key = { DISCORD_PUBLIC_KEY: 'a'.repeat(64) };
  expect(readConfig({ ...key, DISCORD_TOKEN: 'token' })).toMatchObject(key);
  expect(() => readConfig(key)).toThrow(/^DISCORD_TOKEN: must be set beside DISCORD_PUBLIC_KEY[^\n]+$/);
});

it('links to charts need a server that has them', () => {
  const server = { QUICKCHART_URL: 'https://quickchart.io' };
  expect(readConfig({ ...server, QUICKCHART_PUBLIC: '1' })).toMatchObject({ QUICKCHART_PUBLIC: true });
  expect(readConfig({ QUICKCHART_PUBLIC: '0' })).toMatchObject({ QUICKCHART_PUBLIC: false });
  expect(() => readConfig({ QUICKCHART_PUBLIC: '1' })).toThrow('QUICKCHART_PUBLIC: needs QUICKCHART_URL beside it');
});

it.each([
  ['0-7/16', { first: 0, last: 7, count: 16 }],
  ['8 - 15 / 16', { first: 8, last: 15, count: 16 }],
  ['3/4', { first: 3, last: 3, count: 4 }],
  ['0-0/1', { first: 0, last: 0, count: 1 }],
  ['', undefined],
])('DISCORD_SHARDS=%s', (typed, value) => {
  expect(readConfig({ DISCORD_SHARDS: typed }).DISCORD_SHARDS).toEqual(value);
});

it.each([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
  ['', undefined],
])('WEB=%s', (typed, value) => {
  expect(readConfig({ WEB: typed }).WEB).toBe(value);
});

it('WEB_ORIGIN is as browsers write it', () => {
  expect(readConfig({ WEB_ORIGIN: 'HTTPS://Chainrule.Example.ORG:443/' }).WEB_ORIGIN).toBe(
    'https://chainrule.example.org',
  );
});

describe('a wrong value is refused in one line that names its variable', () => {
  it.each<[name: string, values: string[]]>([
    ['DISCORD_PUBLIC_KEY', ['abc', 'g'.repeat(64), 'a'.repeat(63), 'a'.repeat(65)]],
    ['DISCORD_GUILD_ID', ['my-server', '12 34', '-1']],
    ['DISCORD_SHARDS', ['auto', '16', '0-16/16', '7-0/16', '1-2', '-1/4', '0-1/0', '0-99999/100000', '0-7/16,8/16']],
    ['DISCORD_API_URL', ['discord.com', 'ftp://discord.com', 'javascript:alert(1)']],
    ['SLACK_BOT_TOKEN', ['xapp-1', 'token']],
    ['SLACK_APP_TOKEN', ['xoxb-1', 'token']],
    ['SLACK_API_URL', ['slack']],
    ['DATABASE_URL', ['mysql://host/db', 'chainrule.db']],
    ['QUICKCHART_URL', ['quickchart.io', 'file:///etc/passwd']],
    ['WEB', ['yes', '2', 'TRUE']],
    ['WEB_ORIGIN', ['chainrule.example.org', 'ftp://a.example', 'https://a.example/path', 'https://a:b@c.example']],
    ['PORT', ['abc', '-1', '65536', '80.5', 'Infinity']],
    ['LOG_LEVEL', ['loud', 'INFO']],
  ])('%s', (name, values) => {
    for (const value of values) {
      expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}: [^\\n]+$`));
    }
  });

  it('and does not give a secret away', () => {
    expect(() => readConfig({ SLACK_BOT_TOKEN: 'canary' })).toThrow(/^(?!.*canary)/);
  });
});

describe('.env of the working directory', () => {
  const config = JSON.stringify(new URL('../../src/app/config.ts', import.meta.url).href);
  const source = `import { readConfig } from ${config}; console.log(JSON.stringify(readConfig()));`;

  it('lies under the environment', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, '.env'), 'HOST=10.0.0.1\nPORT=4000\n');
    const { stdout } = await run(['--input-type=module', '-e', source], { cwd, env: { PORT: '5000' } });
    expect(JSON.parse(stdout)).toEqual({ ...DEFAULTS, HOST: '10.0.0.1', PORT: 5000 });
  });

  it('may be missing', async () => {
    const cwd = await temporaryFolder();
    const { stdout } = await run(['--input-type=module', '-e', source], { cwd });
    expect(JSON.parse(stdout)).toEqual(DEFAULTS);
  });

  it('that cannot be read stops with a line that names it', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, '.env'));
    const { stderr } = await run(['--input-type=module', '-e', source], { cwd });
    expect(stderr).toContain('.env');
  });
});
