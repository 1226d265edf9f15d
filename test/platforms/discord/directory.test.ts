import { expect, it } from 'vitest';
import type { Application } from '../../../src/platforms/discord/check/application.ts';
import { directoryFindings } from '../../../src/platforms/discord/check/directory.ts';

const ALL = 0xffff;

const wrong = (flags: number): string[] =>
  directoryFindings({ discovery_eligibility_flags: flags } as Application).flatMap(({ state, what }) =>
    state === 'wrong' ? [what] : [],
  );

it.each([
  [0, /is not verified/],
  [1, /no tags/],
  [2, /no description/],
  [3, /terms of service/],
  [4, /privacy policy/],
  [5, /install link/],
  [6, /its name/],
  [7, /its description/],
  [8, /no commands/],
  [9, /support server/],
  [10, /its commands/],
  [11, /second factor/],
  [12, /page in the directory/],
  [13, /languages/],
  [14, /short description/],
  [15, /linked roles/],
])('bit %i of what Discord says stands for %s', (bit, what) => {
  expect(wrong(ALL & ~(1 << bit))).toEqual([expect.stringMatching(what)]);
});

it('with all of them nothing is missing', () => {
  expect(wrong(ALL)).toEqual([]);
});
