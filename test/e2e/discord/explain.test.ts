import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitsTheDescription } from '../../support/discord/described.ts';
import { CHANNEL, GUILD } from '../../support/discord/payloads.ts';
import { buttonsOf, textOf } from '../../support/discord/people.ts';
import type { Json } from '../../support/discord/refusal.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { WAYS } from '../../support/discord/ways.ts';

const EXPLAIN = 'Explain this formula';
/** Of a forwarded message: where it was. */
const FROM = { type: 1, channel_id: CHANNEL, guild_id: GUILD, message_id: '5' };

describe.each(WAYS)('"Explain this formula" over %s', (way) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({}, way);
  });
  afterAll(() => stage.close());

  it.each<[string, Json]>([
    ['in words around it', { content: 'what is the slope of `x^2*y` here?' }],
    ['that is all of it', { content: 'x^2*y' }],
    ['in an embed', { embeds: [{ title: 'Homework', description: 'Derive `x^2*y`.' }] }],
    ['in components', { components: [{ type: 17, components: [{ type: 10, content: 'Derive `x^2*y`.' }] }] }],
    ['in a forwarded message', { message_reference: FROM, message_snapshots: [{ message: { content: '`x^2*y`' } }] }],
  ])('answers a formula %s, to the asker alone', async (_, message) => {
    const answer = await stage.discord.onMessage(EXPLAIN, message).answer();
    expect(answer.ephemeral).toBe(true);
    expect(textOf(answer)).toContain('Read as `/grad x^2*y`');
    expect(textOf(answer)).toContain('dL/dx');
    expect(Object.keys(buttonsOf(answer))).toContain('Every step');
  });

  it('answers for both where the two talk alone', async () => {
    const answer = await stage.discord.onMessage(EXPLAIN, { content: 'a*b' }, { guild: null }).answer();
    expect([answer.ephemeral, textOf(answer)]).toEqual([false, expect.stringContaining('dL/da = b')]);
  });

  it.each(['Good morning, everybody!', ''])('says what it looks for where there is no formula: %j', async (content) => {
    const answer = await stage.discord.onMessage(EXPLAIN, { content }).answer();
    expect(answer.ephemeral).toBe(true);
    expect(textOf(answer)).toContain('I found no formula in this message.');
    expect(Object.keys(buttonsOf(answer))).toContain('/grad a*b+c');
  });

  it('is the only command on a message that it knows', async () => {
    const answer = await stage.discord.onMessage('Translate', { content: 'a*b' }).answer();
    expect([answer.ephemeral, textOf(answer)]).toEqual([true, expect.stringContaining('Translate')]);
  });

  fitsTheDescription(() => stage);
});
