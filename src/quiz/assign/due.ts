import { UserError } from '../../errors.ts';
import { type Day, later, moment, momentOf, type Time, timeOf, type Wall, wallAt } from '../calendar/wall.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** From now: a task that ends sooner is a quiz. */
const SOONEST_MS = 5 * MINUTE_MS;
const LATEST_DAYS = 366;

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const EXAMPLES = '`Friday 18:00`, `tomorrow 8am`, `2026-12-04 18:00`, `in 2 days` or `18:00`';

/**
 * The moment that somebody means, in ms since 1970.
 *
 * @param zone in which the words are meant
 * @throws UserError for what is no time, or none that can be
 */
export function readDue(typed: string, zone: string, now: number): number {
  const words = typed
    .toLowerCase()
    .replaceAll(/[,\s]+/g, ' ')
    .replace(/^(?:by|on|until|till|at) /, '')
    .trim();
  const due = relative(words, zone, now) ?? absolute(words, zone, now);
  if (due === undefined) {
    throw new UserError(`I cannot read \`${typed.slice(0, 40).replaceAll('`', "'")}\` as a time.`, {
      code: 'E_DUE_FORMAT',
      hint: `Write it like ${EXAMPLES}.`,
    });
  }
  if (due <= now)
    throw new UserError(`${moment(due, zone)}, is over already.`, {
      code: 'E_DUE_OVER',
      hint: 'Choose a later time, and with `--zone` your time zone.',
    });
  if (due < now + SOONEST_MS)
    throw new UserError(`${moment(due, zone)}, is in less than ${SOONEST_MS / MINUTE_MS} minutes.`, {
      code: 'E_DUE_TOO_SOON',
      hint: 'Choose a later time. To ask now, use `/quiz start`.',
    });
  if (due > now + LATEST_DAYS * DAY_MS)
    throw new UserError(`${moment(due, zone)}, is more than a year from now.`, {
      code: 'E_DUE_TOO_LATE',
      hint: 'Choose an earlier time.',
    });
  return due;
}

/** `in 2 days`: days and weeks lead to the same time of day. */
function relative(words: string, zone: string, now: number): number | undefined {
  const [, count = '', unit] = /^in (an?|one|\d{1,4}) (minute|hour|day|week)s?$/.exec(words) ?? [];
  if (unit === undefined) return undefined;
  const many = /\d/.test(count) ? Number(count) : 1;
  if (unit === 'minute' || unit === 'hour') return now + many * (unit === 'hour' ? 60 : 1) * MINUTE_MS;
  const wall = wallAt(now, zone);
  return momentOf({ ...wall, ...later(wall, many * (unit === 'week' ? 7 : 1)) }, zone);
}

/** A day, a time, or both. A day alone lasts until its end, and a time alone is the next one. */
function absolute(words: string, zone: string, now: number): number | undefined {
  const alone = timeOf(words, false);
  const today = wallAt(now, zone);
  if (alone !== undefined) {
    const due = momentOf({ ...today, ...alone }, zone);
    return due !== undefined && due > now ? due : momentOf({ ...later(today, 1), ...alone }, zone);
  }
  for (const [dayText, timeText] of splits(words)) {
    const time = timeText === undefined ? { hour: 23, minute: 59 } : timeOf(timeText, true);
    const weekday = WEEKDAYS.findIndex((name) => isShort(dayText.replace(/^(next|this) /, ''), name));
    if (time === undefined) continue;
    if (weekday >= 0) return onWeekday(weekday, time, today, zone, now);
    const day = dayOf(dayText, today);
    if (day !== undefined) return momentOf({ ...day, ...time }, zone);
  }
  return undefined;
}

/** Every way to part a text into a day and a time behind it, the whole as a day first. */
function splits(words: string): (readonly [day: string, time: string | undefined])[] {
  const gaps = [...words.matchAll(/ (?:at )?|t(?=\d\d:)/g)];
  return [
    [words, undefined],
    ...gaps.map(({ index, 0: gap }) => [words.slice(0, index), words.slice(index + gap.length)] as const),
  ];
}

const isShort = (typed: string, name: string): boolean =>
  typed.length >= 2 && name.startsWith(typed.replace(/\.$/, ''));

/** A date as people write it: `today`, `2026-12-04`, `4.12.2026`, `4 December`. */
function dayOf(text: string, today: Day): Day | undefined {
  if (text === 'today' || text === 'tonight') return today;
  if (text === 'tomorrow') return later(today, 1);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(text);
  if (dotted) return inYear(Number(dotted[1]), Number(dotted[2]), dotted[3], today);
  const named =
    /^(?:(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?|([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?)(?: (\d{4}))?$/.exec(
      text,
    );
  const month = MONTHS.findIndex((name) => name.startsWith(named?.[2] ?? named?.[3] ?? '-'));
  if (!named || month < 0) return undefined;
  return inYear(Number(named[1] ?? named[4]), month + 1, named[5], today);
}

/** Without a year, the next one in which the day is not over. */
function inYear(day: number, month: number, year: string | undefined, today: Day): Day {
  const isOver = month < today.month || (month === today.month && day < today.day);
  return { day, month, year: year === undefined ? today.year + (isOver ? 1 : 0) : Number(year) };
}

/** Today, if the time is still to come, or the next day of this name. */
function onWeekday(weekday: number, time: Time, today: Wall, zone: string, now: number): number | undefined {
  const days = (weekday - new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay() + 7) % 7;
  const due = momentOf({ ...later(today, days), ...time }, zone);
  return due !== undefined && due > now ? due : momentOf({ ...later(today, days + 7), ...time }, zone);
}
