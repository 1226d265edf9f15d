/** The bot in a workspace or an organisation, with what lets it in. */
export interface KeptInstallation {
  /** The workspace or the organisation, such as `slack:T1` or `slack:E1`. */
  readonly tenant: string;
  /** Tokens, encrypted. */
  readonly sealed: string;
  readonly installedAt: number;
  /** Slack's word for why it does not take the token any more. */
  readonly refused: string | undefined;
}

/** Where the bot is installed on Slack. */
export interface InstallationStore {
  /** Keeps an installation in place of one before; it is usable again. */
  keep(installation: Pick<KeptInstallation, 'tenant' | 'sealed' | 'installedAt'>): Promise<void>;
  /**
   * The installation in a workspace; where it has none, that in its organisation.
   *
   * @param organisation of the workspace, such as `slack:E1`; the one that was noted for it if left out
   */
  find(tenant: string, organisation?: string): Promise<KeptInstallation | undefined>;
  /** Notes that a workspace belongs to an organisation. */
  join(tenant: string, organisation: string): Promise<void>;
  /** The workspaces that belong to an organisation and were noted. */
  workspacesOf(organisation: string): Promise<string[]>;
  /** Keeps other content than before; false when somebody else has changed it meanwhile. */
  replace(tenant: string, before: string, after: string): Promise<boolean>;
  /** Notes that Slack does not take the token any more; true for the first to say so. */
  refuse(tenant: string, sealed: string, why: string): Promise<boolean>;
  /** The next installations behind one, by tenant. */
  after(tenant: string, most: number): Promise<KeptInstallation[]>;
}
