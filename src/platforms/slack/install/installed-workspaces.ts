import { setTimeout as pause } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { Installation, InstallProvider } from '@slack/oauth';
import { LRUCache } from 'lru-cache';
import type { Log } from '../../../dispatch/log.ts';
import type { KeptInstallation } from '../../../store/slack/installation-store.ts';
import type { Store } from '../../../store/store.ts';
import { connect, NotInstalled, TokenUnreadable, type Workspace, type Workspaces } from '../workspaces.ts';
import { type Installations, slackTenant } from './installations.ts';
import { SealBroken } from './seal.ts';

/** Of so many workspaces the clients are kept. */
const MAX_CLIENTS = 2000;
/** A token that ends within this time is exchanged for another; the library's own limit. */
const REFRESH_BEFORE_S = 2 * 60 * 60;
/** While one process asks for another token, the others go on with theirs. */
const REFRESH_WITHIN_MS = 20_000;
const REFRESH_SCOPE = 'slack refresh';
const LOOK_EVERY_MS = 250;
const MAX_LOOKS = 20;

export interface InstalledOptions {
  readonly store: Pick<Store, 'slack' | 'kept'>;
  readonly installations: Installations;
  readonly provider: Pick<InstallProvider, 'authorize'>;
  readonly clientOptions: webApi.WebClientOptions;
  readonly log: Log;
}

interface BotToken {
  readonly token: string;
  /** In seconds since 1970; undefined for a token that does not end. */
  readonly expiresAt?: number | undefined;
}

interface Known {
  readonly sealed: string;
  readonly endsAt: number | undefined;
  readonly workspace: Workspace;
}

/** The workspaces that have added the app, each with its own token. */
export class InstalledWorkspaces implements Workspaces {
  private readonly options: InstalledOptions;
  private readonly known = new LRUCache<string, Known>({ max: MAX_CLIENTS });
  /** Of which the log has been told that their tokens cannot be read. */
  private readonly unreadable = new LRUCache<string, true>({ max: MAX_CLIENTS });

  constructor(options: InstalledOptions) {
    this.options = options;
  }

  async find(tenant: string, enterprise?: string): Promise<Workspace> {
    const kept = await this.keptOf(tenant, enterprise);
    if (kept === 'store down') return this.lastKnown(tenant);
    if (kept === undefined) throw new NotInstalled('the app is not installed there');
    if (kept.refused !== undefined) throw new NotInstalled(`Slack does not take the token: ${kept.refused}`);
    const known = this.known.get(tenant);
    if (known?.sealed === kept.sealed && !endsSoon(known.endsAt)) return known.workspace;
    return this.open(tenant, kept);
  }

  forget(tenant: string): void {
    this.known.delete(tenant);
  }

  private async keptOf(tenant: string, enterprise?: string): Promise<KeptInstallation | undefined | 'store down'> {
    const { slack } = this.options.store;
    const organisation = enterprise === undefined ? undefined : slackTenant(enterprise);
    try {
      const kept = await slack.find(tenant, organisation);
      // What a quiz says there by itself has only the workspace to go by.
      if (kept !== undefined && kept.tenant === organisation && !this.known.has(tenant))
        await slack.join(tenant, organisation);
      return kept;
    } catch (error) {
      if (!this.known.has(tenant)) throw error;
      this.options.log.warn({ err: error }, 'slack: went on with the token that was known');
      return 'store down';
    }
  }

  private lastKnown(tenant: string): Workspace {
    const known = this.known.get(tenant);
    if (known === undefined) throw new Error('the installation cannot be read');
    return known.workspace;
  }

  private async open(tenant: string, kept: KeptInstallation): Promise<Workspace> {
    const { bot, isEnterpriseInstall = false } = await this.read(kept);
    const token = bot && endsSoon(bot.expiresAt) ? await this.refreshed(kept, isEnterpriseInstall, bot) : bot;
    if (token === undefined) throw new NotInstalled('the app has no token there');
    const { clientOptions } = this.options;
    const inOrganisation = kept.tenant !== tenant;
    const options = inOrganisation
      ? { ...clientOptions, teamId: tenant.slice(tenant.indexOf(':') + 1) }
      : clientOptions;
    const connection = connect(token.token, options, (why) => this.refused(kept, why));
    const workspace = { ...connection, tenant };
    // Where the row has another seal by now, it is read again the next time.
    this.known.set(tenant, { sealed: kept.sealed, endsAt: token.expiresAt, workspace });
    return workspace;
  }

  /** @throws TokenUnreadable */
  private async read(kept: KeptInstallation): Promise<Installation> {
    try {
      return await this.options.installations.open(kept);
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      if (!this.unreadable.has(kept.sealed)) {
        this.unreadable.set(kept.sealed, true);
        const how = 'set TOKEN_KEY_OLD to the key of before, or let the workspace add the app again at /slack/install';
        this.options.log.error(
          { tenant: kept.tenant },
          `slack: TOKEN_KEY does not open a token (${error.message}): ${how}`,
        );
      }
      throw new TokenUnreadable(error.message);
    }
  }

  /** Another token in place of one that ends soon; the same while somebody else asks for it, or Slack does not answer. */
  private async refreshed(kept: KeptInstallation, isOrganisation: boolean, bot: BotToken): Promise<BotToken> {
    const { tenant } = kept;
    const { store, provider, log } = this.options;
    if (!(await store.kept.claim(REFRESH_SCOPE, tenant, Date.now() + REFRESH_WITHIN_MS)))
      return this.refreshedElsewhere(kept, bot);
    const id = tenant.slice(tenant.indexOf(':') + 1);
    const isEnterpriseInstall = isOrganisation;
    const query = isOrganisation
      ? { teamId: undefined, enterpriseId: id, isEnterpriseInstall }
      : { teamId: id, enterpriseId: undefined, isEnterpriseInstall };
    const { botToken, botTokenExpiresAt } = await provider.authorize(
      query as Parameters<InstallProvider['authorize']>[0],
    );
    if (botToken === undefined || botToken === bot.token) {
      log.warn({ tenant }, 'slack: no other token was given in place of one that ends; it is tried again');
      return bot;
    }
    return { token: botToken, expiresAt: botTokenExpiresAt };
  }

  /** Where the token has ended already, the other process's one is waited for. */
  private async refreshedElsewhere({ tenant, sealed }: KeptInstallation, bot: BotToken): Promise<BotToken> {
    const { store, installations } = this.options;
    for (let looks = 0; looks < MAX_LOOKS && hasEnded(bot.expiresAt); looks++) {
      await pause(LOOK_EVERY_MS);
      const kept = await store.slack.find(tenant);
      if (kept !== undefined && kept.sealed !== sealed) return (await installations.open(kept)).bot ?? bot;
    }
    return bot;
  }

  private async refused({ tenant, sealed }: KeptInstallation, why: string): Promise<void> {
    const { store, log } = this.options;
    if (!(await store.slack.refuse(tenant, sealed, why))) return;
    log.warn({ tenant }, `slack: the token is refused: ${why}. The workspace can add the app again at /slack/install`);
  }
}

const endsWithin = (seconds: number, endsAt: number | undefined): boolean =>
  endsAt !== undefined && endsAt - Date.now() / 1000 <= seconds;
const endsSoon = (endsAt: number | undefined): boolean => endsWithin(REFRESH_BEFORE_S, endsAt);
const hasEnded = (endsAt: number | undefined): boolean => endsWithin(0, endsAt);
