import { describe, expect, it } from 'vitest';
import { Load } from '../../../src/dispatch/admission/load.ts';

/** A load with a clock, and so much under way since then. */
function loaded(...begun: readonly (readonly [count: number, at: number])[]) {
  const clock = { now: 0 };
  const load = new Load({ most: 400, tooLongMs: 4000, now: () => clock.now });
  const ends = begun.flatMap(([count, at]) => {
    clock.now = at;
    return Array.from({ length: count }, () => load.begin());
  });
  return { load, clock, ends };
}

describe('a load', () => {
  it.each([
    ['nothing', [], 0, false],
    ['a class that typed at once', [[300, 0]], 3000, false],
    ['the same class, still waiting', [[300, 0]], 4001, true],
    ['a few that take long', [[39, 0]], 60_000, false],
    [
      'a few that take long, and more that do not',
      [
        [30, 0],
        [31, 9000],
      ],
      9500,
      false,
    ],
    [
      'half that take too long',
      [
        [31, 0],
        [30, 9000],
      ],
      9500,
      true,
    ],
    ['as much as there can be', [[400, 0]], 1, true],
  ] as const)('of %s', (_, begun, now, full) => {
    const { load, clock } = loaded(...begun);
    clock.now = now;
    expect(load.full).toBe(full);
  });

  it.each([
    [39, 5000, false],
    [40, 100, false],
    [40, 101, true],
  ])('of %i, while everything waits %i ms for its turn', (count, delay, full) => {
    const load = new Load({ most: 400, delay: () => delay });
    for (let i = 0; i < count; i++) load.begin();
    expect(load.full).toBe(full);
  });

  it('is over when it is answered', () => {
    const { load, ends } = loaded([400, 0]);
    expect(load.full).toBe(true);
    for (const end of ends.slice(0, 2)) end();
    expect(load.full).toBe(false);
  });
});
