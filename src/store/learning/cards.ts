import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';

/** The cards of people: skills and misconceptions, each with its schedule. Every method is one transaction. */
export interface CardStore {
  /** All cards of somebody. */
  cards(tenant: string, user: string): Promise<readonly CardRow[]>;
}

interface CardRow {
  readonly card: string;
  /** JSON. */
  readonly state: string;
  readonly due: number;
  readonly seenAt: number;
}

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
  };
}
