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

/** How the workspace, or the organisation, of a token is written to. */
export function connect(token: string, options: webApi.WebClientOptions): Connection {
  const holds = new Holds();
  const client = (how: 'patient' | 'impatient'): webApi.WebClient =>
    new webApi.WebClient(token, { ...options, ...requestOptions(holds, how) });
  return {
    client: client('patient'),
    impatientClient: client('impatient'),
    fileHeaders: { authorization: `Bearer ${token}` },
  };
}

/** With one token for everything, whichever workspace it is. */
export const oneWorkspace = (connection: Connection): Workspaces => ({
  find: async (tenant) => ({ ...connection, tenant }),
});
