import { expect } from 'vitest';
import { buttonsOf, type FakeSlack } from '../slack/fake.ts';
import type { FakeMessage } from '../slack/workspace.ts';
import { labelOf, type PrivateGroup, type Sight } from './group.ts';

const idOf = (person: string): string => `U0${person.toUpperCase()}`;

export const textOf = ({ blocks }: FakeMessage): string =>
  blocks
    .flatMap(({ type, text }) => (type === 'actions' ? [] : [(text as { text: string } | undefined)?.text ?? '']))
    .join('\n')
    .replaceAll(/[`*]/g, '');

/** The people of a channel on the fake Slack, by their names. */
export function slackGroup(slack: FakeSlack): PrivateGroup {
  const whispered = (person: string): FakeMessage[] => slack.messages.filter(({ onlyFor }) => onlyFor === idOf(person));
  /** What comes to one person alone after something. */
  const toldAfter = async (person: string, what: () => Promise<unknown>): Promise<string> => {
    const before = whispered(person).length;
    await what();
    return textOf(await slack.until(() => whispered(person)[before], `a word to ${person}`));
  };
  const sightOf = (message: FakeMessage): Sight => ({
    id: message.ts,
    text: textOf(message),
    labels: buttonsOf(message).map(({ text }) => text.text),
    raw: { ...message },
  });
  /** What they alone see next: a new message, or another state of one. */
  const shownAfter = async (person: string, what: () => Promise<unknown>): Promise<Sight> => {
    const states = (): string[] => whispered(person).map(({ ts, edits }) => `${ts} ${edits}`);
    const before = new Set(states());
    await what();
    const find = () => whispered(person).find(({ ts, edits, deleted }) => !deleted && !before.has(`${ts} ${edits}`));
    return sightOf(await slack.until(find, `something for ${person}`));
  };
  const actor = (person: string) => ({ user: idOf(person), name: person });
  const open = async (person: string, label: string, { raw, labels }: Sight): Promise<void> => {
    const opened = slack.views.length;
    await slack.click(raw as FakeMessage, labelOf(label, labels), actor(person));
    await slack.until(() => slack.views.length > opened, 'a form');
  };
  const submit = (person: string, value: string) => slack.submit({ text: { value: { value } } }, actor(person));
  return {
    ask: (person, line) => shownAfter(person, () => slack.type(line, actor(person))),
    go: (person, label, sight, written) =>
      shownAfter(person, async () => {
        const { raw, labels } = sight;
        if (written === undefined) return slack.click(raw as FakeMessage, labelOf(label, labels), actor(person));
        await open(person, label, sight);
        return submit(person, written);
      }),
    async correct(person, label, sight, wrong, right) {
      await open(person, label, sight);
      const { body } = await submit(person, wrong);
      // The form stays open, with what is wrong under its field.
      expect(body).toMatchObject({ response_action: 'errors', errors: { text: expect.stringMatching(/./) } });
      return shownAfter(person, () => submit(person, right));
    },
    type: (person, line) => toldAfter(person, () => slack.type(line, actor(person))),
    press: (person, label, { raw, labels }) =>
      toldAfter(person, () => slack.click(raw as FakeMessage, labelOf(label, labels), actor(person))),
    pressDeliveredTwice: (person, label, { raw, labels }) =>
      toldAfter(person, () => slack.clickTwice(raw as FakeMessage, labelOf(label, labels), actor(person))),
    sights: () => slack.visible.filter(({ onlyFor }) => onlyFor === undefined).map(sightOf),
    delete(sight) {
      for (const message of slack.messages) if (message.ts === sight.id) message.deleted = true;
    },
  };
}
