import { createHash } from 'node:crypto';
import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Tables } from '../schema.ts';
import type { KeptStore } from './kept-store.ts';

/** What an index and both databases take as it is. */
const PLAIN = /^[\x20-\x7e]{0,200}$/;
const HASHED = '#';

/** Small values with an end, on an open database. */
export function createKeptStore(db: Kysely<Tables>, now: () => number): KeptStore {
  const named = (scope: string, key: string) => ({ scope: nameOf(scope), key: nameOf(key) });
  const same =
    (scope: string, key: string) =>
    ({ and }: ExpressionBuilder<Tables, 'kept'>) =>
      and(named(scope, key));
  return {
    async keep(scope, key, value, until) {
      const fresh = { value: Buffer.from(value), until };
      await db
        .insertInto('kept')
        .values({ ...named(scope, key), ...fresh })
        .onConflict((conflict) => conflict.columns(['scope', 'key']).doUpdateSet(fresh))
        .execute();
    },
    async find(scope, key) {
      const query = db.selectFrom('kept').select('value').where(same(scope, key)).where('until', '>', now());
      return (await query.executeTakeFirst())?.value.toString();
    },
    async take(scope, key) {
      const query = db.deleteFrom('kept').where(same(scope, key)).returning(['value', 'until']);
      const taken = await query.executeTakeFirst();
      return taken && taken.until > now() ? taken.value.toString() : undefined;
    },
    async forget(scope, key) {
      await db.deleteFrom('kept').where(same(scope, key)).execute();
    },
    async claim(scope, key, until) {
      const fresh = { value: Buffer.alloc(0), until };
      const result = await db
        .insertInto('kept')
        .values({ ...named(scope, key), ...fresh })
        .onConflict((conflict) =>
          conflict.columns(['scope', 'key']).doUpdateSet(fresh).where('kept.until', '<=', now()),
        )
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async forgetEnded(before) {
      await db.deleteFrom('kept').where('until', '<=', before).execute();
    },
  };
}

/** What is long or has other characters is known by its hash, which is no plain name. */
const nameOf = (text: string): string =>
  PLAIN.test(text) && !text.startsWith(HASHED)
    ? text
    : HASHED + createHash('sha256').update(text, 'utf16le').digest('base64url');
