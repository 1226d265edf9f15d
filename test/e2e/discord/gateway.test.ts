import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fitsTheDescription } from '../../support/discord/described.ts';
import { textOf } from '../../support/discord/people.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const ask = async (): Promise<string> => textOf(await stage.discord.slash('grad', { formula: 'a*b' }).answer());

describe('a gateway that comes and goes', () => {
  it('resumes after a loss, and misses no command of the time between', async () => {
    const { gateway } = stage.discord;
    for (let i = 0; i < 10; i++) {
      const resumed = once(gateway, 'resumed');
      gateway.drop();
      const answer = ask();
      await resumed;
      expect(await answer).toContain('dL/da');
    }
    expect([gateway.identifies, gateway.resumes]).toEqual([1, 10]);
  });

  it('comes back when asked to', async () => {
    const resumed = once(stage.discord.gateway, 'resumed');
    stage.discord.gateway.askToReconnect();
    const answer = ask();
    await resumed;
    expect(await answer).toContain('dL/da');
  });

  it('says that it is not connected while it is not', async () => {
    const { gateway } = stage.discord;
    gateway.hold();
    gateway.drop();
    await vi.waitFor(() => expect(stage.service.connected()).toBe(false), { timeout: TIME_LIMIT_MS });
    gateway.admit();
    await vi.waitFor(() => expect(stage.service.connected()).toBe(true), { timeout: TIME_LIMIT_MS });
  });

  it('begins anew when its session is over in the same instant in which it was resumed', async () => {
    const { gateway } = stage.discord;
    for (let i = 0; i < 3; i++) {
      const ready = once(gateway, 'ready');
      gateway.endsAsResumed = true;
      gateway.drop();
      await ready;
      expect(await ask()).toContain('dL/da');
    }
  });

  it('begins anew when its session is over', async () => {
    const ready = once(stage.discord.gateway, 'ready');
    stage.discord.gateway.invalidate();
    await ready;
    expect(await ask()).toContain('dL/da');
    expect(stage.service.connected()).toBe(true);
  });

  fitsTheDescription(() => stage);
});
