import { expect, it, onTestFinished } from 'vitest';
import { loadCommands } from '../../../src/command/registry.ts';
import { startDiscord } from '../../../src/platforms/discord/start.ts';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { startSlack } from '../../../src/platforms/slack/start.ts';
import { startWeb } from '../../../src/platforms/web/start.ts';
import { FakeDiscord } from '../../support/discord/fake.ts';
import { schemaProblems } from '../../support/discord/schemas.ts';
import { discordGroup } from '../../support/quiz/discord-group.ts';
import { PageGroup } from '../../support/quiz/page-group.ts';
import { playTask } from '../../support/quiz/play-task.ts';
import { openQuizRig } from '../../support/quiz/rig.ts';
import { slackGroup } from '../../support/quiz/slack-group.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../../support/slack/fake.ts';
import { scopesOf } from '../../support/slack/rig.ts';

it('a group works on a task of two days on Discord', async () => {
  const discord = await new FakeDiscord().open();
  onTestFinished(() => discord.close());
  const rig = await openQuizRig((dispatcher, log) =>
    startDiscord({ token: discord.token, apiUrl: discord.apiUrl, dispatcher, log }),
  );
  onTestFinished(() => rig.close());
  await playTask(discordGroup(discord), rig);
  expect(schemaProblems(discord.made)).toEqual([]);
  expect(rig.reported).toEqual([]);
});

it('a group works on a task of two days on Slack', async () => {
  const slack = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
  onTestFinished(() => slack.close());
  const credentials = { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.url };
  const rig = await openQuizRig((dispatcher, log) => startSlack({ ...credentials, dispatcher, log, paceMs: 10 }));
  onTestFinished(() => rig.close());
  await playTask(slackGroup(slack), rig);
  expect(slack.problems).toEqual([]);
  expect(rig.reported).toEqual([]);
});

it('a group works on a task of two days in a room of the page', async () => {
  const page = await new PageGroup().open();
  onTestFinished(() => page.close());
  const rig = await openQuizRig(async (dispatcher, log) => {
    const { requestListener, ...service } = await startWeb({ dispatcher, log, host: '127.0.0.1' });
    page.listener = requestListener;
    return service;
  });
  onTestFinished(() => rig.close());
  await playTask(page, rig, { enter: (person) => page.enter(person), back: () => page.again('host') });
  expect(rig.reported).toEqual([]);
});
