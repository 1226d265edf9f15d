import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CheckOptions, checkDiscord } from '../../../src/platforms/discord/check/check.ts';
import { PERMISSIONS } from '../../../src/platforms/discord/invite.ts';
import { register } from '../../../src/platforms/discord/registration.ts';
import { createClients } from '../../../src/platforms/discord/rest/clients.ts';
import { commands } from '../../commands/run.ts';
import { temporaryFolder } from '../../support/command-folder.ts';
import { FakeDiscord } from '../../support/discord/fake.ts';
import { APPLICATION, GUILD } from '../../support/discord/payloads.ts';
import { Refusal } from '../../support/discord/refusal.ts';
import { schemaProblems } from '../../support/discord/schemas.ts';
import { launch, run } from '../../support/program.ts';

const ALL = String(Object.values(PERMISSIONS).reduce((all, bit) => all | bit, 0n));

let discord: FakeDiscord;
beforeEach(async () => {
  discord = await new FakeDiscord().open();
});
afterEach(() => discord.close());

const check = (options: Partial<CheckOptions> = {}) =>
  checkDiscord({ token: discord.token, apiUrl: discord.apiUrl, commands, ...options });

const key = (): string => String(discord.application.get()['verify_key']);

/** As a start does. */
async function registered(guildId?: string): Promise<void> {
  const { rest } = createClients(discord.token, discord.apiUrl);
  const kept = { find: async () => undefined, keep: async () => {} };
  await register({ rest, applicationId: APPLICATION, commands, guildId, kept });
}

describe('what Chainrule needs at Discord', () => {
  it('is all right where everything is', async () => {
    await registered();
    const { text, right } = await check();
    expect(
      text
        .split('\n\n')
        .slice(0, 2)
        .join('\n\n')
        .replaceAll(/\d+ commands/g, 'N commands'),
    ).toMatchInlineSnapshot(`
      "Discord application Chainrule, id 100000000000000001

      What Chainrule needs
        right  DISCORD_TOKEN is accepted: the bot is chainrule, in about 2 servers.
        right  DISCORD_PUBLIC_KEY is not set: Chainrule connects to the gateway, and needs no address of its own.
        right  No interactions endpoint URL is set at Discord: commands come by the gateway.
        right  N commands are registered everywhere, as this version declares them.
        right  People add the bot to a server by https://discord.com/oauth2/authorize?client_id=100000000000000001&scope=bot+applications.commands&permissions=274877959168"
    `);
    expect(right).toBe(true);
  });

  it('is not while the commands are not registered', async () => {
    expect(await check()).toMatchObject({
      right: false,
      text: expect.stringContaining('No commands are registered everywhere.'),
    });
    await registered();
    Object.assign(discord.commands.get('global')[0] ?? {}, { description: 'something else' });
    expect((await check()).text).toContain('are not those of this version.');
  });

  it('tells of commands that stand in a server, and twice there', async () => {
    await registered(GUILD);
    const inGuild = await check({ guildId: GUILD });
    expect(inGuild.text).toContain(`registered in server ${GUILD} (DISCORD_GUILD_ID), as this version declares them.`);
    expect(inGuild).toMatchObject({ right: true });
    await registered();
    expect((await check({ guildId: GUILD })).text).toContain('people of that server see them twice.');
    discord.refuseNext(/guilds\/\d+\/commands$/, new Refusal(403, 50001, 'Missing Access'));
    expect((await check({ guildId: GUILD })).text).toContain('cannot be read: the bot is not there.');
  });

  it.each<[name: string, settings: object, options: Partial<CheckOptions>, words: string, state: string]>([
    [
      'another key',
      {},
      { publicKey: '0'.repeat(64) },
      'DISCORD_PUBLIC_KEY is not the key of this application',
      'WRONG',
    ],
    [
      'no endpoint for the key',
      {},
      { publicKey: 'KEY' },
      'No interactions endpoint URL is set at Discord: nothing',
      'WRONG',
    ],
    [
      'a key and its endpoint',
      { interactions_endpoint_url: 'https://x.example.org/discord/interactions' },
      { publicKey: 'KEY' },
      'The interactions endpoint URL at Discord is https://x.example.org/discord/interactions.',
      'right',
    ],
    [
      'another path',
      { interactions_endpoint_url: 'https://x.example.org/bot' },
      { publicKey: 'KEY' },
      'its path is not /discord/interactions',
      'note',
    ],
    [
      'an endpoint without a key',
      { interactions_endpoint_url: 'https://x.example.org/' },
      {},
      'no command comes by the gateway',
      'WRONG',
    ],
    ['a code grant', { bot_require_code_grant: true }, {}, 'The bot cannot be added by a link alone', 'WRONG'],
    ['a private bot', { bot_public: false }, {}, 'Only the owner of the application can add the bot', 'note'],
    [
      'an install link that asks for too little',
      { install_params: { scopes: ['bot'], permissions: '52224' } },
      {},
      'lacks the scope applications.commands, Send Messages in Threads.',
      'WRONG',
    ],
    [
      'no user install',
      {
        integration_types_config: {
          0: { oauth2_install_params: { scopes: ['bot', 'applications.commands'], permissions: '8' } },
        },
      },
      {},
      '"Add to my apps" is not offered',
      'note',
    ],
  ])('says it of %s', async (_, settings, options, words, state) => {
    await registered();
    Object.assign(discord.application.settings, settings);
    const { publicKey } = options;
    const { text, right } = await check({ ...options, ...(publicKey === 'KEY' && { publicKey: key() }) });
    const line = text.split('\n').find((one) => one.includes(words));
    expect(line?.trim()).toMatch(new RegExp(`^${state}`));
    expect(right).toBe(state !== 'WRONG');
  });

  it.each<[name: string, options: () => Partial<CheckOptions>, words: string]>([
    ['no token', () => ({ token: undefined }), 'DISCORD_TOKEN is not set.'],
    ['a wrong token', () => ({ token: 'canary.wrong.token' }), 'DISCORD_TOKEN is not accepted.'],
    [
      'no Discord',
      () => ({ apiUrl: 'http://127.0.0.1:9/api' }),
      'Discord at http://127.0.0.1:9/api (DISCORD_API_URL) gives no answer to use:',
    ],
  ])('cannot be told with %s', async (_, options, words) => {
    const { text, right } = await check(options());
    expect(text).toContain(words);
    expect(text).not.toContain('canary');
    expect(right).toBe(false);
  });
});

