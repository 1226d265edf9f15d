import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeDoor } from '../../support/door.ts';
import { direct, mention } from '../../support/slack/events.ts';
import { buttonsOf } from '../../support/slack/fake.ts';
import { type Rig, startRig, type Way } from '../../support/slack/rig.ts';

const words = (message: { blocks: readonly object[] }): string => JSON.stringify(message.blocks);

describe.each<Way>(['Socket Mode', 'HTTP'])('commands over %s', (way) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(way);
  });
  afterAll(() => rig.close());
  afterEach(() => {
    const { fake } = rig;
    expect(fake.problems).toEqual([]);
    expect(rig.reported).toEqual([]);
    for (const message of fake.messages) message.deleted = true;
  });

  it('acknowledges before the work is done', async () => {
    const door = await makeDoor();
    expect(await rig.fake.type(`/slow --door "${door.path}"`)).toMatchObject({ status: 200 });
    await door.open();
    await rig.fake.seen('Done at last.');
  });

  it('answers /grad where everybody sees it', async () => {
    await rig.fake.type('/grad a*b+c');
    const message = await rig.fake.seen('a*b+c');
    expect(message).toMatchObject({ channel: 'C0MEMBER', onlyFor: undefined, via: 'response_url' });
    expect(message.text).toContain('a*b + c');
  });

  it.each([
    '/train --no-zero-grad',
    '/train —no-zero-grad',
    '/train –no-zero-grad --data “article”',
    "/train zero_grad=false --data 'article'",
    '/train --zero-grad=off',
    '/train zero-grad:no',
    '/TRAIN --No-Zero-Grad',
  ])('answers %s with its picture', async (line) => {
    await rig.fake.type(line);
    const message = await rig.fake.seen('without the reset');
    const pictures = message.blocks.filter(({ type }) => type === 'image');
    expect(pictures.length).toBeGreaterThan(0);
    for (const { slack_file: file, alt_text: alt } of pictures) {
      const uploaded = rig.fake.files.get((file as { id: string }).id);
      expect(uploaded?.bytes?.subarray(1, 4).toString()).toBe('PNG');
      expect(uploaded?.alt).toBe(alt);
      expect(String(alt).length).toBeGreaterThan(20);
    }
  });

  it('undoes what Slack escapes', async () => {
    await rig.fake.type('/train --data "1,1 -> 1; -1,-1 -> -1" --seed 7');
    expect(words(await rig.fake.seen('Same again'))).toContain('image');
  });

  it('answers under a prefix', async () => {
    await rig.fake.type('/cr-grad x*y');
    await rig.fake.seen('x*y');
    await rig.fake.type('/cr-help');
    expect(words(await rig.fake.seen('explains backpropagation'))).toContain('`/cr-help train`');
    await rig.fake.type('/cr-train --stpes 3');
    await rig.fake.click(await rig.fake.seen('Did you mean `--steps`?'), '/cr-train --steps 3');
    await rig.fake.seen('Same again');
    await rig.fake.type('/grad x+y');
    await rig.fake.seen('x+y');
    for (const message of rig.fake.messages) message.deleted = true;
    // What is typed with another name is answered with that one.
    await Promise.all([rig.fake.type('/cr-help'), rig.fake.type('/help')]);
    await rig.fake.until(() => rig.fake.visible.length === 2);
    const texts = rig.fake.visible.map(words);
    expect(texts.filter((text) => text.includes('`/cr-help train`')).length).toBe(1);
    expect(texts.filter((text) => text.includes('`/help train`')).length).toBe(1);
    await rig.fake.type('/grad last*prefix');
    await rig.fake.seen('last*prefix');
  });

  it('answers /help to the asker alone', async () => {
    await rig.fake.type('/help');
    expect(await rig.fake.seen('explains backpropagation')).toMatchObject({ onlyFor: 'U0ASKER' });
  });

  it('says what was typed wrong to the asker alone', async () => {
    await rig.fake.type('/train --no-zero-grd');
    expect(await rig.fake.seen('--no-zero-grad')).toMatchObject({ onlyFor: 'U0ASKER' });
  });

  it('answers a mention in its thread', async () => {
    const happening = mention('<@U0BOT> grad `a*b+c`');
    await rig.fake.deliver(happening);
    const { ts } = (happening.payload as { event: { ts: string } }).event;
    const message = await rig.fake.seen('a*b+c');
    expect(message).toMatchObject({ thread: ts, onlyFor: undefined, via: 'chat.postMessage' });
    await rig.fake.click(message, 'Every step');
    expect(await rig.fake.seen('Short answer')).toMatchObject({ thread: ts, onlyFor: 'U0ASKER' });
  });

  it.each(['<@U0BOT>', '<@U0BOT> hello there', 'thanks <@U0BOT>'])('gives help for "%s" privately', async (text) => {
    await rig.fake.deliver(mention(text, { thread: '1699999999.000100' }));
    expect(await rig.fake.seen('explains backpropagation')).toMatchObject({
      onlyFor: 'U0ASKER',
      thread: '1699999999.000100',
    });
  });

  it.each(['<@U0BOT> u*v+w', '<@U0BOT>: `u*v+w`'])('reads the formula in "%s" without a command', async (text) => {
    await rig.fake.deliver(mention(text));
    const message = await rig.fake.seen('Read as `/grad u*v+w`');
    expect(message).toMatchObject({ onlyFor: undefined, via: 'chat.postMessage' });
    expect(message.thread).toBeDefined();
    expect(words(message)).toContain('u*v + w');
  });

  it('answers a direct message, which needs no command', async () => {
    await rig.fake.deliver(direct('p*q+r'));
    const message = await rig.fake.seen('Read as `/grad p*q+r`');
    expect(message).toMatchObject({ channel: 'D0ASKER', onlyFor: undefined, thread: undefined });
    await rig.fake.deliver(direct('grad p*q'));
    await rig.fake.until(() => rig.fake.visible.length === 2);
    expect(words(rig.fake.visible[1] as (typeof rig.fake.visible)[0])).not.toContain('Read as');
  });

  it('says what it can do to who says anything else alone, and what is wrong, in messages that stay', async () => {
    await rig.fake.deliver(direct('hello there'));
    const message = await rig.fake.seen('no formula and no command');
    expect(message).toMatchObject({ channel: 'D0ASKER', onlyFor: undefined, via: 'chat.postMessage' });
    await rig.fake.deliver(direct('/train --stpes 5'));
    const refused = await rig.fake.seen('Did you mean `--steps`?');
    expect(refused).toMatchObject({ onlyFor: undefined });
    await rig.fake.click(refused, '/train --steps 5');
    await rig.fake.seen('Same again');
  });

  it('does not answer itself, nor a message that was changed', async () => {
    await rig.fake.deliver(direct('i*j', {}, { bot_id: 'B0BOT' }));
    await rig.fake.deliver(direct('i*j', {}, { subtype: 'message_changed' }));
    await rig.fake.deliver(direct('i*j', {}, { channel_type: 'channel' }));
    await rig.fake.deliver(direct('k*l'));
    await rig.fake.seen('k*l');
    expect(rig.fake.visible.length).toBe(1);
  });

  it('says what is wrong with a mention privately', async () => {
    await rig.fake.deliver(mention('<@U0BOT> grad a*+'));
    expect(await rig.fake.seen('^')).toMatchObject({ onlyFor: 'U0ASKER', via: 'chat.postEphemeral' });
  });

  it('does not answer other bots', async () => {
    await rig.fake.deliver(mention('<@U0BOT> grad other', {}, { bot_id: 'B0OTHER' }));
    await rig.fake.type('/grad mine');
    await rig.fake.seen('mine');
    expect(rig.fake.visible.filter((message) => words(message).includes('other'))).toEqual([]);
  });

  it('answers a click to whoever clicked', async () => {
    await rig.fake.type('/grad a*b+c a=2 b=-3 c=10');
    const message = await rig.fake.seen('Every step');
    await rig.fake.click(message, 'Every step', { user: 'U0OTHER' });
    const answer = await rig.fake.seen('Short answer');
    expect(answer).toMatchObject({ onlyFor: 'U0OTHER' });
    expect(message).toMatchObject({ edits: 0, deleted: false });
    await rig.fake.click(answer, 'Short answer', { user: 'U0OTHER' });
    await rig.fake.until(() => rig.fake.visible.length === 3);
    expect(rig.fake.visible.at(-1)).toMatchObject({ onlyFor: 'U0OTHER' });
  });

  it('answers a click for everybody where the button says so', async () => {
    await rig.fake.type('/shout');
    const message = await rig.fake.seen('Again, for all');
    const before = rig.fake.visible.length;
    await rig.fake.click(message, 'Again, for all', { user: 'U0OTHER' });
    await rig.fake.until(() => rig.fake.visible.length > before);
    expect(rig.fake.visible.at(-1)?.onlyFor).toBeUndefined();
  });

  it('keeps a line that is too long for a button', async () => {
    const formula = Array.from({ length: 666 }, (_, i) => `x${i % 7}`).join('+');
    await rig.fake.type(`/grad ${formula}`);
    const message = await rig.fake.seen('Every step');
    expect(buttonsOf(message)[0]?.value.length).toBeLessThan(100);
    await rig.fake.click(message, 'Every step');
    await rig.fake.seen('Short answer');
  });

  it('does not know a button of somebody else', async () => {
    await rig.fake.type('/grad p+q');
    const message = await rig.fake.seen('p+q');
    for (const button of buttonsOf(message)) Object.assign(button, { value: 'nonsense' });
    await rig.fake.click(message, 'Every step');
    expect(await rig.fake.seen('do not know this button')).toMatchObject({ onlyFor: 'U0ASKER' });
  });

  it('asks for what is missing in a form', async () => {
    const { fake } = rig;
    await fake.type('/grad');
    await fake.until(() => fake.views.length === 1);
    expect(fake.visible).toEqual([]);
    const wrong = await fake.submit({ formula: { value: { value: '' } } });
    expect(JSON.stringify(wrong.body)).toContain('needs a formula');
    const ack = await fake.submit({
      formula: { value: { value: 'u*v+w' } },
      detail: { value: { selected_option: { value: 'full' } } },
    });
    expect(ack.body ?? {}).toEqual({});
    await fake.seen('u*v');
    fake.views.length = 0;
  });

  it('keeps a form open where a mistake is found by running it, and takes it put right', async () => {
    const { fake } = rig;
    await fake.type('/grad');
    await fake.until(() => fake.views.length === 1);
    const wrong = await fake.submit({ formula: { value: { value: 'a*' } }, at: { value: { value: 'a=1' } } });
    expect(wrong.body).toMatchObject({ response_action: 'errors', errors: { formula: expect.stringMatching(/\w/) } });
    const elsewhere = await fake.submit({ formula: { value: { value: 'a*b' } }, wrt: { value: { value: 'q' } } });
    expect(elsewhere.body).toMatchObject({ errors: { wrt: expect.stringContaining('`q` does not occur') } });
    expect(fake.visible).toEqual([]);
    await fake.submit({ formula: { value: { value: 'a*right' } } });
    await fake.seen('a*right');
    fake.views.length = 0;
  });

  it('keeps the form behind a button open, too', async () => {
    const { fake } = rig;
    await fake.type('/grad e*f');
    await fake.click(await fake.seen('Check my derivation'), 'Check my derivation');
    await fake.until(() => fake.views.length === 1);
    const wrong = await fake.submit({ text: { value: { value: 'a*' } } });
    expect(wrong.body).toMatchObject({ response_action: 'errors', errors: { text: expect.stringMatching(/\w/) } });
    expect(fake.visible.length).toBe(1);
    await fake.submit({ text: { value: { value: 'dL/de = f' } } });
    await fake.until(() => fake.visible.length === 2);
    fake.views.length = 0;
  });

  it('explains the formula in a message to who asks for it', async () => {
    const { fake } = rig;
    await fake.explain('Why is `max(u, v) & w` < so steep? I mean `u*v + w`.', { thread: '1699999999.000100' });
    const message = await fake.seen('Read as `/grad u*v + w`');
    expect(message).toMatchObject({ onlyFor: 'U0ASKER', thread: '1699999999.000100', channel: 'C0MEMBER' });
    await fake.explain('Good morning!');
    const refused = await fake.seen('found no formula');
    await fake.click(refused, '/help grad');
    await fake.seen('Derivatives of a formula');
  });

  it('opens one form for a command that comes twice', async () => {
    const { fake } = rig;
    const command = fake.slash('/grad');
    for (const attempt of [0, 1]) await fake.deliver(command, attempt);
    await fake.type('/grad behind*it');
    await fake.seen('behind*it');
    expect(fake.views.length).toBe(1);
    expect(fake.visible.length).toBe(1);
    fake.views.length = 0;
  });

  it('answers what comes twice once', async () => {
    const { fake } = rig;
    const command = fake.slash('/grad once');
    const event = mention('<@U0BOT> grad onceMore');
    for (const attempt of [0, 1, 2]) for (const happening of [command, event]) await fake.deliver(happening, attempt);
    await fake.until(() => fake.visible.length === 2);
    await fake.type('/grad last');
    await fake.seen('last');
    expect(fake.visible.length).toBe(3);
  });

  it('uses every scope that it asks for, and writes no secret into its log', () => {
    expect([...rig.fake.usedScopes].sort()).toEqual(['chat:write', 'files:read', 'files:write']);
    expect(rig.logged.join('\n')).not.toMatch(/xoxb-|xapp-|a-signing-secret/);
  });
});
