import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lossNames } from '../../../src/engine/index.ts';
import { startDiscord } from '../../../src/platforms/discord/start.ts';
import { fitsTheDescription } from '../../support/discord/described.ts';
import { APPLICATION, GUILD } from '../../support/discord/payloads.ts';
import { Refusal } from '../../support/discord/refusal.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const writes = (): string[] =>
  stage.discord.made.filter(({ method }) => method === 'PUT').map(({ path, status }) => `${path} ${status}`);

describe('starting on Discord', () => {
  it('logs in, registers every command, and is connected', () => {
    expect(stage.service.connected()).toBe(true);
    expect(writes()).toEqual([`/applications/${APPLICATION}/commands 200`]);
    const names = stage.discord.commands.get('global').map(({ name }) => name);
    expect(names.sort()).toEqual(['Explain this formula', 'echo', 'grad', 'help', 'poll', 'shout', 'slow', 'train']);
  });

  it('declares options with their types, the free text first and args last, for servers and users', () => {
    const train = stage.discord.commands.get('global').find(({ name }) => name === 'train');
    expect(train).toMatchObject({ integration_types: [1, 0], contexts: [0, 1, 2] });
    const options = train?.['options'] as Record<string, unknown>[];
    const option = (name: string): unknown => options.find((candidate) => candidate['name'] === name);
    expect(option('zero-grad')).toMatchObject({ type: 5 });
    expect(option('lr')).toMatchObject({ type: 3, max_length: 100 });
    expect(option('momentum')).toMatchObject({ type: 10, min_value: 0, max_value: 1 });
    expect(option('steps')).toMatchObject({ type: 4, min_value: 1, max_value: 10000 });
    expect(option('data')).toMatchObject({ type: 3, autocomplete: true });
    expect(option('loss')).toMatchObject({ type: 3, choices: lossNames.map((name) => ({ name })) });
    expect(options.at(-1)).toMatchObject({ name: 'args', type: 3 });
    const grad = stage.discord.commands.get('global').find(({ name }) => name === 'grad');
    expect((grad?.['options'] as unknown[])[0]).toMatchObject({ name: 'formula', type: 3 });
    expect(option('file')).toMatchObject({ type: 11 });
  });

  it('declares the command on a message, for servers and users', () => {
    const explain = stage.discord.commands.get('global').find(({ type }) => type === 3);
    expect(explain).toMatchObject({ name: 'Explain this formula', integration_types: [1, 0], contexts: [0, 1, 2] });
  });

  it('writes nothing at the second start, and again when what is registered differs', async () => {
    await stage.service.stop();
    const second = await startDiscord(stage.options);
    expect(writes()).toHaveLength(1);
    await second.stop();
    expect(second.connected()).toBe(false);
    const [first] = stage.discord.commands.get('global');
    (first as Record<string, unknown>)['description'] = 'something else';
    const third = await startDiscord(stage.options);
    expect(writes()).toHaveLength(2);
    await third.stop();
  });

  it('registers in one guild when told to, and only once', async () => {
    const first = await startDiscord({ ...stage.options, guildId: GUILD });
    await first.stop();
    const second = await startDiscord({ ...stage.options, guildId: GUILD });
    await second.stop();
    expect(
      writes().filter((write) => write.startsWith(`/applications/${APPLICATION}/guilds/${GUILD}/commands 200`)),
    ).toHaveLength(1);
  });

  it('takes the address of the API with its version, too', async () => {
    const service = await startDiscord({ ...stage.options, apiUrl: `${stage.discord.apiUrl}/v10/` });
    expect(service.connected()).toBe(true);
    await service.stop();
  });

  it.each([
    [
      403,
      'Missing Access',
      /^Discord: the commands could not be registered: Missing Access\. Is the bot in DISCORD_GUILD_ID\?$/,
    ],
    [
      404,
      'Unknown Guild',
      /^Discord: the commands could not be registered: Unknown Guild\. Is the bot in DISCORD_GUILD_ID\?$/,
    ],
    [400, 'Invalid Form Body', /^Discord: Invalid Form Body$/],
  ])('says in one line that commands are refused with %i', async (status, message, said) => {
    stage.discord.refuseNext(/commands$/, new Refusal(status, 50001, message));
    await expect(startDiscord({ ...stage.options, guildId: GUILD })).rejects.toThrow(said);
  });

  it('says in one line that a token is not accepted', async () => {
    const start = startDiscord({ ...stage.options, token: 'canary.wrong.token' });
    await expect(start).rejects.toThrow(/^Discord: DISCORD_TOKEN is not accepted\.$/);
    expect(stage.log.join()).not.toContain('canary');
  });

  fitsTheDescription(() => stage);
});
