import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mention } from '../../support/slack/events.ts';
import { buttonsOf } from '../../support/slack/fake.ts';
import { type Rig, startRig } from '../../support/slack/rig.ts';
import { passAtOnce } from '../../support/waits.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig('Socket Mode');
});
afterAll(() => rig.close());
afterEach(() => {
  const { fake } = rig;
  expect(fake.problems).toEqual([]);
  rig.reported.length = 0;
  fake.looksUntilReady = 1;
  fake.calls.length = 0;
  for (const message of fake.messages) message.deleted = true;
});

const words = (message: { blocks: readonly object[] }): string => JSON.stringify(message.blocks);
const shared = (): string[][] =>
  [...rig.fake.files.values()].map(({ sharedIn }) => sharedIn).filter((in_) => in_.length);

describe('pictures', () => {
  it('waits until Slack has a file ready', async () => {
    rig.fake.looksUntilReady = 4;
    await rig.fake.type('/train --seed 1');
    expect(words(await rig.fake.seen('Same again'))).toContain('"slack_file"');
    expect(rig.fake.called('files.info').length).toBeGreaterThanOrEqual(4);
    expect(rig.reported).toEqual([]);
  });

  it('shows them as files of the channel when Slack does not take them in blocks', async () => {
    rig.fake.failNext('response_url', { status: 200, error: 'invalid_blocks' });
    const before = shared().length;
    await rig.fake.type('/train --seed 2');
    const message = await rig.fake.seen('as files');
    expect(words(message)).toContain('Picture: ');
    expect(words(message)).not.toContain('slack_file');
    expect(shared().slice(before).flat()).toContain('C0MEMBER');
  });

  it('leaves their text where the bot is no member', async () => {
    rig.fake.failNext('response_url', { status: 200, error: 'invalid_blocks' });
    const before = shared().length;
    await rig.fake.type('/train --seed 3', { channel: 'C0OTHER' });
    expect(words(await rig.fake.seen('invite me'))).toContain('Picture: ');
    expect(shared().length).toBe(before);
  });

  it('does without them when Slack does not take the upload', async () => {
    rig.fake.failNext('files.getUploadURLExternal', { error: 'storage_limit_reached' });
    rig.fake.failNext('files.getUploadURLExternal', { error: 'storage_limit_reached' });
    rig.fake.failNext('files.getUploadURLExternal', { error: 'storage_limit_reached' });
    rig.fake.failNext('files.getUploadURLExternal', { error: 'storage_limit_reached' });
    await rig.fake.type('/train --no-zero-grad --seed 4');
    await rig.fake.seen('Picture: ');
    rig.fake.failures.clear();
  });

  it('are never shared with others when they are for one person', async () => {
    const { fake } = rig;
    await fake.type('/train --seed 5');
    const message = await fake.seen('Same again');
    const before = shared().length;
    fake.failNext('response_url', { status: 200, error: 'invalid_blocks' });
    await fake.click(message, 'Same again with another seed');
    expect(await fake.seen('Picture: ')).toMatchObject({ onlyFor: 'U0ASKER' });
    expect(shared().length).toBe(before);
  });

  it('uses a response_url no more often than it may', () => {
    expect(Math.max(...[...rig.fake.responseUrls.values()].map(({ uses }) => uses))).toBeLessThanOrEqual(5);
  });
});

describe('an answer that is too long', () => {
  it('goes on in a file of the channel', async () => {
    await rig.fake.type('/long');
    const message = await rig.fake.seen('details.txt');
    expect(words(message)).toContain('It begins here.');
    expect(words(message)).toContain('A short one');
    const [file] = [...rig.fake.files.values()].filter(({ name }) => name === 'details.txt');
    expect(file?.sharedIn).toEqual(['C0MEMBER']);
    expect(file?.bytes?.toString()).toContain('line 1000 of');
    expect(file?.bytes?.toString()).toContain('It ends here.');
  });

  it('goes on in a file for the asker when it is for them alone', async () => {
    const { fake } = rig;
    fake.files.clear();
    await fake.type('/long --lines 2');
    const message = await fake.seen('A short one');
    Object.assign(buttonsOf(message)[0] ?? {}, { value: '>/long' });
    await fake.click(message, 'A short one', { user: 'U0CLICK' });
    expect(await fake.seen('I have sent you')).toMatchObject({ onlyFor: 'U0CLICK' });
    expect([...fake.files.values()].flatMap(({ sharedIn }) => sharedIn)).toEqual(['D0CLICK']);
  });

  it('goes on in a file for the asker where the bot is no member', async () => {
    rig.fake.files.clear();
    await rig.fake.type('/long', { channel: 'C0OTHER', user: 'U0FAR' });
    await rig.fake.seen('I have sent you');
    expect([...rig.fake.files.values()].flatMap(({ sharedIn }) => sharedIn)).toEqual(['D0FAR']);
  });
});

