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
import { playDaily } from '../../support/quiz/play-daily.ts';
import { openQuizRig } from '../../support/quiz/rig.ts';
import { slackGroup } from '../../support/quiz/slack-group.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../../support/slack/fake.ts';
import { scopesOf } from '../../support/slack/rig.ts';

const onDiscord = async () => {
  const discord = await new FakeDiscord().open();
  onTestFinished(() => discord.close());
  const rig = await openQuizRig((dispatcher, log) =>
    startDiscord({ token: discord.token, apiUrl: discord.apiUrl, dispatcher, log }),
  );
  onTestFinished(() => rig.close());
  return { discord, rig, group: discordGroup(discord, 'host') };
};

it('a question a day on Discord, pinned while it is open', async () => {
  const { discord, rig, group } = await onDiscord();
  await playDaily(group, rig, { options: '--pin' });
  expect(schemaProblems(discord.made)).toEqual([]);
  expect(discord.made.filter(({ path, method }) => path.includes('/pins/') && method === 'PUT')).toHaveLength(3);
  expect(discord.channels.pinned.size).toBe(0);
  expect(rig.reported).toEqual([]);
});

it('needs no leave to pin on Discord: status says what is missing', async () => {
  const { discord, rig, group } = await onDiscord();
  const on = await group.ask('host', '/daily on --pin');
  const [announced] = discord.channels.posted;
  discord.channels.unpinnable.add(announced?.channelId ?? '');
  await group.go('host', "Ask today's now", on);
  await rig.pass(8_000);
  expect(discord.channels.posted).toHaveLength(2);
  expect((await group.ask('ada', '/daily status')).text).toContain('I may not pin messages here');
});

const onSlack = async () => {
  const slack = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
  onTestFinished(() => slack.close());
  const credentials = { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.url };
  const rig = await openQuizRig((dispatcher, log) => startSlack({ ...credentials, dispatcher, log, paceMs: 10 }));
  onTestFinished(() => rig.close());
  return { slack, rig, group: slackGroup(slack) };
};

it('a question a day on Slack', async () => {
  const { slack, rig, group } = await onSlack();
  await playDaily(group, rig);
  expect(slack.problems).toEqual([]);
  expect(rig.reported).toEqual([]);
});

it('says on Slack how to invite it to a channel that it is not in', async () => {
  const { slack, group } = await onSlack();
  slack.members.clear();
  const said = await group.ask('host', '/daily on --time 18:00');
  expect(said.text).toContain('I may not write in this channel');
  expect(said.text).toContain('/invite @chainrule');
  expect(said.labels).toEqual(['/daily on --time 18:00']);
});

it('a question a day in a room of the page', async () => {
  const page = await new PageGroup().open();
  onTestFinished(() => page.close());
  const rig = await openQuizRig(async (dispatcher, log) => {
    const { requestListener, ...service } = await startWeb({ dispatcher, log, host: '127.0.0.1' });
    page.listener = requestListener;
    return service;
  });
  onTestFinished(() => rig.close());
  await playDaily(page, rig, { enter: (person) => page.enter(person), back: () => page.again('host') });
  expect(rig.reported).toEqual([]);
});
