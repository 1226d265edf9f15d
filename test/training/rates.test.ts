import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UserError } from '../../src/errors.ts';
import { ratesOf, readRates } from '../../src/training/read/rates.ts';

describe('several learning rates', () => {
  it.each<[text: string, rates: readonly number[] | undefined]>([
    ['0.4', undefined],
    ['0.01..3', [0.01, 0.017, 0.028, 0.047, 0.08, 0.13, 0.22, 0.38, 0.63, 1.1, 1.8, 3]],
    ['0.01 … 3', [0.01, 0.017, 0.028, 0.047, 0.08, 0.13, 0.22, 0.38, 0.63, 1.1, 1.8, 3]],
    ['1e-3-1', [0.001, 0.0019, 0.0035, 0.0066, 0.012, 0.023, 0.043, 0.081, 0.15, 0.28, 0.53, 1]],
    ['3, 0.1; 1 0.1', [0.1, 1, 3]],
  ])('%j', (text, rates) => {
    expect(ratesOf(readRates(text))).toEqual(rates);
  });

  const refused = (text: string): UserError => {
    try {
      readRates(text);
    } catch (error) {
      return error as UserError;
    }
    throw new Error(`${text} was not refused`);
  };

  it.each([
    ['0,1', 'E_OPTION_NOT_A_NUMBER', '0.1'],
    ['0.1..x', 'E_OPTION_NOT_A_NUMBER', '0.01..3'],
    ['0,1..1,5', 'E_OPTION_NOT_A_NUMBER', '0,1..1.5'],
    ['..3', 'E_OPTION_NOT_A_NUMBER', '0.1'],
    ['', 'E_OPTION_NOT_A_NUMBER', '0.1'],
    ['-1..3', 'E_OPTION_VALUE', '0.01..3'],
    ['0..0.5', 'E_OPTION_VALUE', '0.005..0.5'],
    ['0.1,0', 'E_OPTION_VALUE', '0.1'],
    ['0.1..1e5', 'E_OPTION_VALUE', '0.1..100'],
    ['3..1', 'E_RATES_BACKWARDS', '1..3'],
    ['2..2.0', 'E_RATES_THE_SAME', '2'],
    ['1;2;3;4;5;6;7;8;9;10;11;12;13', 'E_TOO_MANY_RATES', '1..13'],
  ])('%j is refused as %s', (text, code, correction) => {
    const error = refused(text);
    expect([error.code, error.correction]).toEqual([code, correction]);
  });

  it('are read again from what was read, go up, and keep their ends', () => {
    const rate = fc.double({ min: 1e-6, max: 100, noNaN: true });
    fc.assert(
      fc.property(rate, rate, (a, b) => {
        fc.pre(Math.abs(a - b) > 1e-9 * a);
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const read = readRates(`${from}..${to}`);
        const rates = ratesOf(read) ?? [];
        expect(readRates(String(read))).toBe(read);
        expect([rates[0], rates.at(-1), rates.length]).toEqual([from, to, 12]);
        expect(rates.every((one, i) => i === 0 || one > (rates[i - 1] as number))).toBe(true);
      }),
    );
  });
});
