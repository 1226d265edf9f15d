import { describe, expect, it } from 'vitest';
import { readSamples } from '../../../src/training/data/samples.ts';

describe('a table', () => {
  it.each([
    ['plain rows', '1,2,1\n3,4,-1\n'],
    ['a first row of names', 'x1,x2,target\n1,2,1\n3,4,-1'],
    ['semicolons', '1;2;1\n3;4;-1'],
    ['tabs and Windows line ends', '1\t2\t1\r\n3\t4\t-1\r\n'],
    ['quotes, spaces and a byte order mark', '\uFEFF"x", y , t\n "1", 2, 1\n\n3,4,−1\n'],
    ['blanks in columns', '  1   2  1\n  3   4 -1\n'],
    ['a title and a source', 'My data\n\nx,y,t\n1,2,1\n3,4,-1\nSource: me\n'],
    ['a title in a spreadsheet', 'My data,,\nx,y,t\n1,2,1\n3,4,-1\n'],
    ['names in a comment', '# x y t\n1 2 1\n3 4 -1\n'],
    ['the names of R, without that of the first column', '"x" "y" "t"\n"1" 1 2 1\n"2" 3 4 -1\n'],
    ['years as names', '2019,2020,2021\n1,2,1\n3,4,-1\n'],
    ['signs behind the last cell', 'x;y;t;;\n1;2;1;;\n3;4;-1;;\n'],
    ['rows of nothing but signs', 'x,y,t\n,,\n1,2,1\n,,\n3,4,-1\n,,\n'],
    ['an order of its own', 'sep=|\nx|y|t\n1|2|1\n3|4|-1\n'],
    ['decimal commas', '1,0;2,0;1,0\n3,0;4,0;-1,0\n'],
    ['bars and strokes, as in Markdown', '| x | y | t |\n|---|:-:|--:|\n| 1 | 2 | 1 |\n| 3 | 4 | -1 |\n'],
    ['decimal commas between blanks', '1,0 2,0 1,0\n3,0 4,0 -1,0\n'],
  ])('with %s', (_, text) => {
    const expected = {
      xs: [
        [1, 2],
        [3, 4],
      ],
      ys: [[1], [-1]],
    };
    expect(readSamples(text)).toMatchObject(expected);
  });

  it('takes 1,000,000 characters, 10,000 rows and 65 columns', () => {
    expect(readSamples(`1,2${' '.repeat(999_997)}`).xs).toEqual([[1]]);
    expect(() => readSamples(`1,2${' '.repeat(999_998)}`)).toThrow('This file has 1000001 characters; 1000000 fit.');
    expect(readSamples('1,2\n'.repeat(10_000)).xs).toHaveLength(10_000);
    expect(readSamples(`${'1,'.repeat(64)}1`).xs[0]).toHaveLength(64);
    expect(() => readSamples(`${'1,'.repeat(65)}1`)).toThrow('it has 66 columns; 65 fit');
  });

  it.each([
    ['1,2,1\n3,x,-1', '', ''],
    ['1.5,2,1\n3,1e300,-1', ' below 1e15', ''],
    ['1,5;2;1\n3;x;-1', '', ' The file has decimal commas.'],
    ['1,5;2;1\n3;1e300;-1', ' below 1e15', ' The file has decimal commas.'],
  ])('says what to write where a cell is no number: %j', (text, size, marks) => {
    const cell = text.includes('x') ? 'x' : '1e300';
    const thrown = () => readSamples(text);
    expect(thrown).toThrow(`\`${cell}\` in column 2 is not a number${size}`);
    expect(thrown).toThrow(
      expect.objectContaining({
        hint: `Write a number such as \`0.5\`, leave the cell empty, or leave the column out: \`--drop 2\`.${marks}`,
      }),
    );
  });

  it.each([
    ['1,2,1\n3,x,-1', 'Row 2 does not fit: `x` in column 2 is not a number'],
    ['a,b,c\n1,2,1\n3,4', 'Row 3 does not fit: it has 2 columns, the first has 3'],
    ['a,b,c\n1,2,1\n3,,-1\n', 'Column 2 (`b`) is empty in row 3.'],
    ['1\n2', 'Row 1 does not fit: it has one column'],
    ['1,NaN', 'The target, column 2, is empty.'],
    ['1,Infinity', '`Infinity` in column 2'],
    ['1,1e300', '`1e300` in column 2 is not a number below 1e15'],
    ['1,"2\n3,4', 'its quotation marks do not match'],
    ['', 'There are no rows in this file'],
    ['x,y', 'There are no rows in this file'],
    ['1,2\n'.repeat(10_001), 'There are 10001 rows; 10000 fit'],
    [`${'1,'.repeat(70)}1`, 'it has 71 columns; 65 fit'],
    ['1,2\n'.repeat(300_000), 'This file has 1200000 characters'],
    ['<!DOCTYPE html>\n<html></html>', 'It is a web page or XML, no table'],
    ['[{"x": 1}]', 'It is JSON, no table'],
    ['a,b\n2020-01-01,1\n2020-01-02,2\n', 'No column is left for the inputs: column `a` has dates.'],
    ['a,b\n1,2020-01-01\n2,2020-01-02\n', 'The target, column `b`, has dates.'],
  ])('%j is refused', (text, message) => {
    expect(() => readSamples(text)).toThrow(message);
  });
});

