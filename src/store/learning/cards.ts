import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../schema.ts';

/** The cards of people: skills and misconceptions, each with its schedule. Every method is one transaction. */
export interface CardStore {
  /** All cards of somebody, by their names. */
  cards(tenant: string, user: string): Promise<readonly CardRow[]>;
  /** Everything that somebody answered, the first first. */
  reviews(tenant: string, user: string): Promise<readonly ReviewRow[]>;
  /** What somebody answered to this. */
  review(tenant: string, user: string, key: string): Promise<ReviewRow | undefined>;
  /**
   * Keeps an answer and what becomes of its cards, all at once or nothing: `known` where its key was answered before,
   * `conflict` where a card is not any more as it was read.
   */
  keepReview(review: NewReview): Promise<'kept' | 'known' | 'conflict'>;
}

export interface CardRow {
  readonly card: string;
  /** JSON. */
  readonly state: string;
  readonly due: number;
  readonly seenAt: number;
}

interface ReviewRow {
  readonly key: string;
  /** JSON. */
  readonly content: string;
  readonly at: number;
}

interface NewReview extends ReviewRow {
  readonly tenant: string;
  readonly user: string;
  readonly cards: readonly NewCard[];
}

export interface NewCard extends CardRow {
  /** The state that was read; undefined for a card that was not there. */
  readonly before: string | undefined;
}

/** Undoes a transaction. */
class Conflict extends Error {}

export function cardQueries(db: Kysely<Tables>): CardStore {
  return {
    async cards(tenant, user) {
      const rows = await db
        .selectFrom('card')
        .select(['card', 'state', 'due', 'seen_at'])
        .where('tenant', '=', tenant)
        .where('user', '=', user)
        .orderBy('card')
        .execute();
      return rows.map(({ card, state, due, seen_at }) => ({ card, state, due, seenAt: seen_at }));
    },
    async reviews(tenant, user) {
      const query = db.selectFrom('review').select(['key', 'content', 'at']);
      return query.where('tenant', '=', tenant).where('user', '=', user).orderBy('at').orderBy('key').execute();
    },
    async review(tenant, user, key) {
      const query = db.selectFrom('review').select(['key', 'content', 'at']);
      return query.where('tenant', '=', tenant).where('user', '=', user).where('key', '=', key).executeTakeFirst();
    },
    async keepReview(review) {
      try {
        return await db.transaction().execute((tx) => write(tx, review));
      } catch (error) {
        if (error instanceof Conflict) return 'conflict';
        throw error;
      }
    },
  };
}

/** The review comes first: it is the lock on its key. */
async function write(
  tx: Transaction<Tables>,
  { tenant, user, key, content, at, cards }: NewReview,
): Promise<'kept' | 'known'> {
  const insert = tx.insertInto('review').values({ tenant, user, key, content, at });
  const noted = await insert.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  if (noted.numInsertedOrUpdatedRows !== 1n) return 'known';
  // In one order, so that two transactions never wait for each other.
  for (const { card, state, due, seenAt, before } of cards.toSorted((a, b) => (a.card < b.card ? -1 : 1))) {
    const fresh = { state, due, seen_at: seenAt };
    if (before === undefined) {
      const add = tx.insertInto('card').values({ tenant, user, card, ...fresh });
      const added = await add.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      if (added.numInsertedOrUpdatedRows !== 1n) throw new Conflict();
    } else {
      const update = tx.updateTable('card').set(fresh).where('tenant', '=', tenant).where('user', '=', user);
      const updated = await update.where('card', '=', card).where('state', '=', before).executeTakeFirst();
      if (updated.numUpdatedRows !== 1n) throw new Conflict();
    }
  }
  return 'kept';
}
