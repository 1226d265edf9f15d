import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCommands } from '../../../src/command/registry.ts';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { startSlack } from '../../../src/platforms/slack/start.ts';
import { openQuizRig, type QuizRig } from '../../support/quiz/rig.ts';
import { slackGroup } from '../../support/quiz/slack-group.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../../support/slack/fake.ts';
import { scopesOf } from '../../support/slack/rig.ts';
import { playSteps } from '../../support/step/play.ts';

let slack: FakeSlack;
let rig: QuizRig;
beforeAll(async () => {
  slack = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
  const credentials = { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.url };
  rig = await openQuizRig((dispatcher, log) => startSlack({ ...credentials, dispatcher, log, paceMs: 10 }));
});
afterAll(async () => {
  await rig.close();
  await slack.close();
});

it('somebody steps through a formula on Slack, and then a group does', async () => {
  const group = slackGroup(slack);
  await playSteps(group, rig, group.ask);
  expect(slack.problems).toEqual([]);
});
