import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { departure } from '../../support/slack/events.ts';
import { newKey, SharedRig } from '../../support/slack/shared-rig.ts';
import type { FakeTeam } from '../../support/slack/team.ts';
import { Visitor } from '../../support/slack/visitor.ts';
import type { FakeMessage } from '../../support/slack/workspace.ts';

const words = ({ blocks }: FakeMessage): string => JSON.stringify(blocks);
const key = newKey();
const ONE = { team: 'T0ONE' };

let rig: SharedRig;
let one: FakeTeam;
beforeEach(async () => {
  rig = await SharedRig.open('HTTP', { TOKEN_KEY: key });
  one = rig.fake.addTeam(ONE);
});
afterEach(async () => {
  const { fake, logged, dataDir } = rig;
  await rig.close();
  const seen = [...logged, readFileSync(join(dataDir, 'chainrule.db'), 'latin1')].join('\n');
  for (const secret of [...fake.oauth.secrets, 'canary-state-secret', key]) expect(seen).not.toContain(secret);
});

/** Everything is said anew. */
const clear = (...teams: FakeTeam[]): void => {
  for (const { messages } of teams) for (const message of messages) message.deleted = true;
};

describe('adding the app', () => {
  it('shows a page that a browser keeps to itself', async () => {
    const { status, headers, text } = await new Visitor().open(`${rig.url}/slack/install`);
    expect([status, text]).toEqual([200, expect.stringContaining('Add Chainrule to Slack')]);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('set-cookie')).toMatch(/HttpOnly/);
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
    const posted = await fetch(`${rig.url}/slack/install`, { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('asks for no more than the manifest', async () => {
    const visitor = new Visitor();
    const link = visitor.linkIn(await visitor.open(`${rig.url}/slack/install`), 'Add to Slack');
    const { searchParams } = new URL(link);
    expect(searchParams.get('scope')?.split(',')).toEqual(
      expect.arrayContaining([
        'commands',
        'chat:write',
        'files:write',
        'files:read',
        'app_mentions:read',
        'im:history',
      ]),
    );
    expect([searchParams.get('user_scope'), searchParams.get('redirect_uri')]).toEqual([null, null]);
  });

  it('names the way back where our own address is known', async () => {
    await rig.restart({ TOKEN_KEY: key, WEB_ORIGIN: rig.url });
    const shown = await rig.install(ONE);
    expect([shown.status, shown.url]).toEqual([200, expect.stringMatching(`^${rig.url}/slack/oauth_redirect`)]);
  });

  const back = async (query: string, visitor = new Visitor()) =>
    visitor.open(`${rig.url}/slack/oauth_redirect${query}`);
  const begun = async (visitor: Visitor) => {
    await visitor.open(`${rig.url}/slack/install`);
    return [...visitor.cookies.values()].join();
  };
  /** The state of an installation that began eleven minutes ago, as far as anybody can read it. */
  const late = (state: string): string => {
    const [head, body = '', tail] = state.split('.');
    const read = JSON.parse(Buffer.from(body, 'base64url').toString());
    const before = new Date(Date.now() - 11 * 60_000).toISOString();
    return [head, Buffer.from(JSON.stringify({ ...read, now: before })).toString('base64url'), tail].join('.');
  };

  it.each<[string, () => Promise<{ status: number; text: string; html: string }>, number, RegExp]>([
    ['is cancelled', () => rig.install({ error: 'access_denied' }), 200, /^Not added You cancelled at Slack/],
    ['is refused by Slack', () => rig.install({ error: 'invalid_scope' }), 400, /Slack says: invalid_scope\./],
    ['brings markup along', () => rig.install({ error: '<script>x' }), 400, /Slack says: an unknown word\./],
    [
      'begins in another browser',
      async () => back(`?code=1&state=${await begun(new Visitor())}`),
      400,
      /does not belong/,
    ],
    ['has a state of nobody', () => back('?code=1&state=made.up.state'), 400, /does not belong here/],
    ['has no state', () => back('?code=1'), 400, /^Something is missing/],
    ['has nothing', () => back(''), 400, /^Something is missing/],
    [
      'takes too long',
      async () => back(`?code=1&state=${late(await begun(new Visitor()))}`),
      400,
      /^That took too long/,
    ],
    [
      'has a code that Slack does not know',
      async () => {
        const visitor = new Visitor();
        return back(`?code=guessed&state=${await begun(visitor)}`, visitor);
      },
      400,
      /Slack says: invalid_code\./,
    ],
    [
      'comes while Slack fails',
      () => {
        rig.fake.failNext('oauth.v2.access', ...Array.from({ length: 9 }, () => ({ status: 503 })));
        return rig.install(ONE);
      },
      503,
      /^Not added Slack could not be asked/,
    ],
  ])('that %s ends with a page that says so', async (_, go, status, said) => {
    const shown = await go();
    expect([shown.status, shown.text]).toEqual([status, expect.stringMatching(said)]);
    expect(shown.text).toMatch(/Begin again$/);
    expect(shown.html).not.toMatch(/<script| at .*\.[jt]s:|slack_oauth_|node_modules/);
    expect(rig.logged.join('')).not.toContain('slack: installed');
  });

  it('cannot be repeated with the same link', async () => {
    const visitor = new Visitor();
    const { url } = await rig.install(ONE, visitor);
    expect((await visitor.open(url)).text).toMatch(/^This link does not belong here/);
    await one.type('/grad a*b');
    await one.seen('a*b');
  });

  it('tells the operator which variable is wrong, and nobody else', async () => {
    await rig.restart({ TOKEN_KEY: key, SLACK_CLIENT_SECRET: 'canary-wrong' });
    const { status, text } = await rig.install(ONE);
    expect([status, text]).toEqual([500, expect.stringContaining('Its operator has to change them.')]);
    expect(rig.warnings.join()).toMatch(/Slack refuses it: bad_client_secret\. Change SLACK_CLIENT_SECRET/);
    expect(rig.logged.join()).not.toContain('canary-wrong');
  });
});

describe('an organisation', () => {
  it('has one installation for all its workspaces, and takes all of them along when it leaves', async () => {
    const school = { enterprise: 'E0SCHOOL', orgWide: true };
    const [a, b] = ['T0A', 'T0B'].map((team) => rig.fake.addTeam({ team, ...school })) as [FakeTeam, FakeTeam];
    const stranger = rig.fake.addTeam({ team: 'T0C', enterprise: 'E0OTHER', orgWide: true });
    const shown = await rig.install({ enterprise: 'E0SCHOOL' });
    expect(shown.text).toContain('Chainrule is installed for School.');
    await rig.install(ONE);

    const everyone = [a, b, one];
    await Promise.all([...everyone, stranger].map((team) => team.type('/help')));
    await Promise.all(everyone.map((team) => team.seen('explains backpropagation')));
    await stranger.seen('not properly installed');
    clear(...everyone);
    await Promise.all(everyone.map((team) => team.mention('<@U0BOT> help')));
    for (const team of everyone) expect((await team.seen('explains backpropagation')).via).toBe('chat.postEphemeral');

    rig.fake.oauth.revoke('E0SCHOOL');
    await a.deliver(departure({ type: 'app_uninstalled' }, a.here()));
    clear(a, b, one);
    await Promise.all([a.type('/help'), b.type('/help'), one.type('/help')]);
    await Promise.all([a.seen('not properly installed'), b.seen('not properly installed'), one.seen('explains')]);
    expect([rig.fake.problems, a.problems, b.problems]).toEqual([[], [], []]);
  });
});

describe('a workspace from which its organisation takes the app', () => {
  it('loses all that is its own, and no other one does, also none that has added the app by itself', async () => {
    const school = { enterprise: 'E0SCHOOL', orgWide: true };
    const [a, b] = ['T0A', 'T0B'].map((team) => rig.fake.addTeam({ team, ...school })) as [FakeTeam, FakeTeam];
    const other = rig.fake.addTeam({ team: 'T0C', enterprise: 'E0OTHER', orgWide: true });
    for (const enterprise of ['E0SCHOOL', 'E0OTHER']) await rig.install({ enterprise });
    await rig.install(ONE);
    await Promise.all([a, b, other, one].map((team) => team.type('/help')));
    await Promise.all([a, b, other, one].map((team) => team.seen('explains backpropagation')));
    const known = (): string[] => {
      const db = new Database(join(rig.dataDir, 'chainrule.db'), { readonly: true });
      const rows = db.prepare('select distinct tenant from delivery order by tenant').pluck().all();
      db.close();
      return rows as string[];
    };
    expect(known()).toEqual(['slack:T0A', 'slack:T0B', 'slack:T0C', 'slack:T0ONE']);
    await a.deliver(
      departure({ type: 'team_access_revoked', team_ids: ['T0C', 'T0ONE', 'T0NOBODY', 'T0A'] }, a.here()),
    );
    await expect.poll(known).toEqual(['slack:T0B', 'slack:T0C', 'slack:T0ONE']);
    clear(b, one);
    await Promise.all([b.mention('<@U0BOT> help'), one.mention('<@U0BOT> help')]);
    await Promise.all([b.seen('explains'), one.seen('explains')]);
  });
});

describe('a token', () => {
  it('that is taken back is logged once, and others go on; the workspace can add the app again', async () => {
    const two = rig.fake.addTeam({ team: 'T0TWO' });
    for (const team of ['T0ONE', 'T0TWO']) await rig.install({ team });
    rig.fake.oauth.revoke('T0ONE', 'account_inactive');
    for (let n = 0; n < 3; n++) await one.mention('<@U0BOT> help');
    await one.type('/train --seed 1');
    await expect
      .poll(() => rig.warnings.filter((line) => line.includes('account_inactive. The workspace')).length)
      .toBe(1);
    clear(one);
    await one.type('/help');
    await one.seen('not properly installed');
    await two.mention('<@U0BOT> help');
    await two.seen('explains');
    await rig.install(ONE);
    clear(one);
    await one.mention('<@U0BOT> help');
    await one.seen('explains');
    expect(rig.warnings.filter((line) => line.includes('account_inactive. The workspace'))).toHaveLength(1);
  });

  it('of a workspace that has come back meanwhile is not taken for gone', async () => {
    await rig.install(ONE);
    await one.deliver(departure({ type: 'app_uninstalled' }, one.here(), Math.floor(Date.now() / 1000) - 60));
    await one.deliver(departure({ type: 'tokens_revoked', tokens: { oauth: ['U0ADMIN'] } }, one.here()));
    await one.mention('<@U0BOT> help');
    await one.seen('explains');
  });

  it('that ends is exchanged for another in time, once, and never by chance lost', async () => {
    Object.assign(rig.fake.oauth, { rotates: true, lifeSeconds: 60 * 60 });
    await rig.install(ONE);
    rig.fake.oauth.lifeSeconds = 12 * 60 * 60;
    const answers = (): FakeMessage[] => one.visible.filter((message) => words(message).includes('explains backprop'));
    await Promise.all([1, 2, 3].map(() => one.mention('<@U0BOT> help')));
    await one.until(() => answers().length === 3, 'three answers');
    await one.mention('<@U0BOT> help');
    await one.until(() => answers().length === 4, 'an answer with the other token');
    expect(rig.fake.oauth.refreshes).toBe(1);
  });

  it('is sealed anew with another key; with a wrong one people are told, and nothing else happens', async () => {
    const [next, wrong] = [newKey(), newKey()];
    const answers = async (): Promise<void> => {
      clear(one);
      await one.mention('<@U0BOT> help');
      await one.seen('explains backpropagation');
    };
    await rig.install(ONE);
    await rig.restart({ TOKEN_KEY: next, TOKEN_KEY_OLD: key });
    await answers();
    expect(rig.logged.join('')).toContain('TOKEN_KEY_OLD is not needed any more');
    await rig.restart({ TOKEN_KEY: next });
    await answers();

    await rig.restart({ TOKEN_KEY: wrong });
    expect(rig.warnings.join()).toContain('TOKEN_KEY does not open 1 of 1 installation: set TOKEN_KEY_OLD');
    clear(one);
    for (let n = 0; n < 3; n++) await one.type('/help');
    await one.seen('not properly installed');
    expect(rig.warnings.filter((line) => line.includes('does not open a token'))).toHaveLength(1);

    await rig.restart({ TOKEN_KEY: next });
    await answers();
  });
});
