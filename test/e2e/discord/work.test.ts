import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fitsTheDescription } from '../../support/discord/described.ts';
import { CHANNEL } from '../../support/discord/payloads.ts';
import { type Asked, buttonsOf, textOf } from '../../support/discord/people.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

/** The id of the button that stops the work, once it is there. */
async function stopButton(asked: Asked): Promise<string> {
  await asked.until(() => asked.states.length > 0);
  return buttonsOf(asked.states[0] as (typeof asked.states)[0])['Cancel'] as string;
}

describe('long work on Discord', () => {
  it('shows how far it has come, at most once a second, and then the answer without the button', async () => {
    const asked = stage.discord.slash('slow', { seconds: 2.5 });
    const times: number[] = [];
    asked.on('changed', () => times.push(performance.now()));
    const answer = await asked.answer();
    expect(textOf(answer)).toBe('Done after all.');
    expect(buttonsOf(answer)).toEqual({});
    const progress = asked.states.slice(0, -1);
    expect(progress.length).toBeGreaterThanOrEqual(1);
    expect(progress.length).toBeLessThanOrEqual(3);
    expect(textOf(progress[0] as (typeof progress)[0])).toMatch(/^▰+▱+ step \d+ of 1000, still at it$/);
  });

  it('stops at once for the person who asked, and for nobody else', async () => {
    const asked = stage.discord.slash('slow', { seconds: 15 }, { user: '420000000000000042' });
    const id = await stopButton(asked);
    const other = stage.discord.click(id, { user: '430000000000000043' });
    expect(textOf(await other.answer())).toBe('Only the person who asked for this can stop it.');
    expect(other.kind).toBe('thinking privately');
    const clicked = performance.now();
    const click = stage.discord.click(id, { user: '420000000000000042' });
    expect(textOf(await asked.answer())).toBe('Stopped.');
    expect(performance.now() - clicked).toBeLessThan(1000);
    await click.until(() => click.kind === 'quiet');
    const late = stage.discord.click(id, { user: '420000000000000042' });
    expect(textOf(await late.answer())).toBe('This is no longer running.');
  });

  it('edits by the id of the message when the token has ended', async () => {
    const life = { tokenLifeMs: 500 };
    const old = await setStage(life);
    old.discord.conversations.tokenLifeMs = life.tokenLifeMs;
    const asked = old.discord.slash('slow', { seconds: 2 });
    expect(textOf(await asked.answer())).toBe('Done after all.');
    const late = old.discord.made.filter(({ path }) => path === `/channels/${CHANNEL}/messages/${asked.originalId}`);
    expect(late.map(({ status }) => status)).toContain(200);
    const refused = old.discord.slash('slow', { seconds: 15 });
    await refused.until(() => refused.states.length > 0);
    await old.close();
    // There is no private way left.
    expect(refused.deleted).toBe(true);
    expect(old.discord.made.filter(({ status }) => status >= 400)).toEqual([]);
  });

  it('apologises for what it cannot finish before it ends', async () => {
    const other = await setStage();
    const asked = other.discord.slash('slow', { seconds: 15 });
    await asked.until(() => asked.states.length > 0);
    await other.dispatcher.close(0);
    await other.service.stop();
    expect(asked.deleted).toBe(true);
    expect(textOf(await asked.answer())).toContain('Sorry, I have to restart');
    await other.close();
  });

  it('answers once what is delivered twice, at the same time and later', async () => {
    const asked = stage.discord.slash('grad', { formula: 'a*b' });
    stage.discord.deliverAgain(asked);
    await asked.answer();
    stage.discord.deliverAgain(asked);
    const repeats = (): number => stage.log.filter((line) => line.includes('"outcome":"repeat"')).length;
    await vi.waitFor(() => expect(repeats()).toBe(2), { timeout: PATIENCE_MS });
    expect(asked.states).toHaveLength(1);
    expect(asked.followups).toHaveLength(0);
    expect(asked.deleted).toBe(false);
  });

  it('waits when Discord says to, as long as it says', async () => {
    stage.discord.limitNext(/@original$/, 1.2);
    const asked = stage.discord.slash('grad', { formula: 'a*b' });
    expect(textOf(await asked.answer())).toContain('dL/da');
    expect(performance.now() - asked.askedAt).toBeGreaterThan(1200);
    stage.discord.limitNext(/callback$/, 0.3);
    expect(textOf(await stage.discord.slash('grad', { formula: 'a*b' }).answer())).toContain('dL/da');
  });

  it('gives up on a request that Discord puts off four times, and says so', async () => {
    for (let i = 0; i < 4; i++) stage.discord.limitNext(/@original$/, 0.05);
    const asked = stage.discord.slash('grad', { formula: 'a*b' });
    expect(textOf(await asked.answer())).toContain('Discord did not take it');
    const requests = stage.discord.made.filter(({ path }) => path.includes(asked.token));
    expect(requests.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'POST 200',
      ...Array(4).fill('PATCH 429'),
      'DELETE 204',
      'POST 200',
    ]);
    expect(stage.log.join()).toContain('RateLimitError');
    expect(stage.log.join()).not.toContain(asked.token);
  });

  it('says so when Discord does not take an answer, in words and in the log without tokens', async () => {
    const asked = stage.discord.slash('grad', { formula: 'a*b+canary' });
    stage.discord.refuseNext(/@original$/);
    const answer = await asked.answer();
    expect(answer.ephemeral).toBe(true);
    expect(textOf(answer)).toContain('Discord did not take it');
    expect(stage.log.join()).toContain('Invalid Form Body');
    expect(stage.log.join()).not.toContain(asked.token);
    expect(stage.log.join()).not.toContain('canary');
  });

  fitsTheDescription(() => stage);
});
