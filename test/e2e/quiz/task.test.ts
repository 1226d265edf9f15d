import { afterAll, beforeAll, expect, it } from 'vitest';
import { schemaProblems } from '../../support/discord/schemas.ts';
import { discordGroup } from '../../support/quiz/discord-group.ts';
import { playTask } from '../../support/quiz/play-task.ts';
import { describeInProcesses } from '../../support/quiz/processes.ts';
import { slackGroup } from '../../support/quiz/slack-group.ts';
import type { Stage } from '../../support/quiz/stage.ts';

describeInProcesses((open) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await open({ discord: 'the gateway', slack: true, page: true });
  });
  afterAll(() => stage.close());

  it('a group works on a task of two days on Discord', async () => {
    await playTask(discordGroup(stage.discord), stage.rig);
    expect(schemaProblems(stage.discord.made)).toEqual([]);
    expect(stage.rig.reported).toEqual([]);
  });

  it('a group works on a task of two days on Slack', async () => {
    await playTask(slackGroup(stage.slack), stage.rig);
    expect(stage.slack.problems).toEqual([]);
    expect(stage.rig.reported).toEqual([]);
  });

  it('a group works on a task of two days in a room of the page', async () => {
    const { page, rig } = stage;
    await playTask(page, rig, { enter: (person) => page.enter(person), back: () => page.again('host') });
    expect(rig.reported).toEqual([]);
  });
});
