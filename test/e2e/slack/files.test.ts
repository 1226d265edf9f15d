import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mention } from '../../support/slack/events.ts';
import { type Rig, startRig } from '../../support/slack/rig.ts';
import { germanIris, prices } from '../../support/tables/public.ts';

const FILES: Record<string, string | Buffer> = {
  'good.csv': '1,2,1\n3,4,-1\n',
  'bad.csv': '1,2,1\n3,4,-1\n5,six,1\n',
  'large.csv': '1,2,1\n'.repeat(200_000),
  'iris.csv': germanIris(),
  'prices.csv': prices(),
  'bytes.csv': Buffer.from([0x31, 0x00, 0x81]),
  'questions.gift': 'What is 2*3? {=6 ~5 ~8}\n\nWhat is 2+3? {=5 ~6}\n',
};

describe('files attached on Slack', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig('Socket Mode');
    for (const [name, content] of Object.entries(FILES)) rig.fake.attached.set(name, content);
  });
  afterAll(() => rig.close());
  beforeEach(() => {
    for (const message of rig.fake.messages) message.deleted = true;
  });

  const say = (text: string, address: string) =>
    rig.fake.deliver(mention(`<@U0BOT> ${text}`, {}, { files: [{ id: 'F1', url_private: address }] }));
  const attach = (text: string, name: string) => say(text, `${new URL(rig.fake.url).origin}/files-pri/${name}`);

  it('is the data set of /train', async () => {
    await attach('train --steps 3', 'good.csv');
    expect(await rig.fake.seen('2 samples')).toMatchObject({ onlyFor: undefined });
  });

  it.each([
    ['a class in words', 'iris.csv', '`species`', '% right'],
    ['targets of thousands', 'prices.csv', '`price`', 'on average'],
  ])('is a table with %s', async (_, name, column, result) => {
    await attach('train', name);
    expect(await rig.fake.seen(result)).toMatchObject({ onlyFor: undefined });
    await rig.fake.seen(column);
  });

  it('has the questions of /quiz import', async () => {
    await attach('quiz import --format gift', 'questions.gift');
    await rig.fake.seen('Noted: import');
    expect(rig.asked.at(-1)).toMatchObject({
      what: 'import',
      rest: [{ text: FILES['questions.gift'], as: 'gift', ofFile: 'questions' }],
    });
  });

  it('does not matter to a command that takes none', async () => {
    await attach('grad a*b', 'good.csv');
    await rig.fake.seen('a*b');
  });

  it.each([
    ['a bad row', 'bad.csv', 'Row 3 does not fit: `six` in column 2 is not a number'],
    ['one that is too large', 'large.csv', 'This file is larger than 1 MB.'],
    ['one that is no text', 'bytes.csv', 'This file is no text in UTF-8'],
    ['one that is gone', 'gone.csv', 'I could not fetch this file from Slack.'],
  ])('refuses %s, in private', async (_, name, why) => {
    await attach('train --steps 3', name);
    expect(await rig.fake.seen(why)).toMatchObject({ onlyFor: 'U0ASKER' });
  });

  it.each([
    'https://example.com/good.csv',
    'http://files.slack.com/good.csv',
    'https://files.slack.com.example.com/good.csv',
    'file:///etc/hostname',
    undefined,
  ])('shows nobody the token for %s', async (address) => {
    await say('train --steps 3', address as string);
    expect(await rig.fake.seen('I only take files that are attached in Slack.')).toMatchObject({ onlyFor: 'U0ASKER' });
  });
});
