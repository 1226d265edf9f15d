import { describe, expect, it } from 'vitest';
import { nextSlot, readDays, readTime, saidDays, slotDue } from '../../../src/learning/daily/schedule.ts';
import { refusal } from '../../support/refusal.ts';

const ALL = [0, 1, 2, 3, 4, 5, 6];
const HOUR = 60 * 60_000;
const at = (iso: string): number => Date.parse(iso);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

describe('the next question of the day', () => {
  it.each([
    // The clocks of Berlin go forward on 29 March 2026, from 02:00 to 03:00, and back on 25 October, from 03:00 to 02:00.
    ['Europe/Berlin', 18, 0, '2026-03-28T17:00Z', '2026-03-29T16:00', '2026-03-29'],
    ['Europe/Berlin', 18, 0, '2026-03-27T17:00Z', '2026-03-28T17:00', '2026-03-28'],
    ['Europe/Berlin', 2, 30, '2026-03-28T12:00Z', '2026-03-29T01:30', '2026-03-29'],
    ['Europe/Berlin', 2, 30, '2026-03-29T01:30Z', '2026-03-30T00:30', '2026-03-30'],
    ['Europe/Berlin', 2, 30, '2026-10-24T12:00Z', '2026-10-25T00:30', '2026-10-25'],
    ['Europe/Berlin', 2, 30, '2026-10-25T00:30Z', '2026-10-26T01:30', '2026-10-26'],
    ['Europe/Berlin', 18, 0, '2026-10-24T16:00Z', '2026-10-25T17:00', '2026-10-25'],
    // New York: 8 March, and 1 November 2026.
    ['America/New_York', 8, 0, '2026-03-07T13:00Z', '2026-03-08T12:00', '2026-03-08'],
    ['America/New_York', 2, 15, '2026-03-07T20:00Z', '2026-03-08T07:15', '2026-03-08'],
    ['America/New_York', 1, 30, '2026-10-31T20:00Z', '2026-11-01T05:30', '2026-11-01'],
    ['America/New_York', 1, 30, '2026-11-01T05:30Z', '2026-11-02T06:30', '2026-11-02'],
    // Without changes.
    ['Asia/Kolkata', 0, 0, '2026-03-28T18:29Z', '2026-03-28T18:30', '2026-03-29'],
    ['UTC', 23, 59, '2026-12-31T23:59Z', '2027-01-01T23:59', '2027-01-01'],
    ['Pacific/Kiritimati', 9, 0, '2026-06-01T00:00Z', '2026-06-01T19:00', '2026-06-02'],
  ])('in %s at %i:%i after %s', (zone, hour, minute, after, next, date) => {
    const slot = nextSlot({ zone, hour, minute, days: ALL }, at(after));
    expect({ at: iso(slot.at), date: slot.date }).toEqual({ at: next, date });
  });

  it('comes on the days that were chosen, and not on one whose question was asked', () => {
    const schedule = { zone: 'Europe/Berlin', hour: 18, minute: 0, days: [1, 2, 3, 4, 5] };
    const friday = at('2026-12-04T17:00Z');
    expect(nextSlot(schedule, friday - 1).date).toBe('2026-12-04');
    expect(nextSlot(schedule, friday - 1, '2026-12-04').date).toBe('2026-12-07');
    expect(nextSlot(schedule, friday).date).toBe('2026-12-07');
  });
});

describe('what is due after an outage', () => {
  const schedule = { zone: 'Europe/Berlin', hour: 18, minute: 0, days: ALL };
  const due = at('2026-11-30T17:00Z');

  it.each([
    ['at once', 0, '2026-11-30', []],
    ['two hours late', 2 * HOUR, '2026-11-30', []],
    ['a moment later than that', 2 * HOUR + 1, undefined, ['2026-11-30']],
    ['the next day in time', 24 * HOUR + 1, '2026-12-01', ['2026-11-30']],
    ['three days later, at noon', 66 * HOUR, undefined, ['2026-11-30', '2026-12-01', '2026-12-02']],
  ])('%s', (_, late, asked, missed) => {
    const found = slotDue(schedule, due, due + late);
    expect([found.slot?.date, found.missed]).toEqual([asked, missed]);
  });
});

describe('days and times as people write them', () => {
  it.each([
    ['mon-fri', [1, 2, 3, 4, 5], 'Monday to Friday'],
    ['Monday to Friday', [1, 2, 3, 4, 5], 'Monday to Friday'],
    ['weekdays', [1, 2, 3, 4, 5], 'Monday to Friday'],
    ['daily', ALL, 'every day'],
    ['mon,wed,fri', [1, 3, 5], 'on Mon, Wed and Fri'],
    ['Mondays and Thursdays', [1, 4], 'on Mon and Thu'],
    ['fri-mon', [0, 1, 5, 6], 'on Mon, Fri, Sat and Sun'],
    ['sunday', [0], 'on Sun'],
    ['mon – wed, sat', [1, 2, 3, 6], 'on Mon, Tue, Wed and Sat'],
  ])('%s', (typed, days, said) => {
    expect(readDays(typed)).toEqual(days);
    expect(saidDays(days)).toBe(said);
  });

  it.each([
    ['18:00', 18, 0],
    ['8am', 8, 0],
    ['8', 8, 0],
    ['at 6.30 pm', 18, 30],
    ['noon', 12, 0],
    ['midnight', 0, 0],
    ['24:00', 0, 0],
  ])('%s', (typed, hour, minute) => expect(readTime(typed)).toEqual({ hour, minute }));

  it.each(['', 'someday', 'mon-', '-', 'm', 'mon-wed-fri', 'constructor'])('knows no days called "%s"', (typed) => {
    expect(refusal(() => readDays(typed))).toContain('as days of the week');
  });

  it.each(['', 'evening', '25:00', '18:60', '13pm'])('knows no time called "%s"', (typed) => {
    expect(refusal(() => readTime(typed))).toContain('as a time of day');
  });
});
