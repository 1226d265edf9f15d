import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth';
import { tenantOf } from '../../../dispatch/request.ts';
import type {
  KeptInstallation,
  InstallationStore as KeptInstallations,
} from '../../../store/slack/installation-store.ts';
import { NotInstalled } from '../workspaces.ts';
import type { Sealer } from './seal.ts';

/** Platform and workspace or organisation, such as `slack:T1`. */
export const slackTenant = (id: string): string => tenantOf({ platform: 'slack', tenant: id });

/** Slack's installations in our store, encrypted. Nothing about the person who added the app is kept. */
export class Installations implements InstallationStore {
  private readonly kept: KeptInstallations;
  private readonly sealer: Sealer;

  constructor(kept: KeptInstallations, sealer: Sealer) {
    this.kept = kept;
    this.sealer = sealer;
  }

  async storeInstallation(installation: Installation): Promise<void> {
    const { team, enterprise, bot, appId, tokenType, isEnterpriseInstall, authVersion } = installation;
    const owner = isEnterpriseInstall ? enterprise : team;
    if (owner === undefined || bot === undefined) throw new Error('Slack gave no token of a bot');
    const nobody = { id: '', token: undefined, scopes: undefined };
    const lean = { team, enterprise, bot, appId, tokenType, isEnterpriseInstall, authVersion, user: nobody };
    const tenant = slackTenant(owner.id);
    await this.kept.keep({ tenant, sealed: this.sealer.seal(JSON.stringify(lean), tenant), installedAt: Date.now() });
  }

  async fetchInstallation({
    teamId,
    enterpriseId,
    isEnterpriseInstall,
  }: InstallationQuery<boolean>): Promise<Installation> {
    const id = isEnterpriseInstall ? enterpriseId : teamId;
    const kept = await this.kept.find(slackTenant(id ?? ''));
    if (kept === undefined) throw new NotInstalled('the app is not installed there');
    return this.open(kept);
  }

  /**
   * Decrypts an installation. One that was sealed with the key of before is sealed anew.
   *
   * @throws SealBroken
   */
  async open({ tenant, sealed }: KeptInstallation): Promise<Installation> {
    const { text, isOld } = this.sealer.open(sealed, tenant);
    if (isOld) await this.kept.replace(tenant, sealed, this.sealer.seal(text, tenant));
    return JSON.parse(text);
  }
}
