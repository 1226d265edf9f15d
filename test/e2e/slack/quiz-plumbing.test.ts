import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ChannelGone, MessageGone, NotAllowed, type Transport } from '../../../src/quiz/transport.ts';
import { buttons, paragraph, say } from '../../../src/reply/build.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { mention } from '../../support/slack/events.ts';
import { buttonsOf } from '../../support/slack/fake.ts';
import { type Rig, startRig, type Way } from '../../support/slack/rig.ts';
import type { FakeMessage } from '../../support/slack/workspace.ts';

/** Slack's own pace has a test with a clock of its own. */
const PACE_MS = 10;

const words = (message: { blocks: readonly object[] }): string => JSON.stringify(message.blocks);

describe.each<Way>(['Socket Mode', 'HTTP'])('what quizzes need over %s', (way) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(way, PACE_MS);
  });
  afterAll(() => rig.close());
  afterEach(() => {
    const { fake } = rig;
    expect(fake.problems).toEqual([]);
    expect(rig.reported).toEqual([]);
    fake.views.length = 0;
    for (const message of fake.messages) message.deleted = true;
  });

  it('has commands of two words under the first', async () => {
    await rig.fake.type('/poll open --rounds 3 —topic loss');
    await rig.fake.seen('Noted: start');
    expect(rig.asked.at(-1)).toEqual({
      what: 'start',
      who: {
        tenant: 'slack:T0TEAM',
        channel: 'C0MEMBER',
        user: 'U0ASKER',
        name: 'somebody',
        manages: false,
        at: expect.any(Date),
      },
      rest: [{ rounds: 3, seconds: 60, topic: 'loss' }],
    });
  });

  it('knows them under a prefix, and calls them by it', async () => {
    await rig.fake.type('/cr-poll vote blue');
    await rig.fake.seen('Noted: answer');
    await rig.fake.type('/cr-help poll');
    expect(words(await rig.fake.seen('/cr-poll vote CHOICE'))).toContain('`/cr-help poll open`');
    await rig.fake.type('/poll vote red');
    await rig.fake.seen('red');
  });

  it.each([
    ['/poll', '`/poll open`, `/poll vote`, `/poll show`'],
    ['/poll opem', 'Did you mean `/poll open`?'],
  ])('says what there is for %s', async (line, said) => {
    await rig.fake.type(line);
    expect(await rig.fake.seen(said)).toMatchObject({ onlyFor: 'U0ASKER' });
  });

  it('answers a mention, in which nobody has a name', async () => {
    await rig.fake.deliver(mention('<@U0BOT> poll open'));
    await rig.fake.seen('Noted: start');
    expect(rig.asked.at(-1)?.who).toMatchObject({ name: 'U0ASKER', channel: 'C0MEMBER' });
    await rig.fake.deliver(mention('<@U0BOT> poll'));
    await rig.fake.seen('needs a second word');
  });

  it('takes what acts, however much there is to do', async () => {
    const ends = Array.from({ length: 1000 }, () => rig.dispatcher.load.begin());
    const { body } = await rig.fake.type('/poll vote green', { user: 'U0BUSY' });
    expect(body ?? {}).toEqual({});
    await rig.fake.until(() => rig.asked.some(({ who }) => who.user === 'U0BUSY'));
    for (const end of ends) end();
  });

  it('asks for the text of a command that has none', async () => {
    await rig.fake.type('/poll vote');
    await rig.fake.until(() => rig.fake.views.length === 1);
    expect(rig.fake.views[0]).toMatchObject({ title: { text: '/poll vote' } });
    await rig.fake.submit({ choice: { value: { value: 'green' } } });
    await rig.fake.seen('green');
    expect(rig.asked.at(-1)?.rest).toEqual([{ kind: 'text', text: 'green' }]);
  });

  it('asks for the text of a button in a form, and answers where the button is', async () => {
    await rig.fake.type('/poll show');
    const message = await rig.fake.seen('nothing is decided');
    await rig.fake.click(message, 'Vote', { user: 'U0OTHER' });
    await rig.fake.until(() => rig.fake.views.length === 1);
    expect(rig.fake.views[0]).toMatchObject({ title: { text: 'Your vote' } });
    const wrong = await rig.fake.submit({ text: { value: { value: 'x'.repeat(21) } } }, { user: 'U0OTHER' });
    expect(JSON.stringify(wrong.body)).toContain('at most 20 characters');
    const ack = await rig.fake.submit({ text: { value: { value: 'a "b" \\ --loud <' } } }, { user: 'U0OTHER' });
    expect(ack.body ?? {}).toEqual({});
    expect(await rig.fake.seen('--loud')).toMatchObject({ onlyFor: 'U0OTHER', channel: 'C0MEMBER' });
    expect(rig.asked.at(-1)).toMatchObject({
      what: 'answer',
      who: { user: 'U0OTHER' },
      rest: [{ kind: 'text', text: 'a "b" \\ --loud <' }],
    });
  });

  it('takes a text of many lines as it is pasted', async () => {
    await rig.fake.type('/poll show');
    await rig.fake.click(await rig.fake.seen('nothing is decided'), 'Give reasons');
    await rig.fake.until(() => rig.fake.views.length === 1);
    expect(rig.fake.views[0]).toMatchObject({
      title: { text: 'Your reasons' },
      blocks: [{ element: { multiline: true, max_length: 3000 } }],
    });
    await rig.fake.submit({ text: { value: { value: '- prompt: "x"\n  number: 1' } } });
    const said = await rig.fake.seen('number: 1');
    expect(said.onlyFor).toBe('U0ASKER');
    expect(words(said)).toContain(JSON.stringify('```\n- prompt: "x"\n  number: 1\n```').slice(1, -1));
  });

  it('shows a text that could not be read once more, to be put right', async () => {
    await rig.fake.type('/poll show');
    await rig.fake.click(await rig.fake.seen('nothing is decided'), 'Say it again');
    await rig.fake.until(() => rig.fake.views.length === 1);
    expect(rig.fake.views[0]).toMatchObject({ blocks: [{ element: { initial_value: 'gren | blue' } }] });
    await rig.fake.submit({ text: { value: { value: 'green' } } });
    await rig.fake.seen('green');
  });

  it('knows when somebody clicked', async () => {
    await rig.fake.type('/poll show');
    const message = await rig.fake.seen('nothing is decided');
    for (const button of buttonsOf(message)) Object.assign(button, { action_ts: '1700000123.500' });
    await rig.fake.click(message, 'Blue');
    await rig.fake.seen('Noted: answer');
    expect(rig.asked.at(-1)?.who.at).toEqual(new Date(1_700_000_123_500));
  });

  it('shares a file of an answer', async () => {
    await rig.fake.type('/poll show');
    expect(words(await rig.fake.seen('nothing is decided'))).toContain(
      '`votes.csv` is in this conversation as a file.',
    );
    const file = [...rig.fake.files.values()].at(-1);
    expect([file?.name, file?.bytes?.toString()]).toEqual(['votes.csv', 'who,what\nada,blue\n']);
    expect(file?.sharedIn).toEqual(['C0MEMBER']);
  });

  describe('what a quiz says by itself', () => {
    const place = { tenant: 'slack:T0TEAM', channel: 'C0MEMBER' };
    const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
    const question = (text: string): Reply => ({
      nodes: [
        paragraph(say`${text}`),
        { kind: 'picture', name: 'graph', alt: 'A graph', width: 1, height: 1, drawing: { type: 'chart', chart: {} } },
        buttons({ label: 'B', command: '/poll vote B' }),
      ],
    });
    const illustrated = (text: string) => ({ reply: question(text), pictures: new Map([['graph', PNG]]) });
    const transport = (): Transport => rig.service.transport as Transport;
    const messageOf = (ts: string) => rig.fake.messages.find((message) => message.ts === ts) as FakeMessage;

    it('is posted and changed with the same picture, whose file is sent once', async () => {
      const { id } = await transport().post(place, 'q1', illustrated('What is <!channel>?'));
      const message = messageOf(id);
      expect(message).toMatchObject({ channel: 'C0MEMBER', onlyFor: undefined, via: 'chat.postMessage' });
      expect(words(message)).not.toContain('<!channel>');
      const [picture] = message.blocks.filter(({ type }) => type === 'image');
      const uploads = rig.fake.files.size;
      await transport().edit(place, id, illustrated('Time is up.'));
      expect(words(message)).toContain('Time is up.');
      expect(message.blocks).toContainEqual(picture);
      expect(rig.fake.files.size).toBe(uploads);
      await rig.fake.click(message, 'B', { user: 'U0OTHER' });
      expect(await rig.fake.seen('Noted: answer')).toMatchObject({ onlyFor: 'U0OTHER' });
    });

    it('does without a picture that Slack does not take', async () => {
      rig.fake.failNext('chat.postMessage', { error: 'invalid_blocks' });
      const { id } = await transport().post(place, 'q2', illustrated('In words'));
      expect(words(messageOf(id))).toContain('Picture: A graph');
      expect(rig.reported.splice(0)).toHaveLength(1);
    });

    it.each([
      ['message_not_found', MessageGone],
      ['channel_not_found', ChannelGone],
      ['is_archived', ChannelGone],
      ['not_in_channel', NotAllowed],
      ['restricted_action', NotAllowed],
    ])('is refused by name: %s', async (error, Named) => {
      rig.fake.failNext('chat.update', { error });
      await expect(transport().edit(place, '1700000000.000001', illustrated('x'))).rejects.toBeInstanceOf(Named);
    });

    // Slack counts by channel, and what it has put off is not asked for again before its time.
    const busy = { ...place, channel: 'C0BUSY' };
    it.each([
      ['chat.postMessage', () => transport().post(busy, 'q3', illustrated('x'))],
      ['chat.update', () => transport().edit(busy, '1700000000.000001', illustrated('x'))],
      ['chat.postEphemeral', () => transport().whisper(busy, 'U0ASKER', illustrated('x'))],
    ])('is put off at once when Slack is too busy for %s, and is not sent later as well', async (method, say) => {
      const before = rig.fake.called(method).length;
      rig.fake.failNext(method, { status: 429, retryAfter: 7 });
      await expect(say()).rejects.toMatchObject({ retryAfterMs: 7000 });
      expect(rig.fake.called(method)).toHaveLength(before + 1);
      expect(rig.reported).toEqual([]);
    });

    it('is refused where the bot is no member', async () => {
      const elsewhere = { ...place, channel: 'C0OTHER' };
      await expect(transport().post(elsewhere, 'q3', illustrated('x'))).rejects.toBeInstanceOf(NotAllowed);
    });

    it('reaches one person alone, if they are there', async () => {
      expect(await transport().whisper(place, 'U0ASKER', illustrated('Only for you'))).toBe(true);
      expect(await rig.fake.seen('Only for you')).toMatchObject({ onlyFor: 'U0ASKER', via: 'chat.postEphemeral' });
      rig.fake.failNext('chat.postEphemeral', { error: 'user_not_in_channel' });
      expect(await transport().whisper(place, 'U0GONE', illustrated('x'))).toBe(false);
    });
  });
});
