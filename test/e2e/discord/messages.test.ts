import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitsTheDescription } from '../../support/discord/described.ts';
import { APPLICATION, CHANNEL, DIRECT } from '../../support/discord/payloads.ts';
import { buttonsOf, type Shown, textOf } from '../../support/discord/people.ts';
import { type Json, Refusal } from '../../support/discord/refusal.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { makeDoor } from '../../support/door.ts';

const ME = `<@${APPLICATION}>`;
const ALONE = { guild: null } as const;

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

/** What was posted in the end because of a message. */
async function answerTo(message: Json): Promise<{ shown: Shown; answers: string | undefined; channel: string }> {
  const { channels } = stage.discord;
  return channels.until(() => {
    const posted = channels.posted.find(({ nonce, deleted }) => nonce === message['id'] && !deleted);
    const shown = posted?.states.at(-1);
    if (posted === undefined || shown === undefined || /[▰▱]{20}/.test(textOf(shown))) return undefined;
    return { shown, answers: posted.answers, channel: posted.channelId };
  });
}

describe('a mention in a channel', () => {
  it.each([`${ME} grad u*v+w`, `${ME} /grad u*v+w`, `  ${ME}: \`grad u*v+w\``])('%j is a command', async (text) => {
    const message = stage.discord.say(text);
    const { shown, answers, channel } = await answerTo(message);
    expect([answers, channel]).toEqual([message['id'], CHANNEL]);
    expect(textOf(shown)).toContain('dL/du = v');
    expect(textOf(shown)).not.toContain('Read as');
  });

  it('is a formula where it names no command', async () => {
    const { shown } = await answerTo(stage.discord.say(`${ME} u*v+w u=2 v=3 w=1`));
    expect(textOf(shown)).toMatch(/^Read as `\/grad u\*v\+w u=2 v=3 w=1`/);
    expect(Object.keys(buttonsOf(shown))).toContain('Every step');
  });

  it('has buttons that work', async () => {
    const { shown } = await answerTo(stage.discord.say(`${ME} x*y`));
    const click = stage.discord.click(buttonsOf(shown)['Every step'] ?? '');
    expect(textOf(await click.answer())).toContain('FORWARD');
  });

  it('shows how far long work is in the message that becomes the answer', async () => {
    const door = await makeDoor();
    const message = stage.discord.say(`${ME} slow --door "${door.path}"`, { user: '420000000000000042' });
    const { channels } = stage.discord;
    const posted = await channels.until(() => channels.posted.find(({ nonce }) => nonce === message['id']));
    expect(textOf(posted.states[0] as Shown)).toMatch(/^▰*▱+ step \d+ of 1000/);
    expect(Object.keys(buttonsOf(posted.states[0] as Shown))).toEqual(['Cancel']);
    await door.open();
    const { shown } = await answerTo(message);
    expect([textOf(shown), shown.id, buttonsOf(shown)]).toEqual(['Done after all.', posted.id, {}]);
  });

  it('can be stopped', async () => {
    const who = { user: '440000000000000044' };
    const message = stage.discord.say(`${ME} slow --door "${(await makeDoor()).path}"`, who);
    const { channels } = stage.discord;
    const posted = await channels.until(() => channels.posted.find(({ nonce }) => nonce === message['id']));
    stage.discord.click(buttonsOf(posted.states[0] as Shown)['Cancel'] ?? '', who);
    expect(textOf((await answerTo(message)).shown)).toBe('Stopped.');
  });

  it.each([
    ['hello there', 'I found no formula and no command in this.'],
    ['', 'Chainrule explains backpropagation'],
    ['train --stpes 5', 'Did you mean `--steps`?'],
    ['help grad', '/grad FORMULA'],
  ])('%j is answered to the asker alone', async (said, text) => {
    const { shown, channel } = await answerTo(stage.discord.say(`${ME} ${said}`));
    expect(channel).toBe(DIRECT);
    expect(textOf(shown)).toContain(text);
  });

  it('says so where it cannot write to the asker alone', async () => {
    stage.discord.channels.closed.add(DIRECT);
    const { shown, channel } = await answerTo(stage.discord.say(`${ME} hello there`));
    stage.discord.channels.closed.clear();
    expect(channel).toBe(CHANNEL);
    expect(textOf(shown)).toContain('I cannot write to you');
  });

  it('answers without a reference where it may not read what was said before', async () => {
    stage.discord.refuseNext(/\/messages$/, new Refusal(403, 160002, 'Cannot reply without permission'));
    const { answers, channel } = await answerTo(stage.discord.say(`${ME} u*v`));
    expect([answers, channel]).toEqual([undefined, CHANNEL]);
  });

  it('may bring a file', async () => {
    const attachments = [{ id: '1', filename: 'rows.csv', url: 'https://example.org/rows.csv' }];
    const { shown } = await answerTo(stage.discord.say(`${ME} train`, {}, { attachments }));
    expect(textOf(shown)).toContain('I only take files that are attached in Discord.');
  });
});

describe('a direct message', () => {
  it('needs neither mention nor command', async () => {
    const { shown, channel } = await answerTo(stage.discord.say('x^2 x=3', ALONE));
    expect(channel).toBe(DIRECT);
    expect(textOf(shown)).toMatch(/^Read as `\/grad x\^2 x=3`/);
    expect(textOf(shown)).toContain('6');
  });

  it('gets help where there is nothing to answer, with something to press', async () => {
    const { shown } = await answerTo(stage.discord.say('how are you', ALONE));
    expect(textOf(shown)).toContain('I found no formula and no command in this.');
    const button = buttonsOf(shown)['/grad a*b+c'] ?? '';
    expect(textOf(await stage.discord.click(button, ALONE).answer())).toContain('dL/da = b');
  });

  it('gets a mistake with its remedy', async () => {
    const { shown } = await answerTo(stage.discord.say('gard x^2', ALONE));
    expect(Object.keys(buttonsOf(shown))).toEqual(['/grad x^2']);
  });
});

it('is silent about everything else', async () => {
  const { posted } = stage.discord.channels;
  const before = posted.length;
  stage.discord.say('a*b+c');
  stage.discord.say(`a*b+c ${ME}`);
  stage.discord.say(`<@100000000000000009> a*b and ${ME}`);
  stage.discord.say(`${ME} a*b`, {}, { author: { id: '5', username: 'other', bot: true } });
  stage.discord.say(`${ME} a*b`, {}, { webhook_id: '5' });
  stage.discord.say(`${ME}`, {}, { type: 7 });
  const message = stage.discord.say(`${ME} a*b*c`);
  await answerTo(message);
  stage.discord.deliverMessage(message);
  await answerTo(stage.discord.say(`${ME} a*b*c*d`));
  expect(posted.length).toBe(before + 2);
});

fitsTheDescription(() => stage);
