import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fitsTheDescription } from '../../support/discord/described.ts';
import { CHANNEL } from '../../support/discord/payloads.ts';
import { type Asked, buttonsOf, type Shown, textOf } from '../../support/discord/people.ts';
import { Refusal } from '../../support/discord/refusal.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { WAYS } from '../../support/discord/ways.ts';
import { makeDoor } from '../../support/door.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';
import { passAtOnce } from '../../support/waits.ts';

describe.each(WAYS)('over %s', (way) => {
  /** Longer than a token of Discord's lives. */
  const TOKEN_LIFE_MS = 16 * 60 * 1000;

  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({}, way);
  });
  afterAll(() => stage.close());

  /** What was requested for an interaction, and how it went. */
  const requestsFor = ({ token }: Asked): string[] =>
    stage.discord.made.filter(({ path }) => path.includes(token)).map(({ method, status }) => `${method} ${status}`);

  /** The id of the button that stops the work, once it is there. */
  async function stopButton(asked: Asked): Promise<string> {
    await asked.until(() => asked.states.length > 0);
    return buttonsOf(asked.states[0] as (typeof asked.states)[0])['Cancel'] as string;
  }

  describe('long work on Discord', () => {
    it('is acknowledged, shows how far it has come, and then the answer without the button', async () => {
      const door = await makeDoor();
      const asked = stage.discord.slash('slow', { door: door.path });
      await asked.until(() => asked.states.length > 0);
      expect(asked.kind).toBe('thinking');
      expect(textOf(asked.states[0] as Shown)).toMatch(/^▰*▱+ step \d+ of 1000, still at it$/);
      await door.open();
      const answer = await asked.answer();
      expect(textOf(answer)).toBe('Done after all.');
      expect(buttonsOf(answer)).toEqual({});
    });

    it('stops at once for the person who asked, and for nobody else', async () => {
      const endless = { door: (await makeDoor()).path };
      const asked = stage.discord.slash('slow', endless, { user: '420000000000000042' });
      const id = await stopButton(asked);
      const other = stage.discord.click(id, { user: '430000000000000043' });
      expect(textOf(await other.answer())).toBe('Only the person who asked for this can stop it.');
      expect(other.kind).toBe('thinking privately');
      const click = stage.discord.click(id, { user: '420000000000000042' });
      expect(textOf(await asked.answer())).toBe('Stopped.');
      await click.until(() => click.kind === 'quiet');
      const late = stage.discord.click(id, { user: '420000000000000042' });
      expect(textOf(await late.answer())).toBe('This is no longer running.');
    });

    it('edits by the id of the message when the token has ended', async () => {
      const old = await setStage({}, way);
      const clock = performance.now.bind(performance);
      let ahead = 0;
      vi.spyOn(performance, 'now').mockImplementation(() => clock() + ahead);
      onTestFinished(() => void vi.restoreAllMocks());
      const tokensEnd = (): void => {
        ahead += TOKEN_LIFE_MS;
        old.discord.conversations.now += TOKEN_LIFE_MS;
      };
      const door = await makeDoor();
      const asked = old.discord.slash('slow', { door: door.path });
      await asked.until(() => asked.states.length > 0);
      tokensEnd();
      await door.open();
      expect(textOf(await asked.answer())).toBe('Done after all.');
      const late = old.discord.made.filter(({ path }) => path === `/channels/${CHANNEL}/messages/${asked.originalId}`);
      expect(late.map(({ status }) => status)).toContain(200);
      const refused = old.discord.slash('slow', { door: (await makeDoor()).path });
      await refused.until(() => refused.states.length > 0);
      tokensEnd();
      await old.dispatcher.close(0);
      await old.close();
      // There is no private way left.
      expect(refused.deleted).toBe(true);
      expect(old.discord.made.filter(({ status }) => status >= 400)).toEqual([]);
    });

    it('apologises for what it cannot finish before it ends', async () => {
      const other = await setStage({}, way);
      const asked = other.discord.slash('slow', { door: (await makeDoor()).path });
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
      await vi.waitFor(() => expect(repeats()).toBe(2), { timeout: TIME_LIMIT_MS });
      expect(asked.states).toHaveLength(1);
      expect(asked.followups).toHaveLength(0);
      expect(asked.deleted).toBe(false);
    });

    it('waits when Discord says to, as long as it says', async () => {
      const waited = passAtOnce(7000);
      stage.discord.limitNext(/@original$/, 7);
      const asked = stage.discord.slash('grad', { formula: 'a*b' });
      expect(textOf(await asked.answer())).toContain('dL/da');
      expect(waited).toHaveLength(1);
    });

    it('gives up on a request that Discord puts off three times, and says so', async () => {
      for (let i = 0; i < 3; i++) stage.discord.limitNext(/@original$/, 0.05);
      const asked = stage.discord.slash('grad', { formula: 'a*b' });
      expect(textOf(await asked.answer())).toContain('Discord did not take it');
      expect(requestsFor(asked)).toEqual(['POST 204', ...Array(3).fill('PATCH 429'), 'DELETE 204', 'POST 200']);
      expect(stage.log.join()).toContain('RateLimitError');
      expect(stage.log.join()).not.toContain(asked.token);
    });

    it.each(['before', 'behind'] as const)('sends an answer again when the connection closes %s it', async (when) => {
      stage.discord.dropNext(/@original$/, when);
      const asked = stage.discord.slash('grad', { formula: 'a*b' });
      expect(textOf(await asked.answer())).toContain('dL/da');
      const edits = (): number => requestsFor(asked).filter((request) => request === 'PATCH 200').length;
      await vi.waitFor(() => expect(edits()).toBe(when === 'before' ? 1 : 2), { timeout: TIME_LIMIT_MS });
      expect([asked.deleted, asked.followups]).toEqual([false, []]);
    });

    it('sends an answer again when Discord fails for a moment', async () => {
      stage.discord.refuseNext(/@original$/, new Refusal(502, 0, 'Bad Gateway'));
      const asked = stage.discord.slash('grad', { formula: 'a*b' });
      expect(textOf(await asked.answer())).toContain('dL/da');
      expect(requestsFor(asked)).toEqual(['POST 204', 'PATCH 502', 'PATCH 200']);
    });

    it.each([400, 413])('sends the text alone when what is in an answer is refused with %i', async (status) => {
      const asked = stage.discord.slash('grad', { formula: 'a*b+canary', detail: 'full' });
      stage.discord.refuseNext(/@original$/, new Refusal(status, 50035, 'Invalid Form Body'));
      const answer = await asked.answer();
      expect(answer.ephemeral).toBe(false);
      expect(textOf(answer)).toMatch(/^Discord did not take this answer as it is\. This is its text:\n```\n/);
      expect(textOf(answer)).toContain('dL/da = b');
      expect([answer.uploads, buttonsOf(answer)]).toEqual([[], {}]);
      expect(requestsFor(asked)).toEqual(['POST 204', `PATCH ${status}`, 'PATCH 200']);
    });

    it('sends the text of a private answer alone, too', async () => {
      stage.discord.refuseNext(/\/webhooks\/\d+\/[^/]+$/);
      const asked = stage.discord.slash('grad', { formula: 'a*(b' });
      const answer = await asked.answer();
      expect([answer.ephemeral, asked.deleted]).toEqual([true, true]);
      expect(textOf(answer)).toContain('This is its text:');
      expect(requestsFor(asked)).toEqual(['POST 204', 'DELETE 204', 'POST 400', 'POST 200']);
    });

    it('says so when Discord does not even take the text, in words and in the log without tokens', async () => {
      const asked = stage.discord.slash('grad', { formula: 'a*b+canary' });
      for (let i = 0; i < 2; i++) stage.discord.refuseNext(/@original$/);
      const answer = await asked.answer();
      expect(answer.ephemeral).toBe(true);
      expect(textOf(answer)).toContain('Discord did not take it');
      expect(stage.log.join()).toContain('Invalid Form Body');
      expect(stage.log.join()).not.toContain(asked.token);
      expect(stage.log.join()).not.toContain('canary');
    });

    fitsTheDescription(() => stage);
  });
});
