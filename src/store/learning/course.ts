import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';

/** How far people are in the course, and the lessons that they brought. Every method is one transaction. */
export interface CourseStore {
  /** How far somebody is, as JSON; undefined for one who has not begun. */
  course(tenant: string, user: string): Promise<string | undefined>;
  /** Keeps how far somebody is. False where it is not `before` any more: then nothing is kept. */
  saveCourse(change: CourseChange): Promise<boolean>;
  /** The lessons that were brought for a place, in the order of their names. */
  lessons(tenant: string, place: string): Promise<readonly BroughtLesson[]>;
  /** Keeps a lesson, in place of one with the same name. */
  saveLesson(lesson: BroughtLesson & Of): Promise<void>;
  /** Notes that a lesson is used: what nobody uses is forgotten one day. */
  touchLesson(lesson: Named & { readonly now: number }): Promise<void>;
  /** @returns whether there was one */
  removeLesson(lesson: Named): Promise<boolean>;
}

interface CourseChange {
  readonly tenant: string;
  readonly user: string;
  /** What is kept so far; undefined for nothing. */
  readonly before: string | undefined;
  readonly state: string;
  readonly now: number;
}

interface Of {
  readonly tenant: string;
  readonly place: string;
}

interface Named extends Of {
  readonly name: string;
}

interface BroughtLesson {
  readonly name: string;
  /** Who brought it. */
  readonly user: string;
  /** The file as it was brought. */
  readonly content: string;
  readonly savedAt: number;
}

export function courseQueries(db: Kysely<Tables>): CourseStore {
  const named = ({ tenant, place, name }: Named) =>
    [
      ['tenant', tenant],
      ['place', place],
      ['name', name],
    ] as const;
  return {
    async course(tenant, user) {
      const query = db.selectFrom('course').where('tenant', '=', tenant).where('user', '=', user);
      return (await query.select('state').executeTakeFirst())?.state;
    },
    async saveCourse({ tenant, user, before, state, now }) {
      const fresh = { state, saved_at: now };
      if (before === undefined) {
        const insert = db.insertInto('course').values({ tenant, user, ...fresh });
        const result = await insert.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
        return result.numInsertedOrUpdatedRows === 1n;
      }
      const update = db.updateTable('course').set(fresh).where('tenant', '=', tenant).where('user', '=', user);
      return (await update.where('state', '=', before).executeTakeFirst()).numUpdatedRows === 1n;
    },
    async lessons(tenant, place) {
      const query = db.selectFrom('lesson').where('tenant', '=', tenant).where('place', '=', place);
      const rows = await query.select(['name', 'user', 'content', 'saved_at']).orderBy('name').execute();
      return rows.map(({ name, user, content, saved_at }) => ({ name, user, content, savedAt: saved_at }));
    },
    async saveLesson({ tenant, place, name, user, content, savedAt }) {
      const fresh = { user, content, saved_at: savedAt };
      const insert = db.insertInto('lesson').values({ tenant, place, name, ...fresh });
      await insert.onConflict((conflict) => conflict.columns(['tenant', 'place', 'name']).doUpdateSet(fresh)).execute();
    },
    async touchLesson({ now, ...lesson }) {
      let update = db.updateTable('lesson').set({ saved_at: now });
      for (const [column, value] of named(lesson)) update = update.where(column, '=', value);
      await update.execute();
    },
    async removeLesson(lesson) {
      let query = db.deleteFrom('lesson');
      for (const [column, value] of named(lesson)) query = query.where(column, '=', value);
      return (await query.executeTakeFirst()).numDeletedRows === 1n;
    },
  };
}
