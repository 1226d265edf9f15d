import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { decodeText } from '../../../src/platforms/decode.ts';
import { readSamples } from '../../../src/training/data/samples.ts';

const read = (name: string, target?: string) =>
  readSamples(decodeText(readFileSync(new URL(`files/${name}`, import.meta.url))), { target });

const HALVES = '0.1 0.2 → 1, 0.3 0.4 → -1';
const WHOLE = '1 2 → 1, 2 1 → -1';

it.each([
  ['blank-first-semi.csv', WHOLE],
  ['blank-first.csv', WHOLE],
  ['bom-quoted.csv', HALVES],
  ['bom.csv', HALVES],
  ['bool.csv', WHOLE],
  ['comment.csv', WHOLE],
  ['cr.csv', WHOLE],
  ['dollar.csv', '5 2 → 1, 3 4 → -1'],
  ['excel-empty-rows.csv', WHOLE],
  ['fraction.csv', '0.5 → 1, 2 → -1'],
  ['german-nohead.csv', HALVES],
  ['german-one.csv', '1.5 2.5 → 1'],
  ['german.csv', HALVES],
  ['head-mixed.csv', HALVES],
  ['id.csv', `${HALVES}, 0.5 0.6 → 1`],
  ['iris-like.csv', '5.1 3.5 → -1, 4.9 3 → 1'],
  ['one-row.csv', '1 2 → 1'],
  ['pandas-index.csv', HALVES],
  ['pandas-noindex.csv', `0 1 → 2, 0.1 0.2 → 1, 0.3 0.4 → -1`],
  ['paren.csv', '-3 → 1, 2 → -1'],
  ['percent.csv', '0.5 2 → 1, 0.3 4 → -1'],
  ['pipe.csv', WHOLE],
  ['quoted-semi.csv', WHOLE],
  ['sci.csv', '0.001 200 → 1, 0.5 -0.25 → -1, 1 1 → 1'],
  ['sep.csv', HALVES],
  ['space-thousand.csv', '1000 → 1, 2 → -1'],
  ['spaces.data', `${HALVES}, 0.5 0.6 → 1`],
  ['spaces2.txt', HALVES],
  ['tab.tsv', WHOLE],
  ['thousands-us.csv', '1234.5 2 → 1, 3 4 → -1'],
  ['thousands.csv', '1234.5 2 → 1, 3 4 → -1'],
  ['trailing.csv', WHOLE],
  ['trailing2.csv', WHOLE],
  ['unicode-minus.csv', '-1 → 1, 2 → -1'],
  ['unnamed-index.csv', `${HALVES}, 0.5 0.6 → 1`],
  ['utf16.csv', WHOLE],
  ['yesno.csv', '1 2 → 1, 2 1 → -1, 3 1 → 1'],
])('%s is read', (name, rows) => {
  const { xs, ys } = read(name);
  expect(xs.map((x, i) => `${x.join(' ')} → ${ys[i]?.join(' ')}`).join(', ')).toBe(rows);
});

it('a target may stand first', () => {
  expect(read('target-first.csv', 't')).toMatchObject({
    xs: [
      [0.1, 0.2],
      [0.3, 0.4],
    ],
    ys: [[1], [0]],
  });
});

it.each([
  ['missing-empty.csv', 'Column 2 (`b`) is empty in row 2.'],
  ['missing-na.csv', 'Column 2 (`b`) is empty in row 2.'],
  ['missing-q.csv', 'Column 2 (`b`) is empty in row 2.'],
  ['empty.csv', 'There are no rows in this file.'],
  ['only-head.csv', 'There are no rows in this file.'],
  ['one-col.csv', 'Row 1 does not fit: it has one column'],
  ['short-row.csv', 'Row 3 does not fit: it has 2 columns, the first has 3.'],
  ['html.csv', 'It is a web page or XML, no table.'],
  ['json.csv', 'It is JSON, no table.'],
  ['inf.csv', 'Row 2 does not fit: `∞` in column 1 (`x`) is not a number.'],
])('%s is refused', (name, message) => {
  expect(() => read(name)).toThrow(message);
});
