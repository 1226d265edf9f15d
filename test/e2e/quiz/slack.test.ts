import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCommands } from '../../../src/command/registry.ts';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { startSlack } from '../../../src/platforms/slack/start.ts';
import type { Group, Sight } from '../../support/quiz/group.ts';
import { type House, openHouse } from '../../support/quiz/house.ts';
import { playQuiz } from '../../support/quiz/play.ts';
import { APP_TOKEN, BOT_TOKEN, buttonsOf, FakeSlack } from '../../support/slack/fake.ts';
import { scopesOf } from '../../support/slack/rig.ts';
import type { FakeMessage } from '../../support/slack/workspace.ts';

let slack: FakeSlack;
let house: House;
beforeAll(async () => {
  slack = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
  const credentials = { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.url };
  house = await openHouse((desk, log) => startSlack({ ...credentials, desk, log, paceMs: 10 }));
});
afterAll(async () => {
  await house.close();
  await slack.close();
});

const idOf = (person: string): string => `U0${person.toUpperCase()}`;

const textOf = ({ blocks }: FakeMessage): string =>
  blocks
    .flatMap(({ type, text }) => (type === 'actions' ? [] : [(text as { text: string } | undefined)?.text ?? '']))
    .join('\n')
    .replaceAll(/[`*]/g, '');

const whispered = (person: string): FakeMessage[] => slack.messages.filter(({ onlyFor }) => onlyFor === idOf(person));

/** What comes to one person alone after something. */
async function toldAfter(person: string, what: () => Promise<unknown>): Promise<string> {
  const before = whispered(person).length;
  await what();
  const told = await slack.until(() => whispered(person)[before], `a word to ${person}`);
  return textOf(told);
}

const group: Group = {
  type: (person, line) => toldAfter(person, () => slack.type(line, { user: idOf(person), name: person })),
  press: (person, label, { raw }) =>
    toldAfter(person, () => slack.click(raw as FakeMessage, label, { user: idOf(person), name: person })),
  pressDeliveredTwice: (person, label, { raw }) =>
    toldAfter(person, () => slack.clickTwice(raw as FakeMessage, label, { user: idOf(person), name: person })),
  sights: () =>
    slack.visible
      .filter(({ onlyFor }) => onlyFor === undefined)
      .map((message): Sight => {
        const labels = buttonsOf(message).map(({ text }) => text.text);
        return { id: message.ts, text: textOf(message), labels, raw: { ...message } };
      }),
  delete(sight) {
    for (const message of slack.messages) if (message.ts === sight.id) message.deleted = true;
  },
};

it('a group plays a quiz on Slack, whatever goes wrong', { timeout: 60_000 }, async () => {
  await playQuiz(group, house);
  expect(slack.problems).toEqual([]);
});
