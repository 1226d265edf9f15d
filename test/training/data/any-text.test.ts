import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { readSamples } from '../../../src/training/data/samples.ts';

const piece = fc.constantFrom(
  ...[
    '1',
    '2.5',
    '-3',
    '0,5',
    '1.234',
    'a',
    'yes',
    'NA',
    '?',
    '"',
    ',',
    ',',
    ';',
    '\t',
    '|',
    ' ',
    '\n',
    '\n',
    '%',
    '$',
    '#',
    '(',
    ')',
    '/',
    '-',
    'é',
    '2020-01-01',
    'sep=;',
  ],
);

it('any text is a table of finite numbers, or a mistake that can be shown', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      try {
        const { xs, ys } = readSamples(pieces.join(''));
        expect(xs.length).toBe(ys.length);
        expect(xs.length).toBeGreaterThan(0);
        expect([...xs, ...ys].flat().every(Number.isFinite)).toBe(true);
        expect(new Set(xs.map(({ length }) => length)).size).toBe(1);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        expect(error.message).not.toMatch(/undefined|NaN|\[object/);
      }
    }),
    { numRuns: 3000, seed: 3 },
  );
});
