import { buttonsOf, type FakeSlack } from '../slack/fake.ts';
import type { FakeMessage } from '../slack/workspace.ts';
import { type Group, labelOf, type Sight } from './group.ts';

const idOf = (person: string): string => `U0${person.toUpperCase()}`;

export const textOf = ({ blocks }: FakeMessage): string =>
  blocks
    .flatMap(({ type, text }) => (type === 'actions' ? [] : [(text as { text: string } | undefined)?.text ?? '']))
    .join('\n')
    .replaceAll(/[`*]/g, '');

/** The people of a channel on the fake Slack, by their names. */
export function slackGroup(slack: FakeSlack): Group {
  const whispered = (person: string): FakeMessage[] => slack.messages.filter(({ onlyFor }) => onlyFor === idOf(person));
  /** What comes to one person alone after something. */
  const toldAfter = async (person: string, what: () => Promise<unknown>): Promise<string> => {
    const before = whispered(person).length;
    await what();
    return textOf(await slack.until(() => whispered(person)[before], `a word to ${person}`));
  };
  const actor = (person: string) => ({ user: idOf(person), name: person });
  return {
    type: (person, line) => toldAfter(person, () => slack.type(line, actor(person))),
    press: (person, label, { raw, labels }) =>
      toldAfter(person, () => slack.click(raw as FakeMessage, labelOf(label, labels), actor(person))),
    pressDeliveredTwice: (person, label, { raw, labels }) =>
      toldAfter(person, () => slack.clickTwice(raw as FakeMessage, labelOf(label, labels), actor(person))),
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
}
