import { describe, expect, it } from 'vitest';
import { commaReadings } from '../../src/training/rows.ts';

describe('a comma between whole numbers', () => {
  it.each([
    ['0,5 -> 1; 0,7 -> 2', '0.5 -> 1; 0.7 -> 2', '0, 5 -> 1; 0, 7 -> 2'],
    ['1,5 -> 1; 1,25 -> 2', '1.5 -> 1; 1.25 -> 2', '1, 5 -> 1; 1, 25 -> 2'],
    ['0,5 -> 1; 1,5 -> 2', '0.5 -> 1; 1.5 -> 2', '0, 5 -> 1; 1, 5 -> 2'],
    ['2,05 -> 1; 3,1 -> 2', '2.05 -> 1; 3.1 -> 2', '2, 05 -> 1; 3, 1 -> 2'],
    ['0,5 -> 0,7; 1,2 -> 1,9', '0.5 -> 0.7; 1.2 -> 1.9', '0, 5 -> 0, 7; 1, 2 -> 1, 9'],
    ['-0,5 → 1\n-0,7 → 2', '-0.5 -> 1; -0.7 -> 2', '-0, 5 -> 1; -0, 7 -> 2'],
    ['0,5 -> 1', '0.5 -> 1', '0, 5 -> 1'],
  ])('is asked about: %s', (text, decimals, numbers) => {
    expect(commaReadings(text)).toMatchObject({ decimals, numbers });
    expect(commaReadings(decimals)).toBeUndefined();
    expect(commaReadings(numbers)).toBeUndefined();
  });

  it.each([
    '0,1 -> 1; 1,1 -> -1',
    '0,0 -> 0; 0,1 -> 1; 1,0 -> 1; 1,1 -> 0',
    '0,1 -> 1,0; 1,0 -> 0,1',
    '1,2 -> 3; 2,3 -> 5',
    '1,2 -> 1; 3,4 -> -1',
    '1,2 -> 1; 1,3 -> -1',
    '2,3 -> 1; 4,3 -> -1',
    '2,3,-1 -> 1; 3,-1,0.5 -> -1',
    '0, 5 -> 1; 0, 7 -> 2',
    '1 -> 10; 2 -> 20',
    'moons',
    '',
  ])('parts two inputs in %j', (text) => {
    expect(commaReadings(text)).toBeUndefined();
  });
});
