import { Cron } from 'croner';
import { UserError } from '../../errors.ts';
import { nearest } from '../../text.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** From now: a task that ends sooner is a quiz. */
const SOONEST_MS = 5 * MINUTE_MS;
const LATEST_DAYS = 366;

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const EXAMPLES = '`Friday 18:00`, `tomorrow 8am`, `2026-12-04 18:00`, `in 2 days` or `18:00`';

/** A date and a time of day as a clock on a wall shows them. */
interface Wall {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

type Day = Omit<Wall, 'hour' | 'minute'>;
type Time = Pick<Wall, 'hour' | 'minute'>;

/**
 * The time zone that somebody means: its name in the IANA database, in any case, or the city alone.
 *
 * @throws UserError for a zone that there is not
 */
export function readZone(typed: string): string {
  const wanted = typed.trim().replaceAll(' ', '_').toLowerCase();
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const found = zones.find((zone) => zone.toLowerCase() === wanted) ?? zones.find((zone) => cityOf(zone) === wanted);
  if (found !== undefined) return found;
  // Names that are not listed, such as Europe/Kiev or GMT, are known all the same.
  if (isKnown(wanted)) return new Intl.DateTimeFormat('en', { timeZone: wanted }).resolvedOptions().timeZone;
  const near = nearest(wanted, zones) ?? zones.find((zone) => cityOf(zone) === nearest(wanted, zones.map(cityOf)));
  throw new UserError(`I know no time zone \`${typed.slice(0, 40).replaceAll('`', "'")}\`.`, {
    code: 'E_UNKNOWN_ZONE',
    hint: near === undefined ? 'It is written like `Europe/Berlin` or `UTC`.' : `Did you mean \`${near}\`?`,
    option: 'zone',
    ...(near !== undefined && { correction: near }),
  });
}

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

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

/** A moment with its day, its time and its zone: `Friday, 4 December 2026, 18:00 (Europe/Berlin)`. */
export function moment(at: number, zone: string): string {
  const form = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  const day = new Intl.DateTimeFormat('en-GB', { ...form, timeZone: zone }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string => day.find((one) => one.type === type)?.value ?? '';
  const { hour, minute } = wallAt(at, zone);
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return `${part('weekday')}, ${part('day')} ${part('month')} ${part('year')}, ${time} (${zone})`;
}

/** What the clocks of a zone show. */
function wallAt(at: number, zone: string): Wall {
  const form = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const parts = new Intl.DateTimeFormat('en-GB', { ...form, hourCycle: 'h23', timeZone: zone }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value);
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

/** When the clocks of a zone show this; where they jump over it, as long after the jump as it is behind its start. */
function momentOf({ year, month, day, hour, minute }: Wall, zone: string): number | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const two = (value: number): string => String(value).padStart(2, '0');
  const iso = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:00`;
  return new Cron(iso, { timezone: zone }).getOnce()?.getTime();
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

/** @param loose does a number alone mean an hour */
function timeOf(text: string, loose: boolean): Time | undefined {
  if (text === 'noon') return { hour: 12, minute: 0 };
  if (text === 'midnight') return { hour: 23, minute: 59 };
  const [, hours, minutes, half] = /^(\d{1,2})(?:[:.h](\d{2}))? ?(am|pm|h|uhr)?$/.exec(text) ?? [];
  if (hours === undefined || (minutes === undefined && half === undefined && !loose)) return undefined;
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
  if (half === 'am' || half === 'pm') {
    return hour >= 1 && hour <= 12 && minute < 60
      ? { hour: (hour % 12) + (half === 'pm' ? 12 : 0), minute }
      : undefined;
  }
  if (hour === 24 && minute === 0) return { hour: 23, minute: 59 };
  return hour < 24 && minute < 60 ? { hour, minute } : undefined;
}

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

function later({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
