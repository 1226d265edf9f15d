import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DiscordOptions, startDiscord } from '../../../src/platforms/discord/start.ts';
import { GUILD } from '../../support/discord/payloads.ts';
import { Refusal } from '../../support/discord/refusal.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';

const OTHER = '200000000000000003';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const startAndStop = async (changes: Partial<DiscordOptions>): Promise<void> => {
  const service = await startDiscord({ ...stage.options, ...changes });
  await service.stop();
};

/** Where commands are registered. */
const places = (): string[] => ['global', GUILD, OTHER].filter((place) => stage.discord.commands.get(place).length > 0);

it('leaves the commands in one place, wherever they were registered before', async () => {
  await stage.service.stop();
  expect(places()).toEqual(['global']);
  for (const [guildId, place] of [
    [GUILD, GUILD],
    [OTHER, OTHER],
    [undefined, 'global'],
    [GUILD, GUILD],
  ]) {
    await startAndStop({ guildId });
    expect(places()).toEqual([place]);
  }
  const writes = (): number => stage.discord.made.filter(({ method }) => method === 'PUT').length;
  const before = writes();
  await startAndStop({ guildId: GUILD });
  expect(writes()).toBe(before);
});

it('goes on where the bot has left the server of before', async () => {
  await startAndStop({ guildId: GUILD });
  const left = new Refusal(403, 50001, 'Missing Access');
  stage.discord.refuseNext(new RegExp(`guilds/${GUILD}/commands$`), left);
  await startAndStop({ guildId: OTHER });
  expect(places()).toEqual([GUILD, OTHER]);
});

it('tries again what Discord could not do', async () => {
  await startAndStop({ guildId: OTHER });
  stage.discord.refuseNext(new RegExp(`guilds/${OTHER}/commands$`), new Refusal(400, 0, 'No'));
  await expect(startAndStop({ guildId: undefined })).rejects.toThrow('Discord: No');
  await startAndStop({ guildId: undefined });
  expect(places()).toEqual(['global', GUILD]);
});
