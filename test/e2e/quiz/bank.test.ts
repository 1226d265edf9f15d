import { afterAll, beforeAll, expect, it } from 'vitest';
import { schemaProblems } from '../../support/discord/schemas.ts';
import { discordGroup } from '../../support/quiz/discord-group.ts';
import { playBank } from '../../support/quiz/play-bank.ts';
import { describeInProcesses } from '../../support/quiz/processes.ts';
import { slackGroup } from '../../support/quiz/slack-group.ts';
import type { Stage } from '../../support/quiz/stage.ts';

describeInProcesses((open) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await open({ discord: 'the gateway', slack: true });
  });
  afterAll(() => stage.close());

  it('a teacher looks after a bank on Discord, and asks all of it', async () => {
    await playBank(discordGroup(stage.discord), stage.rig);
    expect(schemaProblems(stage.discord.made)).toEqual([]);
    expect(stage.rig.reported).toEqual([]);
  });

  it('a teacher looks after a bank on Slack, and asks all of it', async () => {
    await playBank(slackGroup(stage.slack), stage.rig);
    expect(stage.slack.problems).toEqual([]);
    expect(stage.rig.reported).toEqual([]);
  });
});