describe('numbers', () => {
  it.each([
    ['50%', 0.5],
    ['12,5 %', 0.125],
    ['$5', 5],
    ['-$1,234.50', -1234.5],
    ['7 €', 7],
    ['EUR 7', 7],
    ['(3)', -3],
    ['1/2', 0.5],
    ['1 000 000', 1e6],
    ["1'000.5", 1000.5],
    ['1.234.567,8', 1234567.8],
    ['1,234,567.8', 1234567.8],
    ['12,34,567', 1234567],
    ['−2', -2],
    ['2E-3', 0.002],
  ])('%s is %d', (cell, value) => {
    const { xs, reading } = readSamples(`x;t\n${cell};1\n2;-1\n`);
    expect(xs).toEqual([[value], [2]]);
    expect(reading?.unusual.map((one) => one.value)).toEqual(/^[−\dE-]+$/.test(cell) ? [] : [value]);
  });

  it('have exponents, with a decimal comma as well', () => {
    expect(readSamples('x;t\n1e5;1\n1,5e5;-1\n').xs).toEqual([[1e5], [1.5e5]]);
  });

  it('may all have the same unit', () => {
    expect(readSamples('x,t\n5 cm,1\n7cm,-1\n12.5 cm,1\n').xs).toEqual([[5], [7], [12.5]]);
    expect(readSamples('x,t\n20°C,1\n-7°C,-1\n').xs).toEqual([[20], [-7]]);
    expect(readSamples('x,t\n5 cm,1\n7 m,-1\n5 cm,-1\n').columns?.inputs).toEqual(['x = 5 cm', 'x = 7 m']);
  });

  it('have decimal commas where one cell shows it: then a point parts thousands', () => {
    expect(readSamples('x;t\n1.500;1\n0,5;-1\n').xs).toEqual([[1500], [0.5]]);
    expect(readSamples('x;t\n1,500;1\n2,250;-1\n').xs).toEqual([[1.5], [2.25]]);
    expect(readSamples('x,t\n"1,500",1\n"2,250",-1\n').xs).toEqual([[1500], [2250]]);
    expect(readSamples('x;t\n1,500;1\n0.5;-1\n').xs).toEqual([[1500], [0.5]]);
  });
});

