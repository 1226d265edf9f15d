import { webApi } from '@slack/bolt';
import { Holds, requestOptions } from './requests.ts';

/** How a workspace is written to. */
export interface Connection {
  readonly client: webApi.WebClient;
  /** Fails at once where the other one waits: for what is stale when it comes late. */
  readonly impatientClient: webApi.WebClient;
  /** What lets us in where its files are. */
  readonly fileHeaders: Readonly<Record<string, string>>;
}

export interface Workspace extends Connection {
  /** Platform and workspace, such as `slack:T1`. */
  readonly tenant: string;
}

/** The workspaces that the bot is in. */
export interface Workspaces {
  /**
   * @param tenant platform and workspace, such as `slack:T1`
   * @param enterprise the organisation that it belongs to, where that is known
   * @throws NotInstalled when there is no token with which it can be written to
   */
  find(tenant: string, enterprise?: string): Promise<Workspace>;
}

/** The bot is not in the workspace, or not any more. */
export class NotInstalled extends Error {}
/** The bot is in the workspace, but the token cannot be decrypted until the operator does something. */
export class TokenUnreadable extends NotInstalled {}

/** What Slack says of a token that will not be taken again. */
const REFUSED = ['invalid_auth', 'account_inactive', 'token_revoked'];

/**
 * How the workspace, or the organisation, of a token is written to.
 *
 * @param onRefused is told Slack's word when it does not take the token any more
 */
export function connect(
  token: string,
  options: webApi.WebClientOptions,
  onRefused: (why: string) => Promise<void>,
): Connection {
  const holds = new Holds();
  const client = (how: 'patient' | 'impatient'): webApi.WebClient =>
    new Client(token, { ...options, ...requestOptions(holds, how) }, onRefused);
  return {
    client: client('patient'),
    impatientClient: client('impatient'),
    fileHeaders: { authorization: `Bearer ${token}` },
  };
}

class Client extends webApi.WebClient {
  private readonly onRefused: (why: string) => Promise<void>;

  constructor(token: string, options: webApi.WebClientOptions, onRefused: (why: string) => Promise<void>) {
    super(token, options);
    this.onRefused = onRefused;
  }

  /** Every method of the API goes by this one. */
  override async apiCall(method: string, options?: Record<string, unknown>): Promise<webApi.WebAPICallResult> {
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      const why = (error as webApi.WebAPIPlatformError).data?.error;
      if (why !== undefined && REFUSED.includes(why)) await this.onRefused(why);
      throw error;
    }
  }
}

/** With one token for everything, whichever workspace it is. */
export const oneWorkspace = (connection: Connection): Workspaces => ({
  find: async (tenant) => ({ ...connection, tenant }),
});
