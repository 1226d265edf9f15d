import type { RequestListener } from 'node:http';
import type { Logger, webApi } from '@slack/bolt';
import type { Log } from '../../dispatch/log.ts';
import type { Store } from '../../store/store.ts';
import { Refused } from '../service.ts';
import type { From } from './context.ts';
import { Installations, slackTenant } from './install/installations.ts';
import { InstalledWorkspaces } from './install/installed-workspaces.ts';
import { createInstaller } from './install/installer.ts';
import { createSealer } from './install/seal.ts';
import { sealAnew } from './install/seal-anew.ts';
import { connect, oneWorkspace, type Workspaces } from './workspaces.ts';

/** What lets the bot into workspaces that add it by themselves. */
export interface OAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** 32 bytes in base64, with which tokens are encrypted. */
  readonly tokenKey: string;
  /** With which they were encrypted before. */
  readonly oldTokenKey?: string | undefined;
  /** Our own address, such as `https://bot.example.org`. */
  readonly origin?: string | undefined;
}

/** What somebody has taken back, as Slack tells of it. */
export interface Departure extends Pick<From, 'team' | 'enterprise'> {
  /** Is it the installation of the whole organisation, or does that only not reach this workspace any more? */
  readonly of: 'workspace' | 'organisation' | 'workspace of organisation';
  /** In ms since 1970, by Slack's clock. */
  readonly at: number;
}

/** How the bot gets into workspaces. */
export interface Access {
  readonly workspaces: Workspaces;
  /** The pages in a browser, by path. */
  readonly routes: ReadonlyMap<string, RequestListener>;
  /** Finds out whether the tokens are any good. @throws Error when Slack does not take the only one */
  begin(): Promise<void>;
  /** Resolves when Slack does not take the only token any more. */
  readonly refused?: Promise<Refused> | undefined;
  /** The tenants that an installation served; none when it is there again already. */
  servedBy(departure: Departure): Promise<string[]>;
  /** Forgets what is known of a tenant in memory. */
  forget(tenant: string): void;
}

interface Common {
  readonly clientOptions: webApi.WebClientOptions;
  readonly log: Log;
}

/** One workspace, by its token. */
export function singleAccess(token: string, { clientOptions }: Pick<Common, 'clientOptions'>): Access {
  let begun = false;
  const { promise: refused, resolve } = Promise.withResolvers<Refused>();
  const connection = connect(token, clientOptions, async (why) => {
    const words = `SLACK_BOT_TOKEN: Slack does not take it any more: ${why}`;
    if (begun) resolve(new Refused(words, { state: 'revoked' }));
  });
  return {
    workspaces: oneWorkspace(connection),
    routes: new Map(),
    async begin() {
      await connection.client.auth.test();
      begun = true;
    },
    refused,
    servedBy: async ({ team }) => [slackTenant(team)],
    forget() {},
  };
}

/** As many workspaces as have added the app. */
export function sharedAccess(
  oauth: OAuthOptions,
  {
    store,
    apiUrl,
    logger,
    ...common
  }: Common & { store: Pick<Store, 'slack' | 'kept'>; apiUrl: string | undefined; logger: Logger },
): Access {
  const { log } = common;
  const sealer = createSealer(oauth.tokenKey, oauth.oldTokenKey);
  const installations = new Installations(store.slack, sealer);
  const { provider, routes } = createInstaller({ ...oauth, apiUrl, installations, logger, log });
  const workspaces = new InstalledWorkspaces({ ...common, store, installations, provider });

  /** Was the app added again since, so that what Slack tells of is past? A clock alone does not say so for sure. */
  const isBack = async (owner: string, at: number): Promise<boolean> => {
    const kept = await store.slack.find(owner);
    if (kept === undefined || kept.refused !== undefined || kept.installedAt <= at) return false;
    try {
      const { client } = await workspaces.find(owner);
      await client.auth.test();
      return true;
    } catch {
      return false;
    }
  };

  return {
    workspaces,
    routes,
    begin: () =>
      sealAnew(store.slack, installations, { log, hasOldKey: oauth.oldTokenKey !== undefined }).catch((error) =>
        log.error({ err: error }, 'slack: the tokens could not be looked through'),
      ),
    async servedBy({ team, enterprise, of, at }) {
      const isOrganisation = of === 'organisation';
      const owner = slackTenant(isOrganisation ? (enterprise ?? team) : team);
      if (of === 'workspace of organisation') {
        // It may have added the app by itself, or belong to another organisation.
        const kept = await store.slack.find(owner);
        if (kept !== undefined && kept.tenant !== slackTenant(enterprise ?? '')) return [];
      }
      if (await isBack(owner, at)) return [];
      return isOrganisation ? [...(await store.slack.workspacesOf(owner)), owner] : [owner];
    },
    forget: (tenant) => workspaces.forget(tenant),
  };
}
