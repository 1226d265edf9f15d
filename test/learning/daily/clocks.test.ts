import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextSlot, slotDue } from '../../../src/learning/daily/schedule.ts';
import { wallAt } from '../../../src/quiz/calendar/wall.ts';
import { openDaily } from './rig.ts';

const HOUR = 3_600_000;
const LATE = 2 * HOUR;
const START = Date.UTC(2026, 2, 1);
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Chatham', 'UTC'];
const schedules = fc.record({
  zone: fc.constantFrom(...zones),
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }).map((days) => days.sort((a, b) => a - b)),
});
/** When somebody looks: mostly every few minutes, at times after hours or days in which nothing ran. */
const looks = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: HOUR }) },
    { weight: 2, arbitrary: fc.integer({ min: HOUR, max: 20 * HOUR }) },
    { weight: 1, arbitrary: fc.integer({ min: 24 * HOUR, max: 200 * HOUR }) },
  ),
  { minLength: 20, maxLength: 400 },
);

describe('whenever somebody looks', () => {
  it('each day that was chosen is asked once, at most two hours late, or told of as missed', () => {
    fc.assert(
      fc.property(schedules, looks, (schedule, steps) => {
        let now = START;
        let asked: string | undefined;
        let { at: due } = nextSlot(schedule, now);
        const told: string[] = [];
        for (const step of steps) {
          now += step;
          if (due > now) continue;
          const { slot, missed } = slotDue(schedule, due, now, asked);
          told.push(...missed);
          if (slot !== undefined) {
            expect(now - slot.at).toBeLessThanOrEqual(LATE);
            expect(slot.at).toBeLessThanOrEqual(now);
            told.push(slot.date);
            asked = slot.date;
          }
          ({ at: due } = nextSlot(schedule, now, asked));
        }
        // In order, none twice, only on days that were chosen, and none left out.
        expect(told).toEqual([...new Set(told)].sort());
        const wanted: string[] = [];
        for (let slot = nextSlot(schedule, START); slot.at <= now; slot = nextSlot(schedule, slot.at, slot.date))
          wanted.push(slot.date);
        expect(told).toEqual(wanted.filter((date) => date <= (told.at(-1) ?? '')));
        for (const date of told) expect(schedule.days).toContain(new Date(date).getUTCDay());
      }),
      { numRuns: 300 },
    );
  });

  it('the clocks of the zone show the time that was chosen, but for an hour that they leave out', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 0, max: 400 }), (schedule, day) => {
        const { at, date } = nextSlot(schedule, START + day * 24 * HOUR);
        const wall = wallAt(at, schedule.zone);
        const minutes = wall.hour * 60 + wall.minute - (schedule.hour * 60 + schedule.minute);
        expect([0, 30, 60]).toContain(minutes);
        expect(`${wall.year}-${String(wall.month).padStart(2, '0')}-${String(wall.day).padStart(2, '0')}`).toBe(date);
      }),
      { numRuns: 500 },
    );
  });
});

describe('after an outage', () => {
  it('asks what is at most two hours late, and says what was left out with the next one', async () => {
    const rig = await openDaily();
    await rig.daily.on({ time: '18:00', zone: 'UTC' }, rig.who('host', { manages: true }));
    rig.clock.pass(7 * HOUR);
    await rig.sweep();
    await rig.sweep();
    expect(rig.texts().at(-1)).toMatch(/^Question of the day: Sunday, 15 November/);
    const before = rig.texts().length;
    rig.clock.pass(25 * HOUR);
    await rig.sweep();
    await rig.sweep();
    // Sunday's answer comes when it was promised, as soon as it can be.
    expect(rig.texts().slice(before)).toEqual([
      expect.stringMatching(/^Answer to the question of Sunday, 15 November/),
      expect.stringMatching(/^Question of the day: Monday, 16 November/),
    ]);
    rig.clock.pass(27 * HOUR);
    await rig.sweep();
    await rig.sweep();
    expect(rig.texts().at(-1)).toMatch(/^Answer to the question of Monday/);
    const status = await rig.said(rig.daily.status(rig.who('ada')));
    expect(status).toContain('There was no question on Tuesday, 17 November: I was not running at the time.');
    await rig.pass(24);
    expect(rig.texts().at(-1)).toMatch(
      /^Question of the day: Wednesday, 18 November\n\nThere was no question on Tuesday, 17 November: I was not running/,
    );
    rig.clock.pass(76 * HOUR);
    await rig.sweep();
    await rig.sweep();
    expect(await rig.said(rig.daily.status(rig.who('ada')))).toContain(
      'There was no question on 3 days, the last on Saturday, 21 November: I was not running at the time.',
    );
  });
});
