import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dispatcher } from '../../../src/dispatch/dispatcher.ts';
import { FakeDiscord } from '../../support/discord/fake.ts';
import { buttonsOf, type Shown, textOf } from '../../support/discord/people.ts';
import { schemaProblems } from '../../support/discord/schemas.ts';
import { startBy, WAYS } from '../../support/discord/ways.ts';
import { type Look, takeCourse } from '../../support/learning/newcomer.ts';
import { openQuizRig, type QuizRig } from '../../support/quiz/rig.ts';

describe.each(WAYS)('over %s', (way) => {
  let discord: FakeDiscord;
  let rig: QuizRig;
  let dispatcher: Dispatcher;
  beforeAll(async () => {
    discord = await new FakeDiscord().open();
    rig = await openQuizRig((given, log) => {
      dispatcher = given;
      return startBy(way, discord, { dispatcher, log });
    });
  });
  afterAll(async () => {
    await rig.close();
    await discord.close();
  });

  const ANA = { user: '900000000000000001', nick: 'Ana' };

  it('a newcomer on Discord is led through the course in private, over a restart', async () => {
    let ids = new Map<string, string>();
    const look = async (shown: Shown): Promise<Look> => {
      expect(shown.ephemeral).toBe(true);
      const pairs = Object.values(buttonsOf(shown)).map(
        async (id): Promise<[string, string]> => [(await dispatcher.buttonOf(id))?.line ?? '', id],
      );
      ids = new Map(await Promise.all(pairs));
      return { text: textOf(shown), lines: [...ids.keys()] };
    };
    let count = 0;
    const taken = await takeCourse({
      begin: async () => look(await discord.slash('lesson', {}, ANA).answer()),
      press: async (line) => look(await discord.click(ids.get(line) ?? line, ANA).answer()),
      say: async (line) => look(await discord.slash('lesson', { which: line.replace('/lesson ', '') }, ANA).answer()),
      async between() {
        if (++count === 20) await rig.restart();
      },
    });
    expect(taken.pages).toHaveLength(new Set(taken.pages).size);
    expect(taken.pages.at(-1)).toBe('10.6');
    for (const text of taken.texts) expect(text).not.toContain('could not be computed');
    expect(schemaProblems(discord.made)).toEqual([]);
    expect(rig.reported).toEqual([]);
  });

  // Messages come through the gateway only.
  if (way === 'the gateway')
    it('"teach me" in a direct message begins it', async () => {
      const message = discord.say('teach me!', { guild: null });
      const text = await discord.channels.until(() => {
        const posted = discord.channels.posted.find(({ nonce }) => nonce === message['id']);
        const shown = posted?.states.at(-1);
        return shown && textOf(shown);
      });
      expect(text).toContain('A course along the article');
    });
});
