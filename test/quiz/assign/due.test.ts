import { describe, expect, it } from 'vitest';
import { readDue } from '../../../src/quiz/assign/due.ts';
import { moment } from '../../../src/quiz/calendar/wall.ts';
import { readZone } from '../../../src/quiz/calendar/zone.ts';
import { refusal } from '../../support/refusal.ts';

/** A Sunday: 29 November 2026, 20:00 in UTC, 21:00 in Berlin. */
const NOW = Date.UTC(2026, 10, 29, 20);
const iso = (text: string, zone = 'UTC', now = NOW): string => new Date(readDue(text, zone, now)).toISOString();

describe('when a task is due', () => {
  it.each([
    ['Friday 18:00', '2026-12-04T18:00'],
    ['fri 18:00', '2026-12-04T18:00'],
    ['next Friday, 6pm', '2026-12-04T18:00'],
    ['Friday at 18.00', '2026-12-04T18:00'],
    ['Friday 18', '2026-12-04T18:00'],
    ['by Friday', '2026-12-04T23:59'],
    ['Sunday 21:00', '2026-11-29T21:00'],
    ['Sunday 19:00', '2026-12-06T19:00'],
    ['tomorrow 8am', '2026-11-30T08:00'],
    ['tomorrow', '2026-11-30T23:59'],
    ['today 23:30', '2026-11-29T23:30'],
    ['12 am', '2026-11-30T00:00'],
    ['noon', '2026-11-30T12:00'],
    ['2026-12-04 18:00', '2026-12-04T18:00'],
    ['2026-12-04T18:00', '2026-12-04T18:00'],
    ['4.12.2026 18:00', '2026-12-04T18:00'],
    ['4.12. 18:00', '2026-12-04T18:00'],
    ['4 December 18:00', '2026-12-04T18:00'],
    ['Dec 4 6 pm', '2026-12-04T18:00'],
    ['2 January', '2027-01-02T23:59'],
    ['in 2 days', '2026-12-01T20:00'],
    ['in 3 hours', '2026-11-29T23:00'],
    ['in 90 minutes', '2026-11-29T21:30'],
    ['in a week', '2026-12-06T20:00'],
    ['18:00', '2026-11-30T18:00'],
    ['20:30', '2026-11-29T20:30'],
  ])('%s', (text, expected) => {
    expect(iso(text)).toBe(`${expected}:00.000Z`);
  });

  it.each([
    ['Friday 18:00', 'Europe/Berlin', '2026-12-04T17:00'],
    ['18:00', 'America/New_York', '2026-11-29T23:00'],
    ['tomorrow 0:30', 'Asia/Kolkata', '2026-11-30T19:00'],
    ['in 2 days', 'Pacific/Auckland', '2026-12-01T20:00'],
  ])('%s in %s', (text, zone, expected) => {
    expect(iso(text, zone)).toBe(`${expected}:00.000Z`);
  });

  it.each([
    ['the hour that the clocks leave out', '2027-03-28 02:30', '2027-03-28T01:30'],
    ['the hour that comes twice', '2027-10-31 02:30', '2027-10-31T00:30'],
  ])('%s', (_, text, expected) => {
    expect(iso(text, 'Europe/Berlin')).toBe(`${expected}:00.000Z`);
  });

  it('keeps the time of day over a change of the clocks', () => {
    const saturday = Date.UTC(2027, 2, 27, 17);
    expect(iso('in 2 days', 'Europe/Berlin', saturday)).toBe('2027-03-29T16:00:00.000Z');
  });

  it.each([
    ['soon', /cannot read `soon` as a time/],
    ['25:00', /cannot read/],
    ['2026-02-30 10:00', /cannot read/],
    ['13pm', /cannot read/],
    ['in 2 fortnights', /cannot read/],
    ['', /cannot read/],
    ['2026-11-28 18:00', /Saturday, 28 November 2026, 18:00 \(UTC\), is over already/],
    ['20:02', /in less than 5 minutes/],
    ['2029-01-01', /more than a year/],
    ['in 9999 weeks', /more than a year/],
  ])('refuses %s', (text, expected) => {
    expect(refusal(() => readDue(text, 'UTC', NOW))).toMatch(expected);
  });
});

it.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['Berlin', 'Europe/Berlin'],
  ['new york', 'America/New_York'],
  ['utc', 'UTC'],
])('the zone %s', (typed, zone) => {
  expect(readZone(typed)).toBe(zone);
});

it('a zone that is mistyped gets the one that was meant', () => {
  expect(refusal(() => readZone('Europe/Berln'))).toContain('Did you mean `Europe/Berlin`?');
  expect(refusal(() => readZone('Berln'))).toContain('Did you mean `Europe/Berlin`?');
  expect(refusal(() => readZone('Mars'))).toContain('time zone');
  // Whatever was typed, there is one that works.
  expect(() => readZone('Mars/Olympus')).toThrow(expect.objectContaining({ correction: 'UTC', option: 'zone' }));
});

it('a moment is said with its day and its zone', () => {
  expect(moment(Date.UTC(2026, 11, 4, 17), 'Europe/Berlin')).toBe('Friday, 4 December 2026, 18:00 (Europe/Berlin)');
  expect(moment(Date.UTC(2026, 11, 4, 0, 5), 'UTC')).toBe('Friday, 4 December 2026, 00:05 (UTC)');
});
