import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fitsTheDescription } from '../../support/discord/described.ts';
import { APPLICATION, CHANNEL, GUILD } from '../../support/discord/payloads.ts';
import { Refusal } from '../../support/discord/refusal.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const VIEW = 1n << 10n;
const SEND = 1n << 11n;
const ROLE = '600000000000000006';
const WELCOME = 'Hello, I am Chainrule';

let next = 700_000_000_000_000_000n;
const newId = (): string => String(next++);

/** A server as Discord tells of it, with channels by who may not write there. */
function guildWith(channels: readonly object[], more: object = {}) {
  const id = newId();
  return {
    id,
    joined_at: new Date().toISOString(),
    roles: [
      { id, permissions: String(VIEW | SEND) },
      { id: ROLE, permissions: '0' },
    ],
    members: [{ user: { id: APPLICATION }, roles: [ROLE] }],
    channels: channels.map((channel, position) => ({ type: 0, position, permission_overwrites: [], ...channel })),
    ...more,
  };
}

const deny = (id: string, type = 0) => ({ permission_overwrites: [{ id, type, allow: '0', deny: String(SEND) }] });

/** Where messages of welcome stand, in order. */
const welcomed = (): string[] =>
  stage.discord.made
    .filter(({ method, body, status }) => method === 'POST' && status === 200 && JSON.stringify(body).includes(WELCOME))
    .map(({ path }) => String(path.split('/')[2]));

/** Until everything that came before has been heard. */
const settled = async (): Promise<void> => {
  await stage.discord.slash('grad', { formula: 'a*b' }).answer();
  await new Promise((resolve) => setTimeout(resolve, 50));
};

describe('a server that the bot comes into', () => {
  it('is told hello once, where the bot may write', async () => {
    const [closed, open, later] = [newId(), newId(), newId()];
    const guild = guildWith([{ id: closed, ...deny(ROLE) }, { id: open }, { id: later }]);
    stage.discord.gateway.join(guild);
    await vi.waitFor(() => expect(welcomed()).toEqual([open]), { timeout: TIME_LIMIT_MS });
    // After an outage Discord tells of it as if it were new.
    stage.discord.gateway.dispatch('GUILD_DELETE', { id: guild.id, unavailable: true });
    stage.discord.gateway.join(guild);
    stage.discord.gateway.join(guild);
    await settled();
    expect(welcomed()).toEqual([open]);
  });

  it('is told in the channel for such messages first', async () => {
    const [first, system] = [newId(), newId()];
    const before = welcomed().length;
    stage.discord.gateway.join(guildWith([{ id: first }, { id: system }], { system_channel_id: system }));
    await vi.waitFor(() => expect(welcomed().slice(before)).toEqual([system]), { timeout: TIME_LIMIT_MS });
  });

  it('is told elsewhere when Discord refuses', async () => {
    const [first, second] = [newId(), newId()];
    const before = welcomed().length;
    stage.discord.refuseNext(
      new RegExp(`^/channels/${first}/messages$`),
      new Refusal(403, 50013, 'Missing Permissions'),
    );
    stage.discord.gateway.join(guildWith([{ id: first }, { id: second }]));
    await vi.waitFor(() => expect(welcomed().slice(before)).toEqual([second]), { timeout: TIME_LIMIT_MS });
  });

  it.each<[name: string, guild: () => object]>([
    ['it was there at the start', () => guildWith([{ id: newId() }], { id: GUILD })],
    ['it came long ago', () => guildWith([{ id: newId() }], { joined_at: '2024-01-01T00:00:00Z' })],
    ['it has no text channel', () => guildWith([{ id: newId(), type: 2 }])],
    [
      'everybody is denied',
      () => {
        const id = newId();
        return guildWith([{ id: newId(), ...deny(id) }], { id, roles: [{ id, permissions: String(VIEW | SEND) }] });
      },
    ],
    ['the bot is denied', () => guildWith([{ id: newId(), ...deny(APPLICATION, 1) }])],
  ])('is told nothing when %s', async (_, guild) => {
    const before = welcomed();
    stage.discord.gateway.join(guild() as Record<string, unknown>);
    await settled();
    expect(welcomed()).toEqual(before);
  });
});

describe('a server that the bot leaves', () => {
  it('leaves nothing behind, and is told hello when it comes again', async () => {
    const forget = vi.spyOn(stage.dispatcher.store, 'forgetTenant');
    const channel = newId();
    const guild = guildWith([{ id: channel }]);
    stage.discord.gateway.join(guild);
    await vi.waitFor(() => expect(welcomed()).toContain(channel), { timeout: TIME_LIMIT_MS });
    stage.discord.gateway.leave(guild.id);
    await vi.waitFor(() => expect(forget).toHaveBeenCalledWith(`discord:${guild.id}`), { timeout: TIME_LIMIT_MS });
    const before = welcomed().length;
    stage.discord.gateway.join({ ...guild, joined_at: new Date().toISOString() });
    await vi.waitFor(() => expect(welcomed().slice(before)).toEqual([channel]), { timeout: TIME_LIMIT_MS });
  });

  it('keeps everything while it is only away', async () => {
    const forget = vi.spyOn(stage.dispatcher.store, 'forgetTenant');
    forget.mockClear();
    stage.discord.gateway.dispatch('GUILD_DELETE', { id: GUILD, unavailable: true });
    await settled();
    expect(forget).not.toHaveBeenCalled();
  });
});

fitsTheDescription(() => stage);

describe('a server of which Discord does not tell, over HTTP', () => {
  let http: Stage;
  beforeAll(async () => {
    http = await setStage({}, 'HTTP');
  });
  afterAll(() => http.close());

  const there = (guild: string, more: object = {}) => ({
    app_permissions: String(VIEW | SEND),
    authorizing_integration_owners: { 0: guild },
    channel: { id: CHANNEL, type: 0 },
    ...more,
  });
  const hellos = (): number =>
    http.discord.made.filter(({ method, body }) => method === 'POST' && JSON.stringify(body ?? '').includes(WELCOME))
      .length;
  const ask = async (more: object): Promise<void> => {
    const asked = http.discord.slash('grad', { formula: 'a*b' }, {}, more as Record<string, unknown>);
    await asked.answer();
  };

  it('is told hello behind its first command, once', async () => {
    await ask(there('another', { guild_id: GUILD }));
    await ask(there(GUILD, { app_permissions: String(VIEW) }));
    expect(hellos()).toBe(0);
    await ask(there(GUILD));
    await vi.waitFor(() => expect(hellos()).toBe(1), { timeout: TIME_LIMIT_MS });
    await ask(there(GUILD));
    expect(hellos()).toBe(1);
  });
});
