import type { Kysely } from 'kysely';
import { newTable, type Row } from '../new-table.ts';

const COLUMNS = {
  slack_installation: { tenant: 'text', sealed: 'text', installed_at: 'bigint', refused: 'text?' },
  /** Which workspace is served by the installation of an organisation. */
  slack_workspace: { tenant: 'text', organisation: 'text' },
} as const;

export interface SlackTables {
  slack_installation: Row<typeof COLUMNS.slack_installation>;
  slack_workspace: Row<typeof COLUMNS.slack_workspace>;
}

export async function slackTables(db: Kysely<unknown>): Promise<void> {
  await newTable(db, 'slack_installation', COLUMNS.slack_installation, ['tenant']).execute();
  await newTable(db, 'slack_workspace', COLUMNS.slack_workspace, ['tenant']).execute();
  await db.schema.createIndex('slack_workspace_organisation').on('slack_workspace').column('organisation').execute();
}
