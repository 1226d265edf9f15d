import type { Kysely } from 'kysely';
import type { QuizStore } from './quiz-store.ts';
import type { Tables } from './schema.ts';

/** Where people are in their practice. */
export function practiceQueries(db: Kysely<Tables>) {
  return {
    async practice(tenant, user) {
      const query = db.selectFrom('practice').where('tenant', '=', tenant).where('user', '=', user);
      return (await query.select('state').executeTakeFirst())?.state;
    },
    async savePractice({ tenant, user, before, state, now }) {
      const fresh = { state, saved_at: now };
      if (before === undefined) {
        const insert = db.insertInto('practice').values({ tenant, user, ...fresh });
        const result = await insert.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
        return result.numInsertedOrUpdatedRows === 1n;
      }
      const update = db.updateTable('practice').set(fresh).where('tenant', '=', tenant).where('user', '=', user);
      return (await update.where('state', '=', before).executeTakeFirst()).numUpdatedRows === 1n;
    },
    async deletePractice(tenant, user) {
      await db.deleteFrom('practice').where('tenant', '=', tenant).where('user', '=', user).execute();
    },
  } satisfies Partial<QuizStore>;
}
