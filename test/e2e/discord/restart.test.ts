import { once } from 'node:events';
import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DiscordOptions, startDiscord } from '../../../src/platforms/discord/start.ts';
import type { Service } from '../../../src/platforms/service.ts';
import { textOf } from '../../support/discord/people.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';

const SCOPE = 'discord-session';

let stage: Stage;
let again: Service | undefined;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(async () => {
  await again?.stop();
  again = undefined;
  await stage.close();
});

const startAgain = async (changes: Partial<DiscordOptions> = {}): Promise<void> => {
  again = await startDiscord({ ...stage.options, ...changes });
};

/** What the next start finds, changed. */
async function changeSaved(change: (saved: Record<string, unknown>) => object): Promise<object> {
  const { kept } = stage.dispatcher.store;
  const keep = vi.spyOn(kept, 'keep');
  await stage.service.stop();
  const [, key, value, until] = keep.mock.calls.find(([scope]) => scope === SCOPE) ?? [];
  keep.mockRestore();
  const changed = change(JSON.parse(String(value)));
  await kept.keep(SCOPE, String(key), JSON.stringify(changed), Number(until));
  return changed;
}

describe('a restart', () => {
  it('goes on with the session, and answers what was asked in between', async () => {
    const { gateway } = stage.discord;
    const closed = once(gateway, 'closed');
    await stage.service.stop();
    // With the code for good Discord would end the session.
    expect(await closed).toEqual([4200]);
    const asked = stage.discord.slash('grad', { formula: 'a*b' });
    const said = stage.discord.say('a*b', { guild: null });
    await startAgain();
    expect(textOf(await asked.answer())).toContain('dL/da');
    expect([gateway.identifies, gateway.resumes]).toEqual([1, 1]);
    expect(again?.connected()).toBe(true);
    const heard = (): boolean =>
      stage.discord.made.some(({ path }) => path === `/channels/${said['channel_id']}/typing`);
    await vi.waitFor(() => expect(heard()).toBe(true), { timeout: TIME_LIMIT_MS });
  });

  it('passes over in silence what it is too late for', async () => {
    const warnings = (): string[] => stage.log.filter((line) => JSON.parse(line).level > 30);
    await stage.service.stop();
    const late = stage.discord.slash('grad', { formula: 'a*b' });
    stage.discord.conversations.now += 4000;
    const inTime = stage.discord.slash('grad', { formula: 'c*d' });
    await startAgain();
    expect(textOf(await inTime.answer())).toContain('dL/dc');
    expect([late.kind, late.states]).toEqual([undefined, []]);
    await again?.stop();
    expect(warnings()).toEqual([]);
  });

  it('answers nothing twice that comes again', async () => {
    const asked = stage.discord.slash('grad', { formula: 'a*b' });
    await asked.answer();
    const states = asked.states.length;
    // Killed before it could save how far it was.
    await changeSaved((saved) => ({ ...saved, sequence: 1 }));
    await startAgain();
    await stage.discord.slash('grad', { formula: 'c*d' }).answer();
    await again?.stop();
    expect(stage.discord.gateway.resumes).toBe(1);
    expect([asked.states.length, asked.followups.length]).toEqual([states, 0]);
  });

  const us = { id: 'another', host: 'elsewhere', pid: 1 };
  const here = { ...us, host: hostname(), pid: process.pid };
  // However long the next start takes.
  const justNow = Date.now() + 3_600_000;
  const longAgo = Date.now() - 3_600_000;
  it.each<[name: string, change: (saved: Record<string, unknown>) => object, resumes: number]>([
    ['of a process that has died here', (saved) => ({ ...saved, owner: { ...here, pid: 2 ** 30 } }), 1],
    ['of one with the same number before, as in a container', (saved) => ({ ...saved, owner: here }), 1],
    [
      'of a process that lives here',
      (saved) => ({ ...saved, owner: { ...here, pid: process.ppid }, savedAt: justNow }),
      0,
    ],
    ['of a process elsewhere that has not saved for long', (saved) => ({ ...saved, owner: us, savedAt: longAgo }), 1],
    ['of a process elsewhere that may still have it', (saved) => ({ ...saved, owner: us, savedAt: justNow }), 0],
    ['with another number of shards', (saved) => ({ ...saved, shardCount: 2 }), 0],
    ['at an address that is none', (saved) => ({ ...saved, resumeURL: 'javascript:alert(1)' }), 0],
    ['that cannot be read', () => ({}), 0],
  ])('with a session %s', async (_, change, resumes) => {
    await changeSaved(change);
    await startAgain();
    const { gateway } = stage.discord;
    expect([gateway.identifies, gateway.resumes]).toEqual([2 - resumes, resumes]);
    expect(textOf(await stage.discord.slash('grad', { formula: 'a*b' }).answer())).toContain('dL/da');
  });

  it('leaves the session to another process that has taken it over', async () => {
    const { gateway } = stage.discord;
    const saved = await changeSaved((saved) => ({ ...saved, owner: us, savedAt: longAgo }));
    await startAgain();
    // As the other one has saved it while this one was connected.
    const { kept } = stage.dispatcher.store;
    const find = vi.spyOn(kept, 'find');
    const taken = { ...saved, savedAt: Date.now() };
    find.mockImplementation(async (scope) => (scope === SCOPE ? JSON.stringify(taken) : undefined));
    const ready = once(gateway, 'ready');
    gateway.drop();
    await ready;
    find.mockRestore();
    expect([gateway.identifies, gateway.resumes]).toEqual([2, 1]);
  });

  it('begins anew when Discord has forgotten the session', async () => {
    await stage.service.stop();
    stage.discord.gateway.invalidate();
    await startAgain();
    expect([stage.discord.gateway.identifies, stage.discord.gateway.resumes]).toEqual([2, 0]);
    expect(textOf(await stage.discord.slash('grad', { formula: 'a*b' }).answer())).toContain('dL/da');
  });
});

