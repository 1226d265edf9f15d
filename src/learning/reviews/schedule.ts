import { type Card, forgetting_curve, fsrs, generatorParameters, Rating, State } from 'ts-fsrs';
import { z } from 'zod';
import type { Mark } from './marks.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Asked again at the latest after a year: what is kept outlives a year without use by a month. */
const MAX_DAYS = 365;
/** Right within this time, twice in a row, is easy. */
export const FAST_SECONDS = 20;

/**
 * FSRS-6 with its published weights. Nothing is drawn at random, so that replies are the same each time. Without
 * steps of minutes: a question answered once more on the same day says little of what is known tomorrow, and a review
 * would never end.
 */
const PARAMETERS = generatorParameters({
  request_retention: 0.9,
  maximum_interval: MAX_DAYS,
  enable_fuzz: false,
  enable_short_term: false,
});
const SCHEDULER = fsrs(PARAMETERS);

/** What is kept of a card. Times are ms since 1970. */
export const cardSchema = z.object({
  /** In days: after so many it is known with a probability of 0.9. */
  stability: z.number().positive(),
  /** From 1 to 10. */
  difficulty: z.number().min(1).max(10),
  /** How often it was rated, and how often as not known. */
  reps: z.int().positive(),
  lapses: z.int().nonnegative(),
  /** When it was rated last, and when it was asked last. */
  rated: z.number(),
  seen: z.number(),
  /** Was the last answer right and fast? */
  fast: z.boolean(),
  /** Days in a row on which it was right. */
  days: z.int().nonnegative(),
  /** How often it was wrong after it had been right. */
  returns: z.int().nonnegative(),
  /** Of a misconception: the skill that it was first seen in. */
  from: z.string().optional(),
});

export type CardState = z.infer<typeof cardSchema>;

/** A card with the time at which it is due. */
export interface Scheduled {
  readonly state: CardState;
  readonly due: number;
}

const RATINGS = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy } as const;
export type Rated = keyof typeof RATINGS;

/** What a mark comes to: right and fast twice in a row is easy. */
export const ratingOf = (mark: Exclude<Mark, 'seen'>, fast: boolean, before: CardState | undefined): Rated =>
  mark === 'good' && fast && before?.fast ? 'easy' : mark;

/**
 * A card after an answer.
 *
 * @param before undefined for a card that is new
 * @param at when it was answered; not earlier than what is known already
 */
export function rated(before: Scheduled | undefined, rating: Rated, fast: boolean, at: number): Scheduled {
  const now = Math.max(at, before?.state.seen ?? at);
  const { card } = SCHEDULER.next(
    before === undefined ? emptyCard(now) : toFsrs(before),
    new Date(now),
    RATINGS[rating],
  );
  const wrong = rating === 'again';
  const old = before?.state;
  const isNewDay = old === undefined || old.days === 0 || dayOf(old.rated) !== dayOf(now);
  // What is right on the day on which it was explained says nothing of the next: it is due as it was.
  const isEarly = !wrong && before !== undefined && before.due > now && dayOf(before.state.seen) === dayOf(now);
  return {
    // The gaps between the ratings may lead past the longest interval.
    due: Math.min(card.due.getTime(), now + MAX_DAYS * DAY_MS, isEarly ? before.due : Number.POSITIVE_INFINITY),
    state: {
      ...old,
      stability: card.stability,
      difficulty: card.difficulty,
      reps: (old?.reps ?? 0) + 1,
      lapses: (old?.lapses ?? 0) + (wrong ? 1 : 0),
      rated: now,
      seen: now,
      fast: rating !== 'hard' && !wrong && fast,
      days: wrong ? 0 : (old?.days ?? 0) + (isNewDay ? 1 : 0),
      returns: (old?.returns ?? 0) + (wrong && (old?.days ?? 0) > 0 ? 1 : 0),
    },
  };
}

/** A card that was asked without being rated: it is due again the next day. */
export function seen({ state, due }: Scheduled, at: number): Scheduled {
  const now = Math.max(at, state.seen);
  return { state: { ...state, seen: now, fast: false }, due: Math.max(due, now + DAY_MS) };
}

/** The probability that it is known at a time: FSRS's power forgetting curve, (1 + f·t/S)^d. */
export const recallOf = ({ rated, stability }: CardState, at: number): number =>
  forgetting_curve(PARAMETERS.w, Math.max(0, at - rated) / DAY_MS, stability);

/** Days are counted in UTC. */
export const dayOf = (at: number): number => Math.floor(at / DAY_MS);

/** What was asked without being rated was explained then: it counts from there. */
const toFsrs = ({ state, due }: Scheduled): Card => ({
  ...emptyCard(due),
  stability: state.stability,
  difficulty: state.difficulty,
  reps: state.reps,
  lapses: state.lapses,
  state: State.Review,
  last_review: new Date(state.seen),
});

const emptyCard = (due: number): Card => ({
  due: new Date(due),
  stability: 0,
  difficulty: 0,
  elapsed_days: 0,
  scheduled_days: 0,
  learning_steps: 0,
  reps: 0,
  lapses: 0,
  state: State.New,
});
