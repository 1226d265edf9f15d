import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeOAuth } from './oauth.ts';
import { handler } from './server.ts';
import { SocketMode } from './socket.ts';
import { FakeTeam, type Identity } from './team.ts';
import type { Workspace } from './workspace.ts';

export { buttonsOf } from './team.ts';

export const BOT_TOKEN = 'xoxb-fake';
export const APP_TOKEN = 'xapp-fake';

/**
 * A small Slack on 127.0.0.1: Web API, Socket Mode, uploads, response_urls and installations. It is a workspace itself,
 * of which there may be others.
 */
export class FakeSlack extends FakeTeam {
  readonly url: string;
  readonly socketMode: SocketMode;
  /** Where it posts to; over Socket Mode if there is none. */
  target: string | undefined;
  readonly oauth: FakeOAuth;
  private readonly base: string;
  private readonly teams = new Map<string, FakeTeam>();
  private readonly closeServer: () => Promise<void>;

  private constructor(base: string, socketMode: (fake: Workspace) => SocketMode, close: () => Promise<void>) {
    super({ team: 'T0TEAM' }, base, () => this);
    this.base = base;
    this.url = `${base}/api/`;
    this.socketMode = socketMode(this);
    this.closeServer = close;
    this.teams.set('T0TEAM', this);
    this.oauth = new FakeOAuth(BOT_TOKEN);
  }

  /** @param scopes what the app is allowed to do */
  static async start(scopes: readonly string[]): Promise<FakeSlack> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const base = `http://127.0.0.1:${port}`;
    const fake = new FakeSlack(
      base,
      (workspace) => new SocketMode(server, workspace),
      async () => {
        fake.socketMode.drop();
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      },
    );
    const credentials = { appToken: APP_TOKEN, scopes };
    const ticket = (): string => `ws://127.0.0.1:${port}/link?ticket=${randomUUID()}`;
    server.on('request', handler(fake, credentials, ticket));
    return fake;
  }

  /** Another workspace. */
  addTeam(identity: Identity): FakeTeam {
    const team = new FakeTeam(identity, `${this.base}/in/${identity.team}`, () => this);
    this.teams.set(identity.team, team);
    return team;
  }

  team(id: string): FakeTeam | undefined {
    return this.teams.get(id);
  }

  /**
   * The workspace that a token may write to; Slack's word for why there is none.
   *
   * @param wanted which of an organisation; any for what needs none
   */
  teamOf(token: string, wanted: string | 'any' | undefined): FakeTeam | string {
    const grant = this.oauth.grantOf(token);
    if (typeof grant === 'string') return grant;
    const { team, enterprise } = grant;
    if (team !== undefined) return this.teams.get(team) ?? 'team_not_found';
    const ours = [...this.teams.values()].filter(({ identity }) => identity.enterprise === enterprise);
    const chosen = wanted === 'any' ? ours[0] : this.teams.get(wanted ?? '');
    return chosen !== undefined && chosen.identity.enterprise === enterprise ? chosen : 'missing_argument: team_id';
  }

  /** Is the bot in a channel of this id in another workspace, and not in this one? */
  isElsewhere(channel: string): boolean {
    return [...this.teams.values()].some(({ members }) => members.has(channel));
  }

  close(): Promise<void> {
    return this.closeServer();
  }
}
