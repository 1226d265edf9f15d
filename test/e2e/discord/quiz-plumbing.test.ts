import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChannelGone, MessageGone, NotAllowed, type Transport } from '../../../src/quiz/transport.ts';
import { buttons, paragraph, say } from '../../../src/reply/build.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { fitsTheDescription } from '../../support/discord/described.ts';
import { CHANNEL, GUILD, madeAt } from '../../support/discord/payloads.ts';
import { buttonsOf, picturesOf, type Shown, textOf } from '../../support/discord/people.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { WAYS } from '../../support/discord/ways.ts';

describe.each(WAYS)('over %s', (way) => {
  let stage: Stage;
  let transport: Transport;
  beforeAll(async () => {
    stage = await setStage({}, way);
    transport = stage.service.transport as Transport;
  });
  afterAll(() => stage.close());

  const ADA = { user: '800000000000099', nick: 'Ada from the course', manages: true };

  describe('commands of two words on Discord', () => {
    it('are subcommands with options of their own', () => {
      const poll = stage.discord.commands.get('global').find(({ name }) => name === 'poll');
      expect(poll).toMatchObject({
        description: 'Opens a poll for everybody here',
        options: [
          { type: 1, name: 'open', options: [{ name: 'rounds', type: 4 }, {}, { name: 'topic' }, { name: 'args' }] },
          { type: 1, name: 'vote', options: [{ name: 'choice', type: 3, max_length: 20 }, { name: 'args' }] },
          { type: 1, name: 'show', options: [{ name: 'args' }] },
        ],
      });
    });

    it('act for who asked, where and when the interaction says', async () => {
      const asked = stage.discord.slash('poll open', { rounds: 3, args: '--topic tanh' }, ADA);
      expect(textOf(await asked.answer())).toContain('Noted: start');
      expect(stage.asked.at(-1)).toEqual({
        what: 'start',
        who: {
          tenant: `discord:${GUILD}`,
          channel: CHANNEL,
          user: ADA.user,
          name: ADA.nick,
          manages: true,
          at: madeAt(asked.id),
        },
        rest: [{ rounds: 3, seconds: 60, topic: 'tanh' }],
      });
    });

    it('know people by their name on Discord in direct messages, where nobody manages', async () => {
      await stage.discord.slash('poll open', {}, { user: '42', guild: null }).answer();
      expect(stage.asked.at(-1)?.who).toMatchObject({ tenant: 'discord:42', name: 'Ada', manages: false });
    });

    it('offer values while somebody types', async () => {
      const asked = stage.discord.type('poll open', 'topic', 'ta');
      await asked.until(() => asked.kind === 'choices');
      expect(asked.choices.map((choice) => choice['value'])).toEqual(['tanh']);
      const help = stage.discord.type('help', 'command', 'poll v');
      await help.until(() => help.kind === 'choices');
      expect(help.choices.map((choice) => choice['value'])).toEqual(['poll vote']);
    });

    it('are refused privately when nobody knows them any more', async () => {
      const answer = await stage.discord.slash('poll opem').answer();
      expect(answer.ephemeral).toBe(true);
      expect(textOf(answer)).toContain('Did you mean `/poll open`?');
    });

    it('are done once, however often they are delivered', async () => {
      const asked = stage.discord.slash('poll vote', { choice: 'once' });
      stage.discord.deliverAgain(asked);
      await asked.answer();
      await stage.discord.slash('poll vote', { choice: 'last' }).answer();
      expect(stage.asked.filter(({ rest }) => JSON.stringify(rest).includes('once'))).toHaveLength(1);
    });
  });

  describe('a button that asks for a text on Discord', () => {
    const shown = async (): Promise<Shown> => stage.discord.slash('poll show').answer();

    it('opens a form as its first answer, whose text goes behind the command', async () => {
      const click = stage.discord.click(buttonsOf(await shown())['Vote'] as string, ADA);
      await click.until(() => click.kind === 'form');
      expect(click.modal).toMatchObject({
        title: 'Your vote',
        components: [{ type: 18, label: 'Your vote', component: { type: 4, style: 1, max_length: 400 } }],
      });
      const form = stage.discord.submit(click, 'a "b" \\ --loud &lt;', ADA);
      const answer = await form.answer();
      expect([form.kind, answer.ephemeral]).toEqual(['thinking privately', true]);
      expect(stage.asked.at(-1)).toMatchObject({
        what: 'answer',
        who: { user: ADA.user, name: ADA.nick },
        rest: [{ kind: 'text', text: 'a "b" \\ --loud &lt;' }],
      });
    });

    it('takes a text of many lines as it is pasted', async () => {
      const click = stage.discord.click(buttonsOf(await shown())['Give reasons'] as string, ADA);
      await click.until(() => click.kind === 'form');
      expect(click.modal).toMatchObject({
        title: 'Your reasons',
        components: [{ component: { type: 4, style: 2, max_length: 3000 } }],
      });
      const answer = await stage.discord.submit(click, '- prompt: "x"\n  number: 1', ADA).answer();
      expect(textOf(answer)).toContain('```\n- prompt: "x"\n  number: 1\n```');
    });

    it('shows a text that could not be read once more, to be put right', async () => {
      const click = stage.discord.click(buttonsOf(await shown())['Say it again'] as string, ADA);
      await click.until(() => click.kind === 'form');
      expect(click.modal).toMatchObject({ title: 'Your words', components: [{ component: { value: 'gren | blue' } }] });
      expect(textOf(await stage.discord.submit(click, 'green', ADA).answer())).toContain('green');
    });

    it('says what is wrong with the text privately', async () => {
      const click = stage.discord.click(buttonsOf(await shown())['Vote'] as string);
      await click.until(() => click.kind === 'form');
      const answer = await stage.discord.submit(click, 'x'.repeat(21)).answer();
      expect(answer.ephemeral).toBe(true);
      expect(textOf(answer)).toContain('`choice` takes at most 20 characters.');
    });

    it('brings the form back with the text in it where the text is wrong', async () => {
      const click = stage.discord.click(buttonsOf(await shown())['Vote'] as string, ADA);
      await click.until(() => click.kind === 'form');
      const wrong = `"${'long | '.repeat(30)}"`;
      const refused = await stage.discord.submit(click, wrong, ADA).answer();
      expect([refused.ephemeral, textOf(refused)]).toEqual([true, expect.stringContaining('at most 20 characters')]);
      const again = stage.discord.click(buttonsOf(refused)['Change the text'] as string, ADA);
      await again.until(() => again.kind === 'form');
      expect(again.modal).toMatchObject({
        title: 'Your vote',
        components: [{ component: { style: 1, value: wrong } }],
      });
      expect(textOf(await stage.discord.submit(again, 'blue', ADA).answer())).toContain('Noted: answer');
      expect(stage.asked.at(-1)).toMatchObject({ rest: [{ kind: 'text', text: 'blue' }] });
    });

    it('is no longer known when its text is gone', async () => {
      const answer = await stage.discord.click('?#missing').answer();
      expect(textOf(answer)).toContain('no longer know');
    });
  });

  it('a file is attached and shown', async () => {
    const answer = await stage.discord.slash('poll show').answer();
    const [file] = answer.uploads;
    expect([file?.name, Buffer.from(file?.bytes ?? []).toString()]).toEqual(['votes.csv', 'who,what\nada,blue\n']);
    expect(answer.body['components']).toContainEqual({ type: 13, file: { url: 'attachment://votes.csv' } });
  });

  describe('what a quiz says by itself on Discord', () => {
    const place = { tenant: `discord:${GUILD}`, channel: '310000000000000001' };
    const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
    const question = (text: string): Reply => ({
      nodes: [
        paragraph(say`${text}`),
        { kind: 'picture', name: 'graph', alt: 'A graph', width: 1, height: 1, drawing: { type: 'chart', chart: {} } },
        buttons({ label: 'B', command: '/poll vote B' }),
      ],
    });
    const illustrated = (text: string) => ({ reply: question(text), pictures: new Map([['graph', PNG]]) });

    it('is posted once under one key, with pictures and buttons, and pings nobody', async () => {
      const first = await transport.post(place, 's7.q1.1', illustrated('@everyone What is dL/da?'));
      const again = await transport.post(place, 's7.q1.1', illustrated('@everyone What is dL/da?'));
      const other = await transport.post(place, 's7.q1.2', illustrated('again'));
      expect([again, other.id === first.id]).toEqual([first, false]);
      const [state] = stage.discord.channels.posted.find(({ id }) => id === first.id)?.states as [Shown];
      expect(textOf(state)).toContain('What is dL/da?');
      expect(textOf(state)).not.toContain('@everyone');
      expect(picturesOf(state)).toEqual([{ name: 'graph.png', alt: 'A graph', bytes: PNG }]);
      const click = stage.discord.click(buttonsOf(state)['B'] as string);
      expect((await click.answer()).ephemeral).toBe(true);
      expect(stage.asked.at(-1)).toMatchObject({ what: 'answer', rest: [{ text: 'B' }] });
    });

    it('is changed by its id, for as long as it is there', async () => {
      const { id } = await transport.post(place, 'edit', illustrated('before'));
      await transport.edit(place, id, illustrated('after'));
      const message = stage.discord.channels.posted.find((one) => one.id === id);
      expect(textOf(message?.states.at(-1) as Shown)).toContain('after');
      if (message) message.deleted = true;
      await expect(transport.edit(place, id, illustrated('late'))).rejects.toBeInstanceOf(MessageGone);
    });

    it('sends a picture once: an edit keeps what the message has, and sends what is new', async () => {
      const { id } = await transport.post(place, 'kept', illustrated('0 have answered'));
      const uploads = () =>
        stage.discord.made.filter(({ path }) => path.endsWith(`/messages/${id}`)).map((made) => made.uploads.size);
      const shows = (bytes: Uint8Array) => {
        const message = stage.discord.channels.posted.find((one) => one.id === id);
        expect(picturesOf(message?.states.at(-1) as Shown)).toEqual([{ name: 'graph.png', alt: 'A graph', bytes }]);
      };
      await transport.edit(place, id, illustrated('1 has answered'));
      await transport.edit(place, id, illustrated('2 have answered'));
      expect(uploads()).toEqual([0, 0]);
      shows(PNG);
      const other = new Uint8Array([...PNG, 1]);
      await transport.edit(place, id, { reply: question('changed'), pictures: new Map([['graph', other]]) });
      await transport.edit(place, id, { reply: question('changed'), pictures: new Map([['graph', other]]) });
      expect(uploads()).toEqual([0, 0, 1, 0]);
      shows(other);
      // Of a message that is known no more, all of it is sent.
      stage.discord.channels.posted.find((one) => one.id === id)?.files.clear();
      await transport.edit(place, id, { reply: question('again'), pictures: new Map([['graph', other]]) });
      shows(other);
    });

    it('is refused by the name of what is wrong with the place', async () => {
      stage.discord.channels.gone.add('311');
      stage.discord.channels.forbidden.add('312');
      const to = (channel: string) => transport.post({ ...place, channel }, channel, illustrated('x'));
      await expect(to('311')).rejects.toBeInstanceOf(ChannelGone);
      await expect(to('312')).rejects.toBeInstanceOf(NotAllowed);
      stage.discord.refuseNext(/\/channels\/313/);
      await expect(to('313')).rejects.not.toSatisfy(
        (error) => error instanceof NotAllowed || error instanceof ChannelGone,
      );
    });

    it('reaches one person alone who did something there lately, and nobody else', async () => {
      const who = { user: '4711', channel: place.channel };
      const asked = stage.discord.slash('poll vote', { choice: 'B' }, who);
      await asked.answer();
      // Our side knows of the answer only a moment after the person.
      await expect.poll(() => transport.whisper(place, who.user, illustrated('Only for you'))).toBe(true);
      const [told] = asked.followups;
      expect([told?.ephemeral, textOf(told as Shown)]).toEqual([true, 'Only for you']);
      expect(await transport.whisper(place, '4712', illustrated('x'))).toBe(false);
      expect(await transport.whisper({ ...place, channel: CHANNEL }, who.user, illustrated('x'))).toBe(false);
      stage.discord.conversations.now += 16 * 60 * 1000;
      expect(await transport.whisper(place, who.user, illustrated('x'))).toBe(false);
    });
  });

  fitsTheDescription(() => stage);
});
