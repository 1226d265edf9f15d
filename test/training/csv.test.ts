import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../src/training/csv.ts';

describe('a CSV file', () => {
  it.each([
    ['plain rows', '1,2,1\n3,4,-1\n'],
    ['a first row of names', 'x1,x2,target\n1,2,1\n3,4,-1'],
    ['semicolons', '1;2;1\n3;4;-1'],
    ['tabs and Windows line ends', '1\t2\t1\r\n3\t4\t-1\r\n'],
    ['quotes, spaces and a byte order mark', '\uFEFF"x", y , t\n "1", 2, 1\n\n3,4,−1\n'],
  ])('with %s', (_, text) => {
    const expected = {
      xs: [
        [1, 2],
        [3, 4],
      ],
      ys: [[1], [-1]],
    };
    expect(parseCsv(text)).toMatchObject(expected);
  });

  it('takes 1,000,000 characters, 10,000 rows and 65 columns', () => {
    expect(parseCsv(`1,2${' '.repeat(999_997)}`).xs).toEqual([[1]]);
    expect(() => parseCsv(`1,2${' '.repeat(999_998)}`)).toThrow('This file has 1000001 characters; 1000000 fit.');
    expect(parseCsv('1,2\n'.repeat(10_000)).xs).toHaveLength(10_000);
    expect(parseCsv(`${'1,'.repeat(64)}1`).xs[0]).toHaveLength(64);
    expect(() => parseCsv(`${'1,'.repeat(65)}1`)).toThrow('it has 66 columns; 65 fit');
  });

  it.each([
    ['1,2,1\n3,x,-1', 'Row 2 does not fit: `x` in column 2 is not a number'],
    ['a,b,c\n1,2,1\n3,4', 'Row 3 does not fit: it has 2 columns, the first has 3'],
    ['1\n2', 'Row 1 does not fit: it has one column'],
    ['1,NaN', 'Row 1 does not fit: `NaN` in column 2'],
    ['1,Infinity', '`Infinity` in column 2'],
    ['1,1e300', 'is not a number within a million'],
    ['1,"2\n3,4', 'its quotation marks do not match'],
    ['', 'There are no rows in this file'],
    ['x,y', 'There are no rows in this file'],
    ['1,2\n'.repeat(10_001), 'There are 10001 rows; 10000 fit'],
    [`${'1,'.repeat(70)}1`, 'it has 71 columns; 65 fit'],
    ['1,2\n'.repeat(300_000), 'This file has 1200000 characters'],
  ])('%j is refused', (text, message) => {
    expect(() => parseCsv(text)).toThrow(message);
  });
});
