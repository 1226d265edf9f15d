import { expect, it, onTestFinished } from 'vitest';
import { loadCommands } from '../../../src/command/registry.ts';
import { startDiscord } from '../../../src/platforms/discord/start.ts';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { startSlack } from '../../../src/platforms/slack/start.ts';
import { FakeDiscord } from '../../support/discord/fake.ts';
import { schemaProblems } from '../../support/discord/schemas.ts';
import { discordGroup } from '../../support/quiz/discord-group.ts';
import { playBank } from '../../support/quiz/play-bank.ts';
import { openQuizRig } from '../../support/quiz/rig.ts';
import { slackGroup } from '../../support/quiz/slack-group.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../../support/slack/fake.ts';
import { scopesOf } from '../../support/slack/rig.ts';

it('a teacher looks after a bank on Discord, and asks all of it', async () => {
  const discord = await new FakeDiscord().open();
  onTestFinished(() => discord.close());
  const rig = await openQuizRig((dispatcher, log) =>
    startDiscord({ token: discord.token, apiUrl: discord.apiUrl, dispatcher, log }),
  );
  onTestFinished(() => rig.close());
  await playBank(discordGroup(discord), rig);
  expect(schemaProblems(discord.made)).toEqual([]);
  expect(rig.reported).toEqual([]);
});

it('a teacher looks after a bank on Slack, and asks all of it', async () => {
  const slack = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
  onTestFinished(() => slack.close());
  const credentials = { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.url };
  const rig = await openQuizRig((dispatcher, log) => startSlack({ ...credentials, dispatcher, log, paceMs: 10 }));
  onTestFinished(() => rig.close());
  await playBank(slackGroup(slack), rig);
  expect(slack.problems).toEqual([]);
  expect(rig.reported).toEqual([]);
});
