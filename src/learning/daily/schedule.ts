import { UserError } from '../../errors.ts';
import { type Day, later, momentOf, timeOf, type Wall, wallAt } from '../../quiz/calendar/wall.ts';

/** When a question of the day is asked. */
export interface Schedule {
  /** The time of day, as the clocks of the zone show it. */
  readonly hour: number;
  readonly minute: number;
  /** A time zone by its IANA name. */
  readonly zone: string;
  /** Days of the week, 0 is Sunday; at least one, in order. */
  readonly days: readonly number[];
}

/** A time at which a question is due, with the day that it is for. */
interface Slot {
  /** ms since 1970 */
  readonly at: number;
  /** In the zone: `2026-11-30`. */
  readonly date: string;
}

/** What a start that was late finds. */
export interface Found {
  /** What is to be asked now; undefined where it is too late for it. */
  readonly slot: Slot | undefined;
  /** Days whose question was not asked, the first first. */
  readonly missed: readonly string[];
}

/** So long after its time a question is still asked. */
const LATE_MS = 2 * 60 * 60_000;
/** Longer outages are told of as this many days. */
const MOST_MISSED = 400;
/** Of a week, with one more in which a zone may have left a day out. */
const MOST_DAYS = 15;

const NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const SHORT = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const WEEKDAYS = [1, 2, 3, 4, 5];
const WORDS: Readonly<Record<string, readonly number[]>> = {
  daily: EVERY_DAY,
  all: EVERY_DAY,
  'every day': EVERY_DAY,
  weekdays: WEEKDAYS,
  workdays: WEEKDAYS,
  weekend: [0, 6],
  weekends: [0, 6],
};

/**
 * Days of the week as people write them: `mon-fri`, `mon,wed,fri`, `weekdays`, `daily`, in order.
 *
 * @throws UserError for what names no days
 */
export function readDays(typed: string): number[] {
  const words = typed.toLowerCase().trim().replaceAll(/\s+/g, ' ');
  const known = Object.hasOwn(WORDS, words) ? WORDS[words] : undefined;
  if (known !== undefined) return [...known];
  const parts = words
    .replaceAll(/ ?(?:-|–|—|\bto\b|\bthrough\b) ?/g, '-')
    .replaceAll(/\band\b|[;+]/g, ',')
    .split(/[\s,]+/)
    .filter((part) => part !== '');
  const days = parts.map(rangeOf);
  if (days.length === 0 || days.some((some) => some === undefined)) {
    throw new UserError(`I cannot read \`${typed.slice(0, 40).replaceAll('`', "'")}\` as days of the week.`, {
      code: 'E_DAYS_FORMAT',
      hint: 'Write `mon-fri`, `mon,wed,fri`, `weekdays` or `daily`.',
      option: 'days',
      remedies: ['/daily on --days mon-fri'],
    });
  }
  return [...new Set(days.flatMap((some) => some ?? []))].sort((a, b) => a - b);
}

/** `mon`, or `fri-mon`, which goes over the end of the week. */
function rangeOf(part: string): number[] | undefined {
  const [first, last, ...more] = part.split('-').map(dayOf);
  if (first === undefined || more.length > 0 || (last === undefined && part.includes('-'))) return undefined;
  if (last === undefined) return [first];
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, i) => (first + i) % 7);
}

function dayOf(word: string): number | undefined {
  const place = NAMES.findIndex((name) => word.length >= 2 && name.startsWith(word.replace(/[.s]$/, '')));
  return place < 0 ? undefined : place;
}

/** `every day`, `Monday to Friday`, `Mon, Wed and Fri`. */
export function saidDays(days: readonly number[]): string {
  if (days.length === 7) return 'every day';
  if (days.join() === WEEKDAYS.join()) return 'Monday to Friday';
  // A week begins on Monday.
  const names = days.toSorted((a, b) => ((a + 6) % 7) - ((b + 6) % 7)).map((day) => SHORT[day]);
  return names.length === 1 ? `on ${names[0]}` : `on ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/**
 * A time of day as people write it: `18:00`, `8am`, `noon`, `18`.
 *
 * @throws UserError for what is none
 */
export function readTime(typed: string): Pick<Schedule, 'hour' | 'minute'> {
  const text = typed.toLowerCase().trim().replaceAll(/\s+/g, ' ').replace(/^at /, '');
  const time = text === 'midnight' || text === '24:00' ? { hour: 0, minute: 0 } : timeOf(text, true);
  if (time !== undefined) return time;
  throw new UserError(`I cannot read \`${typed.slice(0, 40).replaceAll('`', "'")}\` as a time of day.`, {
    code: 'E_TIME_FORMAT',
    hint: 'Write it like `18:00` or `8am`.',
    option: 'time',
    remedies: ['/daily on --time 18:00'],
  });
}

/** `18:00`, as the option takes it. */
export const writtenTime = ({ hour, minute }: Pick<Schedule, 'hour' | 'minute'>): string =>
  `${two(hour)}:${two(minute)}`;

const two = (value: number): string => String(value).padStart(2, '0');

/** The day that the clocks of a zone show: `2026-11-30`. */
export const dateAt = (at: number, zone: string): string => written(wallAt(at, zone));

const written = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`;

const weekdayOf = ({ year, month, day }: Day): number => new Date(Date.UTC(year, month - 1, day)).getUTCDay();

/**
 * The next time at which a question is due: on each day that was chosen once, whatever the clocks of the zone do. A time
 * that they jump over is as long after the jump as it is behind its start; of one that comes twice the first counts.
 *
 * @param after in ms since 1970; the slot comes later
 * @param asked the day whose question was asked already, if any: it gets no other
 */
export function nextSlot({ zone, days, ...time }: Schedule, after: number, asked?: string): Slot {
  const today: Wall = wallAt(after, zone);
  for (let i = 0; i <= MOST_DAYS; i++) {
    const day = later(today, i);
    const date = written(day);
    const at = days.includes(weekdayOf(day)) ? momentOf({ ...day, ...time }, zone) : undefined;
    // A day that a zone leaves out is none.
    if (at === undefined || at <= after || dateAt(at, zone) !== date) continue;
    if (asked === undefined || date > asked) return { at, date };
  }
  throw new Error(`no time at ${writtenTime(time)} in ${zone} on ${saidDays(days)}`);
}

/**
 * What is to be asked where something is due: the newest question whose time has come, unless it is more than two hours
 * late.
 *
 * @param due when the first is due, in ms since 1970; not later than now
 */
export function slotDue(schedule: Schedule, due: number, now: number, asked?: string): Found {
  const slots: Slot[] = [{ at: due, date: dateAt(due, schedule.zone) }];
  for (let newest = slots[0]; newest !== undefined && slots.length < MOST_MISSED; ) {
    const next = nextSlot(schedule, newest.at, newest.date);
    newest = next.at <= now ? next : undefined;
    if (newest !== undefined) slots.push(newest);
  }
  const fresh = slots.filter(({ date }) => asked === undefined || date > asked);
  const last = fresh.at(-1);
  const slot = last !== undefined && now - last.at <= LATE_MS ? last : undefined;
  return { slot, missed: fresh.filter((one) => one !== slot).map(({ date }) => date) };
}