describe('columns', () => {
  const leftOut = (text: string) => readSamples(text).reading?.leftOut.map(({ name, why }) => `${name}: ${why}`);
  const many = (row: (i: number) => string): string => Array.from({ length: 20 }, (_, i) => row(i)).join('\n');

  it.each([
    ['a count of rows', `id,x,t\n${many((i) => `${i + 1},${i % 3},1`)}`, ['id: id']],
    ['numbers of customers', `customer_id,x,t\n${many((i) => `${9000 - 7 * i},${i % 3},1`)}`, ['customer_id: id']],
    ['an index without a name', `,x,t\n${many((i) => `${i},${i % 3},1`)}`, ['column 1: id']],
    ['an index without any names', many((i) => `${i},${i % 3},1`), ['column 1: id']],
    ['days', `day,x,t\n${many((i) => `${i + 1}.3.2020,${i},1`)}`, ['day: date']],
    ['names of people', `name,x,t\n${many((i) => `person ${i},${i},1`)}`, ['name: text']],
    ['kinds of which four of five rows have their own', 'kind,x,t\na,1,1\nb,2,1\nc,3,-1\nd,4,1\na,5,1\n', []],
    ['names of three', 'name,x,t\nAnn,1,1\nBea,3,-1\nCem,2,1\n', ['name: text']],
    ['the id of a passenger', 'PassengerId,x,t\n7,1,1\n9,3,-1\n', ['PassengerId: id']],
    ['one word', `unit,x,t\n${many((i) => `cm,${i},1`)}`, ['unit: same']],
    ['nothing', `note,x,t\n${many((i) => `,${i},1`)}`, ['note: empty']],
    ['but numbers 1 to n with a name of their own are an input', `x,t\n${many((i) => `${i + 1},${i}`)}`, []],
  ])('of %s', (_, text, expected) => {
    expect(leftOut(text)).toEqual(expected);
  });

  it('of few words are an input a word, of yes and no one input', () => {
    const { xs, columns } = readSamples('colour,wet,t\nred,yes,1\nblue,no,-1\nred,No,1\n');
    expect(columns?.inputs).toEqual(['colour = blue', 'colour = red', 'wet = yes']);
    expect(xs).toEqual([
      [0, 1, 1],
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });

  it.each([
    ['yes no yes', ['no', 'yes'], [[1], [-1], [1]]],
    ['TRUE FALSE FALSE', ['FALSE', 'TRUE'], [[1], [-1], [-1]]],
    ['spam ham ham', ['ham', 'spam'], [[1], [-1], [-1]]],
    ['b a b', ['a', 'b'], [[1], [-1], [1]]],
    [
      'c a b',
      ['a', 'b', 'c'],
      [
        [-1, -1, 1],
        [1, -1, -1],
        [-1, 1, -1],
      ],
    ],
  ])('of targets %s are classes', (words, classes, ys) => {
    const data = readSamples(
      `x,t\n${words
        .split(' ')
        .map((word, i) => `${0.5 * i},${word}`)
        .join('\n')}\n`,
    );
    expect(data.columns?.classes).toEqual(classes);
    expect(data.ys).toEqual(ys);
  });

  it('of 1 and 2 in many rows are classes; of 0 and 1 they are targets as they stand', () => {
    expect(readSamples(many((i) => `${i / 2},${1 + (i % 2)}`))).toMatchObject({ columns: { classes: ['1', '2'] } });
    expect(readSamples(many((i) => `${i / 2},${i % 2}`)).columns?.classes).toBeUndefined();
  });

  it('are chosen by name or number', () => {
    const text = 't,x,2,y\n1,0.5,7,8\n-1,0.7,9,6\n';
    const inputs = (choice: object) => readSamples(text, choice).columns;
    expect(inputs({ target: 't' })).toEqual({ inputs: ['x', '2', 'y'], target: 't' });
    expect(inputs({ target: '1' })).toEqual({ inputs: ['x', '2', 'y'], target: 't' });
    expect(inputs({ target: '2' })).toEqual({ inputs: ['t', 'x', 'y'], target: '2' });
    expect(inputs({ target: 'T', inputs: 'y, x' })).toEqual({ inputs: ['y', 'x'], target: 't' });
    expect(inputs({ drop: 'y,x' })).toEqual({ inputs: ['t'], target: '2' });
    expect(() => inputs({ target: 'z' })).toThrow('There is no column `z` in this file.');
  });

  it('may have quotation marks inside', () => {
    expect(readSamples('x,size,t\n1,5" pipe,1\n2,3" pipe,-1\n3,5" pipe,1').columns?.inputs).toEqual([
      'x',
      'size = 3" pipe',
      'size = 5" pipe',
    ]);
  });

  it('that were left out come back when they are chosen', () => {
    expect(readSamples('id,x,t\n1,2,1\n2,1,-1\n', { inputs: 'id,x' }).columns?.inputs).toEqual(['id', 'x']);
  });

  it('is left out where it counts the rows beside other inputs, unless its name says what it counts', () => {
    const counted = (name: string, rows: number, columns = `${name},x,t`): string =>
      `${columns}\n${Array.from({ length: rows }, (_, i) => `${i + 1},${(i * 7) % 11}${columns === `${name},t` ? '' : `,${(i * 5) % 7}.5`}`).join('\n')}`;
    const inputsOf = (text: string) => readSamples(text).columns?.inputs;
    expect(inputsOf(counted('house', 12))).toEqual(['x']);
    expect(inputsOf(counted('house', 9))).toEqual(['house', 'x']);
    for (const name of ['day', 'Weeks', 't', 'step']) expect(inputsOf(counted(name, 12))).toEqual([name, 'x']);
    expect(inputsOf(counted('house', 12, 'house,t'))).toEqual(['house']);
  });

  it('with a wrong cell do no harm when they are left out', () => {
    expect(readSamples('x,y,t\n1,2,1\n3,x,-1', { drop: 'y' }).xs).toEqual([[1], [3]]);
  });
});

describe('rows without a value', () => {
  const rows = (gaps: number): string =>
    `x,y,t\n${Array.from({ length: 20 }, (_, i) => `${i / 2},${i < gaps ? 'NA' : 5 * i},1`).join('\n')}`;

  it('are left out, up to a fifth', () => {
    expect(readSamples(rows(4)).reading).toMatchObject({ rows: 20, incomplete: 4 });
    expect(readSamples(rows(4)).xs).toHaveLength(16);
    expect(() => readSamples(rows(5))).toThrow('Column 2 (`y`) is empty in 5 of 20 rows, first in row 2.');
    expect(readSamples(rows(5), { drop: 'y' }).xs).toHaveLength(20);
  });
});
