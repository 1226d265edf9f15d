import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';
import { cardQueries } from './cards.ts';
import { courseQueries } from './course.ts';
import { dailyQueries, forgetHost } from './daily.ts';
import type { LearningStore } from './store.ts';

/** What is kept of learning, on an open database. */
export function createLearningStore(db: Kysely<Tables>): LearningStore {
  return {
    ...cardQueries(db),
    ...courseQueries(db),
    ...dailyQueries(db),
    async forgetLearner(tenant, user, as) {
      return db.transaction().execute(async (tx) => {
        let deleted = 0n;
        if (as !== undefined) {
          const lessons = tx.updateTable('lesson').set({ user: as }).where('tenant', '=', tenant);
          await lessons.where('user', '=', user).execute();
        }
        for (const table of ['card', 'review', 'course', 'lesson'] as const) {
          const rows = tx.deleteFrom(table).where('tenant', '=', tenant).where('user', '=', user);
          deleted += (await rows.executeTakeFirst()).numDeletedRows;
        }
        const hosted = await forgetHost(tx, tenant, user);
        return hosted || deleted > 0n;
      });
    },
    async courseOf(tenant, user) {
      const course = db.selectFrom('course').select('state').where('tenant', '=', tenant).where('user', '=', user);
      const lessons = db.selectFrom('lesson').where('tenant', '=', tenant).where('user', '=', user);
      const dailies = db.selectFrom('daily').select(['channel', 'settings']).where('tenant', '=', tenant);
      const isTheirs = ({ settings }: { settings: string }): boolean => JSON.parse(settings).by?.user === user;
      return {
        dailies: (await dailies.orderBy('channel').execute()).filter(isTheirs),
        course: (await course.executeTakeFirst())?.state,
        lessons: await lessons.select(['place', 'name', 'content']).orderBy('place').orderBy('name').execute(),
      };
    },
    async forgetOldLearning(before) {
      await db.transaction().execute(async (tx) => {
        await tx.deleteFrom('review').where('at', '<', before).execute();
        // A card may rest for long while others are asked: it stays as long as anything is answered.
        await tx
          .deleteFrom('card')
          .where('seen_at', '<', before)
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('review')
                  .select('review.key')
                  .whereRef('review.tenant', '=', 'card.tenant')
                  .whereRef('review.user', '=', 'card.user'),
              ),
            ),
          )
          .execute();
        for (const table of ['course', 'lesson'] as const)
          await tx.deleteFrom(table).where('saved_at', '<', before).execute();
        await tx.deleteFrom('daily').where('due', 'is', null).where('saved_at', '<', before).execute();
      });
    },
  };
}