describe('text that somebody typed', () => {
  const LIVE = /<[!@#]|<https?:/;
  it.each([
    '<!channel> <!here> <!everyone>',
    '<@U1> <#C1|general> <!subteam^S1>',
    '@everyone @channel @here',
    'a & b < c > d &lt;!channel&gt; &amp;lt;',
    '``` <!channel> ``` x ```',
    '`code` *bold* _italic_ ~gone~',
    '`<!channel>`',
    'a <https://example.org|link>',
    `long ${'<!channel>'.repeat(400)}`,
    `emoji ${'👩‍🔬'.repeat(300)}`,
  ])('stays text: %s', async (text) => {
    const { fake } = rig;
    await fake.type(`/echo ${text}`);
    await fake.deliver(mention(`<@U0BOT> echo ${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}`));
    await fake.until(() => fake.visible.length >= 2);
    for (const message of fake.visible) {
      expect(message.text).not.toMatch(LIVE);
      // The value of a button is shown to nobody.
      const shown = JSON.stringify(message.blocks, (key, value) => (key === 'value' ? undefined : value));
      expect(shown).not.toMatch(LIVE);
      for (const { text: block } of message.blocks as { text?: { type: string; text: string; verbatim?: boolean } }[]) {
        if (block?.type !== 'mrkdwn') continue;
        expect(block.verbatim).toBe(true);
        const fences = block.text.split('```').length - 1;
        expect(fences === 0 || (fences === 2 && block.text.startsWith('```') && block.text.endsWith('```'))).toBe(true);
        if (fences === 0) expect((block.text.split('`').length - 1) % 2).toBe(0);
      }
    }
  });

  it('is never parsed for names or unfurled', async () => {
    const { fake } = rig;
    await fake.deliver(mention('<@U0BOT> echo @everyone'));
    await fake.seen('@everyone');
    const [call] = fake.called('chat.postMessage');
    expect(call).toMatchObject({ parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false });
    expect(fake.responses.every(({ unfurl_links }) => unfurl_links === false)).toBe(true);
  });
});

describe('a Slack that is too busy', () => {
  it.each([
    ['chat.postMessage', '<@U0BOT> grad a*b'],
    ['files.completeUploadExternal', '<@U0BOT> train --seed 11'],
    ['files.info', '<@U0BOT> train --seed 12'],
  ])('is given the time it asks for: %s', async (method, text) => {
    const waited = passAtOnce(7000);
    rig.fake.failNext(method, { retryAfter: 7 });
    await rig.fake.deliver(mention(text));
    await rig.fake.until(() => rig.fake.visible.length > 0);
    expect(waited).toEqual([7000]);
    expect(rig.reported).toEqual([]);
  });

  it('is given the time it asks for at a response_url', async () => {
    const waited = passAtOnce(7000);
    rig.fake.failNext('response_url', { retryAfter: 7 });
    await rig.fake.type('/grad late*r');
    await rig.fake.seen('late*r');
    expect(waited).toEqual([7000]);
  });

  it('is asked three times, and told of it another time', async () => {
    rig.fake.failNext('chat.postMessage', ...Array(3).fill({ status: 500 }));
    await rig.fake.deliver(mention('<@U0BOT> grad g*h'));
    await rig.fake.seen('did not take');
    expect(rig.fake.called('chat.postMessage').length).toBe(3);
    expect(rig.reported.length).toBe(1);
  });

  it('is asked three times in a storm, by each way once, and never early', async () => {
    passAtOnce(9000);
    const storm = (): object[] => Array(20).fill({ retryAfter: 9 });
    rig.fake.failNext('response_url', ...storm());
    rig.fake.failNext('chat.postEphemeral', ...storm());
    rig.fake.failNext('files.getUploadURLExternal', ...storm());
    await rig.fake.type('/train --seed 21');
    await rig.fake.until(() => rig.fake.called('chat.postEphemeral').length === 3, 'an apology that is not taken');
    const left = (name: string): number => rig.fake.failures.get(name)?.length ?? 0;
    // The pictures, the answer and the apology.
    await expect.poll(() => rig.reported.length).toBe(3);
    expect(rig.fake.called('chat.postEphemeral').length).toBe(3);
    expect(left('response_url')).toBe(17);
    const names = rig.fake.called('files.getUploadURLExternal').map(({ filename }) => filename);
    for (const name of new Set(names)) expect(names.filter((one) => one === name).length).toBe(3);
    rig.fake.failures.clear();
  });

  it.each(['response_url', 'chat.postMessage'])('is asked again where the connection ends: %s', async (method) => {
    rig.fake.failNext(method, { broken: true }, { status: 502 });
    if (method === 'response_url') await rig.fake.type('/grad broken*url');
    else await rig.fake.deliver(mention('<@U0BOT> grad broken*url'));
    expect(await rig.fake.seen('broken*url')).toMatchObject({ via: method });
    expect(rig.reported).toEqual([]);
  });
});

describe('an answer that Slack refuses for what it says', () => {
  it.each([
    ['invalid_blocks', { status: 200, error: 'invalid_blocks' }],
    ['msg_blocks_too_long', { status: 200, error: 'msg_blocks_too_long' }],
    ['400', { status: 400, error: 'invalid_payload' }],
    ['413', { status: 413 }],
  ])('goes out as text: %s', async (name, failure) => {
    // As blocks with the picture, and with the picture as a file.
    rig.fake.failNext('response_url', failure, failure);
    await rig.fake.type(`/grad plain${name.replace(/\W|_/g, '')}*text`);
    const message = await rig.fake.until(() => rig.fake.visible.find(({ text }) => /plain.*\*text/s.test(text)));
    expect(message).toMatchObject({ blocks: [], onlyFor: undefined, via: 'response_url' });
    expect(message.text).toMatch(/^```\n[\s\S]+\n```$/);
  });
});

it('says it in the channel when a response_url has expired', async () => {
  rig.fake.failNext('response_url', { status: 404, error: 'expired_url' });
  await rig.fake.type('/grad old*url');
  expect(await rig.fake.seen('old*url')).toMatchObject({ via: 'chat.postMessage' });
});
