import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { textOf } from '../../support/discord/people.ts';
import { Refusal } from '../../support/discord/refusal.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const CALLBACK = /callback$/;

describe('the acknowledgement of an interaction from the gateway', () => {
  it.each<[string, () => void]>([
    ['the connection closes before it', () => stage.discord.dropNext(CALLBACK, 'before')],
    ['the connection closes behind it', () => stage.discord.dropNext(CALLBACK, 'behind')],
    ['Discord fails', () => stage.discord.refuseNext(CALLBACK, new Refusal(500, 0, 'Internal Server Error'))],
    ['Discord says to wait for a moment', () => stage.discord.limitNext(CALLBACK, 0.05)],
  ])('is sent again where %s', async (_, goWrong) => {
    goWrong();
    const asked = stage.discord.slash('grad', { formula: 'a*b' });
    expect(textOf(await asked.answer())).toContain('dL/da');
    expect(asked.states).toHaveLength(1);
  });

  it('is given up where Discord says to wait for longer than the person waits', async () => {
    stage.discord.limitNext(CALLBACK, 7);
    const asked = stage.discord.slash('grad', { formula: 'a*b' });
    await vi.waitFor(() => expect(stage.log.join()).toContain('RateLimitError'), { timeout: TIME_LIMIT_MS });
    expect(stage.discord.made.filter(({ path }) => path.includes(asked.token))).toHaveLength(1);
    expect(stage.log.join()).not.toContain(asked.token);
  });
});
