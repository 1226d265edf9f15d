import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaProblems } from '../../support/discord/schemas.ts';
import { discordGroup } from '../../support/quiz/discord-group.ts';
import { playDaily } from '../../support/quiz/play-daily.ts';
import { describeInProcesses } from '../../support/quiz/processes.ts';
import { slackGroup } from '../../support/quiz/slack-group.ts';
import type { Stage } from '../../support/quiz/stage.ts';

describeInProcesses((open) => {
  let stage: Stage;

  describe('a question a day', () => {
    beforeAll(async () => {
      stage = await open({ discord: 'the gateway', slack: true, page: true });
    });
    afterAll(() => stage.close());

    it('on Discord, pinned while it is open', async () => {
      const { discord, rig } = stage;
      await playDaily(discordGroup(discord, 'host'), rig, { options: '--pin' });
      expect(schemaProblems(discord.made)).toEqual([]);
      const pins = discord.made.filter(({ path, method }) => path.includes('/pins/') && method === 'PUT');
      expect(pins).toHaveLength(3);
      expect(discord.channels.pinned.size).toBe(0);
      expect(rig.reported).toEqual([]);
    });

    it('on Slack', async () => {
      await playDaily(slackGroup(stage.slack), stage.rig);
      expect(stage.slack.problems).toEqual([]);
      expect(stage.rig.reported).toEqual([]);
    });

    it('in a room of the page', async () => {
      const { page, rig } = stage;
      await playDaily(page, rig, { enter: (person) => page.enter(person), back: () => page.again('host') });
      expect(rig.reported).toEqual([]);
    });
  });

  describe('where something is not allowed', () => {
    beforeAll(async () => {
      stage = await open({ discord: 'the gateway', slack: true });
    });
    afterAll(() => stage.close());

    it('needs no leave to pin on Discord: status says what is missing', async () => {
      const { discord, rig } = stage;
      const group = discordGroup(discord, 'host');
      const on = await group.ask('host', '/daily on --pin');
      const [announced] = discord.channels.posted;
      discord.channels.unpinnable.add(announced?.channelId ?? '');
      await group.go('host', "Ask today's now", on);
      await rig.pass(8_000);
      expect(discord.channels.posted).toHaveLength(2);
      expect((await group.ask('ada', '/daily status')).text).toContain('I may not pin messages here');
    });

    it('says on Slack how to invite it to a channel that it is not in', async () => {
      const { slack } = stage;
      slack.members.clear();
      const said = await slackGroup(slack).ask('host', '/daily on --time 18:00');
      expect(said.text).toContain('I may not write in this channel');
      expect(said.text).toContain('/invite @chainrule');
      expect(said.labels).toEqual(['/daily on --time 18:00']);
    });
  });
});
