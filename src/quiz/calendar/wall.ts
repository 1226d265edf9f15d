import { Cron } from 'croner';

/** A date and a time of day as a clock on a wall shows them. */
export interface Wall {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

export type Day = Omit<Wall, 'hour' | 'minute'>;
export type Time = Pick<Wall, 'hour' | 'minute'>;

/** What the clocks of a zone show. */
export function wallAt(at: number, zone: string): Wall {
  const form = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const parts = new Intl.DateTimeFormat('en-GB', { ...form, hourCycle: 'h23', timeZone: zone }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value);
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

/** When the clocks of a zone show this; where they jump over it, as long after the jump as it is behind its start. */
export function momentOf({ year, month, day, hour, minute }: Wall, zone: string): number | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const two = (value: number): string => String(value).padStart(2, '0');
  const iso = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:00`;
  return new Cron(iso, { timezone: zone }).getOnce()?.getTime();
}

/** A day so many days after another one. */
export function later({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
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

/**
 * The time of day that somebody means: `18:00`, `8am`, `noon`; undefined for what is none.
 *
 * @param loose does a number alone mean an hour
 */
export function timeOf(text: string, loose: boolean): Time | undefined {
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

/** A date such as `2026-11-30` in words: `Monday, 30 November`. */
export function saidDate(date: string): string {
  const form = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const parts = new Intl.DateTimeFormat('en-GB', form).formatToParts(Date.parse(date));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('weekday')}, ${part('day')} ${part('month')}`;
}