describe('shards', () => {
  it('are as many as Discord recommends, and each goes on by itself', async () => {
    await stage.service.stop();
    stage.discord.gateway.recommended = 2;
    await startAgain();
    expect(stage.discord.gateway.shards).toEqual(['0/2', '1/2']);
    await again?.stop();
    await startAgain();
    expect([stage.discord.gateway.shards, stage.discord.gateway.resumes]).toEqual([['0/2', '1/2'], 2]);
  });

  it('are those of this process, which hears of its servers only', async () => {
    await stage.service.stop();
    await startAgain({ shards: { first: 1, last: 2, count: 4 } });
    expect(stage.discord.gateway.shards).toEqual(['1/4', '2/4']);
    const guild = String(1n << 22n);
    expect(textOf(await stage.discord.slash('grad', { formula: 'a*b' }, { guild }).answer())).toContain('dL/da');
  });
});

describe('a close code behind which there is no way back', () => {
  it.each([
    [4004, 'revoked', /^Discord: DISCORD_TOKEN is not accepted any more\. Copy the token/],
    [4010, 'refused', /^Discord: DISCORD_SHARDS: Discord does not take shard 0\./],
    [4011, 'refused', /^Discord: DISCORD_SHARDS: the bot is in too many servers/],
    [4012, 'refused', /Bring Chainrule up to date\. \(Close code 4012\.\)$/],
    [4013, 'refused', /^Discord: Discord does not know the intents/],
    [4014, 'refused', /page Bot of the application/],
  ])('%i while it runs', async (code, state, words) => {
    const { identifies } = stage.discord.gateway;
    stage.discord.gateway.closeWith(code);
    const refused = await stage.service.refused;
    expect(refused?.message).toMatch(words);
    expect(refused?.state).toBe(state);
    expect(stage.service.connected()).toBe(false);
    expect(stage.discord.gateway.identifies).toBe(identifies);
  });

  it.each([
    [4004, /^Discord: DISCORD_TOKEN is not accepted\./],
    [4011, /^Discord: DISCORD_SHARDS: the bot is in too many servers for 2 shards/],
    [4014, /^Discord: Discord does not let this application hear/],
  ])('%i at the start', async (code, words) => {
    stage.discord.gateway.refusal = code;
    await expect(startAgain({ shards: { first: 1, last: 1, count: 2 } })).rejects.toThrow(words);
  });
});