describe('what the directory demands', () => {
  it('is told by the application itself', async () => {
    const before = (await check()).text;
    for (const words of [
      'It has no tags.',
      'It has no description.',
      'no link to a privacy policy',
      'no support server',
    ])
      expect(before).toContain(words);
    expect(before).toContain('Discord does not tell: The application is verified.');
    Object.assign(discord.application.settings, {
      tags: ['Education'],
      description: 'Backpropagation',
      privacy_policy_url: 'https://x.example.org/privacy',
      terms_of_service_url: 'https://x.example.org/terms',
      install_params: { scopes: ['bot', 'applications.commands'], permissions: ALL },
      guild_id: GUILD,
    });
    const { text } = await check();
    expect(text).toContain('It has tags.');
    expect(text).not.toContain('missing.');
  });

  it('is what Discord says it is, where it says so', async () => {
    discord.application.settings['discovery_eligibility_flags'] = 0b1111_1111_1111_1111;
    expect((await check()).text).not.toMatch(/is missing\.|are missing\./);
    discord.application.settings['discovery_eligibility_flags'] = 0b1111_1111_1111_1111 & ~(1 | 2048 | 8192);
    const { text } = await check();
    for (const words of ['The application is not verified.', 'second factor', 'which languages it speaks'])
      expect(text).toContain(words);
    expect(text).toContain('For the directory 3 things are missing.');
  });
});

describe('setting the endpoint', () => {
  let server: Server;
  let listener: RequestListener;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => listener(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/discord/interactions`;
  });
  afterAll(() => server.close());
  const answering =
    (good: number, bad: number): RequestListener =>
    (request, response) => {
      const isBad = /^0+$/.test(String(request.headers['x-signature-ed25519']));
      response.writeHead(isBad ? bad : good, { 'content-type': 'application/json' }).end('{"type":1}');
    };

  it('is taken when it answers as it must, and taken away', async () => {
    await registered();
    listener = answering(200, 401);
    const set = await check({ endpoint: url, publicKey: key() });
    expect(set.text).toContain(`The interactions endpoint URL is set at Discord to ${url}`);
    expect(set.right).toBe(true);
    expect(discord.application.get()['interactions_endpoint_url']).toBe(url);
    expect((await check({ endpoint: 'none' })).text).toContain('is removed at Discord');
    expect(discord.application.get()['interactions_endpoint_url']).toBeNull();
    expect(schemaProblems(discord.made)).toEqual([]);
  });

  it.each([
    ['takes bad signatures', 200, 200, 'It takes requests with a bad signature (status 200)'],
    ['is not there', 404, 404, 'There is nothing at this address (status 404)'],
    ['leads elsewhere', 301, 301, 'It leads elsewhere (status 301)'],
    ['knows another key', 401, 401, 'look whether it runs with DISCORD_PUBLIC_KEY='],
    ['is broken', 500, 500, 'It answers with status 500.'],
  ])('is refused when it %s', async (_, good, bad, words) => {
    listener = answering(good, bad);
    const { text, right } = await check({ endpoint: url });
    expect(text).toContain(
      `Discord does not take ${url}: The specified interactions endpoint url could not be verified.`,
    );
    expect(text).toContain(words);
    expect(right).toBe(false);
  });

  it('is refused where nothing answers, and without https', async () => {
    expect((await check({ endpoint: 'http://127.0.0.1:9/' })).text).toContain('I cannot reach it either');
    expect((await check({ endpoint: 'http://x.invalid/' })).text).toContain('begin with https://');
  });
});

describe('npm run discord:check', () => {
  const program = async (words: string[], more: Record<string, string> = {}) =>
    run([...launch('app/discord-check.ts'), ...words], {
      cwd: await temporaryFolder(),
      env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, ...more },
    });

  it.each<[words: string[], more: Record<string, string>, code: number, stream: 'stdout' | 'stderr', said: string]>([
    [[], {}, 1, 'stdout', 'No commands are registered everywhere.'],
    [['--help'], {}, 0, 'stdout', '--set-endpoint URL'],
    [['--set-endpoint', 'my host'], {}, 2, 'stderr', '--set-endpoint: my host is no address'],
    [['--wrong'], {}, 2, 'stderr', 'Usage:'],
    [[], { DISCORD_GUILD_ID: 'x' }, 1, 'stderr', 'DISCORD_GUILD_ID: must be a number'],
  ])('%j %j ends with %i', async (words, more, code, stream, said) => {
    const finished = await program(words, more);
    expect(finished[stream]).toContain(said);
    expect(finished.code).toBe(code);
  });

  it('ends with 0 when all that is needed is right', async () => {
    await registered();
    expect(await program([])).toMatchObject({ code: 0, stderr: '' });
  });
});
