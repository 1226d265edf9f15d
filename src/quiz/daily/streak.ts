/** On how many days in a row a group answered, and its last free day. */
export interface Streak {
  readonly days: number;
  /** The last day with fewer answers that did no harm: `2026-11-30`. */
  readonly free?: string | undefined;
}

/** So many people make a day count. */
export const ENOUGH = 3;
const DAYS_OF_A_WEEK = 7;
const DAY_MS = 24 * 60 * 60_000;

export const NO_STREAK: Streak = { days: 0 };

/**
 * The streak after one more question. A day with fewer than three answers leaves it as it is, once in seven days; days
 * without a question do not matter.
 *
 * @param date of the question, `2026-11-30`
 * @param people who answered it
 */
export function nextStreak({ days, free }: Streak, date: string, people: number): Streak {
  if (people >= ENOUGH) return { days: days + 1, free };
  const isFree = free === undefined || daysBetween(free, date) >= DAYS_OF_A_WEEK;
  return days > 0 && isFree ? { days, free: date } : NO_STREAK;
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
