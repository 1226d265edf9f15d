import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FakeDiscord } from '../../support/discord/fake.ts';
import { buttonsOf, type Shown, textOf } from '../../support/discord/people.ts';
import { schemaProblems } from '../../support/discord/schemas.ts';
import { WAYS } from '../../support/discord/ways.ts';
import { discordGroup } from '../../support/quiz/discord-group.ts';
import { PASTED, playQuiz } from '../../support/quiz/play.ts';
import { describeInSeveral } from '../../support/quiz/processes.ts';
import type { QuizRig } from '../../support/quiz/rig.ts';
import { openAlone, type Stage } from '../../support/quiz/stage.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';

const played = (open: () => Promise<Stage>): void => {
  let stage: Stage;
  let discord: FakeDiscord;
  let rig: QuizRig;
  beforeAll(async () => {
    stage = await open();
    ({ discord, rig } = stage);
  });
  afterAll(() => stage.close());

  const who = (person: string) => ({ user: `9000000000000000${person.charCodeAt(0)}`, nick: person });

  it('a group plays a quiz on Discord, whatever goes wrong', async () => {
    await playQuiz(discordGroup(discord), rig);
    expect(schemaProblems(discord.made)).toEqual([]);
    // Where there are several processes, none was left out.
    for (const { logged } of stage.group?.living ?? []) expect(logged.join()).toContain('"msg":"command"');
  });

  it('a teacher pastes questions of many lines', async () => {
    const asked = await discord.slash('quiz import', {}, who('host')).answer();
    const click = discord.click(buttonsOf(asked)['Paste questions'] as string, who('host'));
    await click.until(() => click.kind === 'form');
    expect(textOf(await discord.submit(click, PASTED, who('host')).answer())).toContain('2 questions, all new.');
  });

  it.each([
    ['may not write', 'forbidden', '320000000000000001', 'I may not write in this channel.'],
    ['is not there', 'gone', '320000000000000002', 'Its channel is gone, or I am not in it.'],
  ] as const)('where the bot %s, the host is told alone', async (_, how, channel, words) => {
    discord.channels[how].add(channel);
    const asked = discord.slash('quiz start', {}, { ...who('host'), channel });
    expect(textOf(await asked.answer())).toContain('You host this quiz');
    // Our side knows a way to the host only a moment after the answer is there.
    const told = await vi.waitFor(
      async () => {
        await rig.settle();
        expect(asked.followups).toHaveLength(1);
        return asked.followups[0] as Shown;
      },
      { timeout: TIME_LIMIT_MS },
    );
    expect([told.ephemeral, textOf(told)]).toEqual([true, expect.stringContaining(words)]);
  });
};

describe.each(WAYS)('one process, over %s', (discord) => played(() => openAlone({ discord })));
describeInSeveral((open) => played(() => open({ discord: 'HTTP' })));
