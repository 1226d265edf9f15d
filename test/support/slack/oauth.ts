import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './blocks.ts';
import { BOT_USER } from './events.ts';

export const CLIENT = { clientId: '1.2', clientSecret: 'canary-client-secret' };

/** What a token is for: a workspace, or all of an organisation. */
interface Grant {
  readonly team?: string | undefined;
  readonly enterprise?: string | undefined;
}

/** What the person in front of Slack's page does. */
type Consent = Grant | { readonly error: string };

interface Code {
  readonly grant: Grant;
  readonly scope: string;
  readonly redirectUri: string | null;
}

const LIFE_S = 12 * 60 * 60;
const NO_ARGUMENTS = 'invalid_arguments';

/** Slack's side of adding an app: the page that asks, codes, and tokens. */
export class FakeOAuth {
  /** The first redirect URL in the app's settings. */
  redirectUrl = 'http://127.0.0.1:1/slack/oauth_redirect';
  /** What the next person chooses. */
  consent: Consent = { error: 'access_denied' };
  /** Do tokens end after twelve hours? */
  rotates = false;
  /** For how many seconds the next tokens are good. */
  lifeSeconds = LIFE_S;
  /** All tokens and codes that were ever given: none of them may be seen anywhere. */
  readonly secrets: string[] = [CLIENT.clientSecret];
  /** How often a token was exchanged for another. */
  refreshes = 0;
  private readonly tokens = new Map<string, Grant | string>();
  private readonly codes = new Map<string, Code>();
  private readonly refreshTokens = new Map<string, Grant>();

  constructor(botToken: string) {
    this.tokens.set(botToken, { team: 'T0TEAM' });
  }

  grantOf(token: string): Grant | string {
    return this.tokens.get(token) ?? 'invalid_auth';
  }

  /** Takes the tokens of an installation back. */
  revoke(owner: string, why = 'token_revoked'): void {
    for (const [token, grant] of this.tokens)
      if (typeof grant !== 'string' && (grant.team ?? grant.enterprise) === owner) this.tokens.set(token, why);
  }

  /** The page that asks: whoever is in front of it decides at once. */
  authorize(request: IncomingMessage, response: ServerResponse): void {
    const { searchParams: asked } = new URL(request.url ?? '', 'http://slack');
    const back = new URL(asked.get('redirect_uri') ?? this.redirectUrl);
    if (asked.get('client_id') !== CLIENT.clientId) return void response.writeHead(400).end('invalid_client_id');
    back.searchParams.set('state', asked.get('state') ?? '');
    if ('error' in this.consent) back.searchParams.set('error', this.consent.error);
    else {
      const [scope, redirectUri] = [asked.get('scope') ?? '', asked.get('redirect_uri')];
      const code = this.secret('code-');
      this.codes.set(code, { grant: this.consent, scope, redirectUri });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  /** `oauth.v2.access`. */
  access(args: Json): Json | string {
    if (args['client_id'] !== CLIENT.clientId) return 'invalid_client_id';
    if (args['client_secret'] !== CLIENT.clientSecret) return 'bad_client_secret';
    if (args['grant_type'] === 'refresh_token') return this.refresh(String(args['refresh_token']));
    const code = this.codes.get(String(args['code']));
    if (code === undefined) return 'invalid_code';
    if ((args['redirect_uri'] ?? null) !== code.redirectUri) return 'bad_redirect_uri';
    this.codes.delete(String(args['code']));
    return this.given(code.grant, code.scope);
  }

  private refresh(token: string): Json | string {
    const grant = this.refreshTokens.get(token);
    if (grant === undefined) return 'invalid_refresh_token';
    this.refreshTokens.delete(token);
    this.refreshes++;
    return this.given(grant, 'commands,chat:write');
  }

  private given(grant: Grant, scope: string): Json | string {
    if (scope === '') return NO_ARGUMENTS;
    const { team, enterprise } = grant;
    const token = this.secret('xoxb-canary-');
    this.tokens.set(token, grant);
    return {
      app_id: 'A0APP',
      authed_user: { id: 'U0ADMIN' },
      scope,
      token_type: 'bot',
      access_token: token,
      bot_user_id: BOT_USER,
      team: team === undefined ? null : { id: team, name: `Group <${team}>` },
      enterprise: enterprise === undefined ? null : { id: enterprise, name: 'School' },
      is_enterprise_install: team === undefined,
      ...(this.rotates && { refresh_token: this.refreshTokenFor(grant), expires_in: this.lifeSeconds }),
    };
  }

  private refreshTokenFor(grant: Grant): string {
    const token = this.secret('xoxe-canary-');
    this.refreshTokens.set(token, grant);
    return token;
  }

  private secret(prefix: string): string {
    const secret = `${prefix}${randomBytes(9).toString('hex')}`;
    this.secrets.push(secret);
    return secret;
  }
}
