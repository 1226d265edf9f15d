import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mention } from '../../support/slack/events.ts';
import { buttonsOf } from '../../support/slack/fake.ts';
import { type Rig, startRig } from '../../support/slack/rig.ts';
import type { FakeMessage } from '../../support/slack/workspace.ts';
import { endOf, SICK_RUNS, TABLES } from '../../support/tables/sick.ts';

const words = ({ blocks }: FakeMessage): string => JSON.stringify(blocks);

describe('advice on Slack', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig('Socket Mode');
    for (const [name, content] of Object.entries(TABLES)) rig.fake.attached.set(name, content);
  });
  afterAll(() => rig.close());
  afterEach(() => {
    expect([rig.fake.problems, rig.reported]).toEqual([[], []]);
    for (const message of rig.fake.messages) message.deleted = true;
  });

  it.each(SICK_RUNS)('for $cause is a button that helps', async (sick) => {
    const { file, args, says, button } = sick;
    const address = `${new URL(rig.fake.url).origin}/files-pri/${file}`;
    const attached = file === undefined ? {} : { files: [{ id: 'F1', url_private: address }] };
    await rig.fake.deliver(mention(`<@U0BOT> train ${args}`, {}, attached));
    const before = await rig.fake.seen('Take it to Python');
    expect(words(before)).toContain(says);
    const label = buttonsOf(before)[0]?.text.text ?? '';
    expect(label).toMatch(button);
    await rig.fake.click(before, label);
    const after = await rig.fake.until(() =>
      rig.fake.visible.find((message) => message !== before && words(message).includes('Take it to Python')),
    );
    expect(endOf(sick, words(after))).toBeLessThan(endOf(sick, words(before)));
  });
});
