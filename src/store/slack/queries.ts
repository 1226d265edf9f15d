import type { Kysely, Selectable } from 'kysely';
import type { Tables } from '../schema.ts';
import type { InstallationStore, KeptInstallation } from './installation-store.ts';

/** Each method is one statement, which is a transaction of its own. */
export function createInstallationStore(db: Kysely<Tables>): InstallationStore {
  return {
    async keep({ tenant, sealed, installedAt: installed_at }) {
      const fresh = { sealed, installed_at, refused: null };
      await db
        .insertInto('slack_installation')
        .values({ tenant, ...fresh })
        .onConflict((conflict) => conflict.column('tenant').doUpdateSet(fresh))
        .execute();
    },
    async find(tenant, organisation) {
      const noted = db.selectFrom('slack_workspace').select('organisation').where('tenant', '=', tenant);
      const rows = await db
        .selectFrom('slack_installation')
        .selectAll()
        .where((where) => where.or([where('tenant', '=', tenant), where('tenant', '=', organisation ?? noted)]))
        .execute();
      const row = rows.find((one) => one.tenant === tenant) ?? rows[0];
      return row && installationOf(row);
    },
    async join(tenant, organisation) {
      await db
        .insertInto('slack_workspace')
        .values({ tenant, organisation })
        .onConflict((conflict) => conflict.column('tenant').doUpdateSet({ organisation }))
        .execute();
    },
    async workspacesOf(organisation) {
      const query = db.selectFrom('slack_workspace').select('tenant').where('organisation', '=', organisation);
      return (await query.orderBy('tenant').execute()).map(({ tenant }) => tenant);
    },
    async replace(tenant, before, after) {
      const { numUpdatedRows } = await db
        .updateTable('slack_installation')
        .set({ sealed: after })
        .where('tenant', '=', tenant)
        .where('sealed', '=', before)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async refuse(tenant, sealed, why) {
      const { numUpdatedRows } = await db
        .updateTable('slack_installation')
        .set({ refused: why })
        .where('tenant', '=', tenant)
        .where('sealed', '=', sealed)
        .where('refused', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async after(tenant, most) {
      const query = db.selectFrom('slack_installation').selectAll().where('tenant', '>', tenant);
      return (await query.orderBy('tenant').limit(most).execute()).map(installationOf);
    },
  };
}

const installationOf = ({
  tenant,
  sealed,
  installed_at,
  refused,
}: Selectable<Tables['slack_installation']>): KeptInstallation => ({
  tenant,
  sealed,
  installedAt: installed_at,
  refused: refused ?? undefined,
});
