import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCommands } from '../../../src/command/registry.ts';
import type { Dispatcher } from '../../../src/dispatch/dispatcher.ts';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { startSlack } from '../../../src/platforms/slack/start.ts';
import { type Look, takeCourse } from '../../support/learning/newcomer.ts';
import { openQuizRig, type QuizRig } from '../../support/quiz/rig.ts';
import { textOf } from '../../support/quiz/slack-group.ts';
import { direct } from '../../support/slack/events.ts';
import { APP_TOKEN, BOT_TOKEN, buttonsOf, FakeSlack } from '../../support/slack/fake.ts';
import { scopesOf } from '../../support/slack/rig.ts';
import type { FakeMessage } from '../../support/slack/workspace.ts';

let slack: FakeSlack;
let rig: QuizRig;
let dispatcher: Dispatcher;
beforeAll(async () => {
  slack = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
  const credentials = { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.url };
  rig = await openQuizRig((given, log) => {
    dispatcher = given;
    return startSlack({ ...credentials, dispatcher, log, paceMs: 0 });
  });
});
afterAll(async () => {
  await rig.close();
  await slack.close();
});

const ANA = { user: 'U0ANA', name: 'ana' };

it('a newcomer on Slack is led through the course in private, over a restart', async () => {
  let message: FakeMessage | undefined;
  let labels = new Map<string, string>();
  const states = (): Map<string, FakeMessage> =>
    new Map(
      slack.messages
        .filter(({ onlyFor, deleted }) => onlyFor === ANA.user && !deleted)
        .map((one) => [`${one.ts} ${one.edits}`, one]),
    );
  /** What Ana alone sees next. */
  const after = async (what: () => Promise<unknown>): Promise<Look> => {
    const before = states();
    await what();
    const fresh = () => [...states()].find(([key, one]) => !before.has(key) && buttonsOf(one).length > 0)?.[1];
    const shown = await slack.until(fresh, 'something for Ana');
    message = { ...shown };
    const pairs = buttonsOf(shown).map(
      async ({ action_id, value, text }): Promise<[string, string]> => [
        (await dispatcher.buttonOf(String(value ?? action_id)))?.line ?? '',
        text.text,
      ],
    );
    labels = new Map(await Promise.all(pairs));
    return { text: textOf(shown), lines: [...labels.keys()] };
  };
  let count = 0;
  const taken = await takeCourse({
    begin: () => after(() => slack.type('/lesson', ANA)),
    press: (line) => after(() => slack.click(message as FakeMessage, labels.get(line) ?? line, ANA)),
    say: (line) => after(() => slack.type(line, ANA)),
    async between() {
      if (++count === 20) await rig.restart();
    },
  });
  expect(taken.pages.at(-1)).toBe('10.6');
  for (const text of taken.texts) expect(text).not.toContain('could not be computed');
  expect(slack.problems).toEqual([]);
  expect(rig.reported).toEqual([]);
});

it('"teach me" in a direct message begins it', async () => {
  await slack.deliver(direct('teach me!', ANA));
  expect(textOf(await slack.seen('Read as'))).toContain('A course along the article');
});
