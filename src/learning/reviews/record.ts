import type { Requester } from '../../command/requester.ts';
import type { Graded } from '../../reply/asked.ts';
import type { CardRow, CardStore, NewCard } from '../../store/learning/cards.ts';
import { type Mark, marksOf } from './marks.ts';
import { cardSchema, FAST_SECONDS, type Rated, rated, ratingOf, type Scheduled, seen } from './schedule.ts';

/** Whose cards they are. */
export type Learner = Pick<Requester, 'tenant' | 'user'>;

/** A card as it is kept. */
export interface KeptCard extends Scheduled {
  readonly card: string;
}

/** Many more than ever change one card at once. */
const MAX_TRIES = 100;

export const readCard = ({ card, state, due }: CardRow): KeptCard => ({
  card,
  state: cardSchema.parse(JSON.parse(state)),
  due,
});

/** Everything about one card of somebody that an answer says. */
interface Change extends NewCard {
  readonly rating: Rated | 'seen';
}

/**
 * Keeps what an answer says about the cards of somebody, once for each key: several processes may do it at the same
 * time, and a delivery may come twice.
 *
 * @param at when it was answered, in ms since 1970
 * @returns false where the key was answered before, and nothing was changed
 */
export async function recordAnswer(store: CardStore, graded: Graded, who: Learner, at: number): Promise<boolean> {
  const { tenant, user } = who;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const changes = changesOf(graded, await store.cards(tenant, user), at);
    const outcome = await store.keepReview({
      tenant,
      user,
      key: graded.key,
      content: contentOf(graded, changes),
      at,
      cards: changes,
    });
    if (outcome !== 'conflict') return outcome === 'kept';
  }
  throw new Error(`the cards of one person changed ${MAX_TRIES} times in a row and could not be written`);
}

/** What is kept of an answer: not the answer itself, but what it was worth, and how its cards were rated. */
function contentOf({ skill, score, note, hint, seconds }: Graded, changes: readonly Change[]): string {
  const ratings = Object.fromEntries(changes.map(({ card, rating }) => [card, rating]));
  return JSON.stringify({ skill, score, note, hint, seconds, ratings });
}

function changesOf(graded: Graded, rows: readonly CardRow[], at: number): Change[] {
  const known = new Map(rows.map((row) => [row.card, row]));
  return [...marksOf(graded, new Set(known.keys()))].map(([card, mark]) =>
    changeOf(card, mark, known.get(card), graded, at),
  );
}

function changeOf(card: string, mark: Mark, row: CardRow | undefined, graded: Graded, at: number): Change {
  const { skill, hint, seconds } = graded;
  const before = row && readCard(row);
  const fast = !hint && seconds !== undefined && seconds <= FAST_SECONDS;
  const rating = mark === 'seen' ? mark : ratingOf(mark, fast, before?.state);
  // What is only seen is a card that is there.
  const next = rating === 'seen' ? seen(before as Scheduled, at) : rated(before, rating, fast, at);
  const from = before?.state.from ?? (card.startsWith('bug:') ? skill : undefined);
  const state = JSON.stringify({ ...next.state, from });
  return { card, rating, before: row?.state, state, due: next.due, seenAt: next.state.seen };
}
