import { expect, it, onTestFinished } from 'vitest';
import { loadCommands } from '../../../src/command/registry.ts';
import { startDiscord } from '../../../src/platforms/discord/start.ts';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { startSlack } from '../../../src/platforms/slack/start.ts';
import { startWeb } from '../../../src/platforms/web/start.ts';
import { FakeDiscord } from '../../support/discord/fake.ts';
import { buttonsOf, textOf } from '../../support/discord/people.ts';
import { schemaProblems } from '../../support/discord/schemas.ts';
import { discordGroup } from '../../support/quiz/discord-group.ts';
import { PageGroup } from '../../support/quiz/page-group.ts';
import { openQuizRig } from '../../support/quiz/rig.ts';
import { slackGroup } from '../../support/quiz/slack-group.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../../support/slack/fake.ts';
import { scopesOf } from '../../support/slack/rig.ts';
import { playReviews } from './play-reviews.ts';

it('somebody learns over some days on Discord', async () => {
  const discord = await new FakeDiscord().open();
  onTestFinished(() => discord.close());
  const rig = await openQuizRig((dispatcher, log) =>
    startDiscord({ token: discord.token, apiUrl: discord.apiUrl, dispatcher, log }),
  );
  onTestFinished(() => rig.close());
  const group = discordGroup(discord);
  // Their first word makes them known.
  const people = ['ana', 'ben'];
  for (const person of people) await group.ask(person, '/quiz mine').catch(() => undefined);
  await playReviews(group, rig, async (person, line) => {
    const [name = '', what] = line.slice(1).split(' ');
    const user = String(900000000000001000n + BigInt(people.indexOf(person)));
    const shown = await discord.slash(name, what === undefined ? {} : { what }, { user, nick: person }).answer();
    expect(shown.ephemeral).toBe(true);
    return {
      id: shown.id,
      text: textOf(shown).replaceAll(/[`*\\]/g, ''),
      labels: Object.keys(buttonsOf(shown)),
      raw: shown,
    };
  });
  expect(schemaProblems(discord.made)).toEqual([]);
  expect(rig.reported).toEqual([]);
});

it('somebody learns over some days on Slack', async () => {
  const slack = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
  onTestFinished(() => slack.close());
  const credentials = { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.url };
  const rig = await openQuizRig((dispatcher, log) => startSlack({ ...credentials, dispatcher, log, paceMs: 10 }));
  onTestFinished(() => rig.close());
  const group = slackGroup(slack);
  await playReviews(group, rig, (person, line) => group.ask(person, line));
  expect(slack.problems).toEqual([]);
  expect(rig.reported).toEqual([]);
});

it('somebody learns over some days on the page', async () => {
  const page = await new PageGroup().open();
  onTestFinished(() => page.close());
  const rig = await openQuizRig(async (dispatcher, log) => {
    const { requestListener, ...service } = await startWeb({ dispatcher, log, host: '127.0.0.1', isShared: false });
    page.listener = requestListener;
    return service;
  });
  onTestFinished(() => rig.close());
  await playReviews(page, rig, (person, line) => page.ask(person, line));
  expect(rig.reported).toEqual([]);
});
