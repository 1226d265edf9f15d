import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startDiscord } from '../../../src/platforms/discord/start.ts';
import { FakeDiscord } from '../../support/discord/fake.ts';
import { buttonsOf, type Shown, textOf } from '../../support/discord/people.ts';
import { schemaProblems } from '../../support/discord/schemas.ts';
import { type Group, labelOf, type Sight } from '../../support/quiz/group.ts';
import { PASTED, playQuiz } from '../../support/quiz/play.ts';
import { openQuizRig, type QuizRig } from '../../support/quiz/rig.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';

let discord: FakeDiscord;
let rig: QuizRig;
beforeAll(async () => {
  discord = await new FakeDiscord().open();
  rig = await openQuizRig((dispatcher, log) =>
    startDiscord({ token: discord.token, apiUrl: discord.apiUrl, dispatcher, log }),
  );
});
afterAll(async () => {
  await rig.close();
  await discord.close();
});

const idOf = (person: string): string => `9000000000000000${person.charCodeAt(0)}`;
const who = (person: string) => ({ user: idOf(person), nick: person });

/** The words of a message without what Discord reads as formatting. */
const bare = (shown: Shown): string => textOf(shown).replaceAll(/[`*\\]/g, '');

const buttonOf = (raw: Shown, label: string): string => {
  const buttons = buttonsOf(raw);
  return buttons[labelOf(label, Object.keys(buttons))] as string;
};

const group: Group = {
  async type(person, line) {
    const [, name = '', args = ''] = /^\/(\S+ \S+) ?(.*)$/.exec(line) ?? [];
    return textOf(await discord.slash(name, args === '' ? {} : { args }, who(person)).answer());
  },
  async press(person, label, { raw }) {
    const answer = await discord.click(buttonOf(raw as Shown, label), who(person)).answer();
    expect(answer.ephemeral).toBe(true);
    return textOf(answer);
  },
  async pressDeliveredTwice(person, label, { raw }) {
    const click = discord.click(buttonOf(raw as Shown, label), who(person));
    discord.deliverAgain(click);
    return textOf(await click.answer());
  },
  sights: () =>
    discord.channels.posted
      .filter(({ deleted }) => !deleted)
      .map(({ id, states }): Sight => {
        const raw = states.at(-1) as Shown;
        return { id, text: bare(raw), labels: Object.keys(buttonsOf(raw)), raw };
      }),
  delete(sight) {
    for (const message of discord.channels.posted) if (message.id === sight.id) message.deleted = true;
  },
};

it('a group plays a quiz on Discord, whatever goes wrong', async () => {
  await playQuiz(group, rig);
  expect(schemaProblems(discord.made)).toEqual([]);
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
