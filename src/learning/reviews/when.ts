import { counted } from '../../text.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/**
 * When something is due, as people say it: `now`, `in 3 hours`, `tomorrow`, `on Thursday`, `in 3 weeks`. Days are those
 * of UTC.
 */
export function whenOf(due: number, now: number): string {
  const ms = due - now;
  if (ms <= 0) return 'now';
  if (ms < HOUR_MS) return 'within the hour';
  const days = Math.floor(due / DAY_MS) - Math.floor(now / DAY_MS);
  if (days === 0 || ms < 12 * HOUR_MS) return `in ${counted(Math.round(ms / HOUR_MS), 'hour')}`;
  if (days === 1) return 'tomorrow';
  if (days < 7) return `on ${WEEKDAYS[new Date(due).getUTCDay()]}`;
  if (days < 14) return `in ${counted(days, 'day')}`;
  if (days < 60) return `in ${counted(Math.round(days / 7), 'week')}`;
  return `in ${counted(Math.round(days / 30), 'month')}`;
}
