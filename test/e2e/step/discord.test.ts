import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeDiscord } from '../../support/discord/fake.ts';
import { buttonsOf, picturesOf, textOf } from '../../support/discord/people.ts';
import { schemaProblems } from '../../support/discord/schemas.ts';
import { startBy, WAYS } from '../../support/discord/ways.ts';
import { discordGroup } from '../../support/quiz/discord-group.ts';
import { openQuizRig, type QuizRig } from '../../support/quiz/rig.ts';
import { playSteps } from '../../support/step/play.ts';

describe.each(WAYS)('over %s', (way) => {
  let discord: FakeDiscord;
  let rig: QuizRig;
  beforeAll(async () => {
    discord = await new FakeDiscord().open();
    rig = await openQuizRig((dispatcher, log) => startBy(way, discord, { dispatcher, log }));
  });
  afterAll(async () => {
    await rig.close();
    await discord.close();
  });

  it('somebody steps through a formula on Discord, and then a group does', async () => {
    const group = discordGroup(discord);
    // Their first word makes them known.
    await group.ask('ana', '/quiz mine').catch(() => undefined);
    await playSteps(group, rig, async (_, line) => {
      const shown = await discord
        .slash('step', { formula: line.replace('/step ', '') }, { user: '900000000000001000', nick: 'ana' })
        .answer();
      expect(shown.ephemeral).toBe(true);
      expect(picturesOf(shown).map(({ name }) => name)).toEqual(['step.png']);
      return {
        id: shown.id,
        text: textOf(shown).replaceAll(/[`*\\]/g, ''),
        labels: Object.keys(buttonsOf(shown)),
        raw: shown,
      };
    });
    expect(schemaProblems(discord.made)).toEqual([]);
  });

  it('leads there from a public answer, for whoever pressed', async () => {
    const shown = await discord.slash('grad', { formula: 'a*b+c a=2 b=-3 c=10' }).answer();
    const stepped = await discord.click(buttonsOf(shown)['Step through it'] as string).answer();
    expect(stepped.ephemeral).toBe(true);
    expect(textOf(stepped)).toContain('Step 1 of 4');
  });
});
