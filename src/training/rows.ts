import { UserError } from '../errors.ts';
import { counted, readDecimal } from '../text.ts';
import type { DataSet } from './data.ts';

export const MAX_ROWS = 10_000;
export const MAX_COLUMNS = 64;
/** Larger inputs would only overflow. */
const LARGEST = 1e6;
const EXAMPLE = '0,1 -> 1; 1,1 -> -1';
/** The sign between inputs and targets, as people and phones write it. */
const ARROW = /->|=>|→|⇒|–>|—>|−>/;

/**
 * Reads rows typed in a line: `2,3,-1 -> 1; 3,-1,0.5 -> -1`, separated by `;` or new lines.
 *
 * @throws UserError that names the row
 */
export function parseRows(text: string): DataSet {
  const rows = text
    .split(/[;\n]/)
    .map((row) => row.trim())
    .filter((row) => row !== '');
  if (rows.length > MAX_ROWS)
    throw new UserError(`There are ${rows.length} rows; ${MAX_ROWS} fit.`, { code: 'E_TOO_MANY_ROWS' });
  const samples = rows.map((row, i) => {
    const [inputs, targets, more] = row.split(ARROW);
    if (targets === undefined || more !== undefined) {
      throw wrongRow(i, row, 'it needs one `->` between inputs and target');
    }
    return { x: numbers(inputs ?? '', i, row), y: numbers(targets, i, row) };
  });
  const [first] = samples;
  if (first === undefined)
    throw new UserError('There are no rows.', {
      code: 'E_NO_ROWS',
      hint: `For example \`--data "${EXAMPLE}"\`.`,
      option: 'data',
      correction: EXAMPLE,
    });
  for (const [i, { x, y }] of samples.entries()) {
    if (x.length !== first.x.length || y.length !== first.y.length) {
      const wanted = `${counted(first.x.length, 'input')} and ${counted(first.y.length, 'target')}`;
      throw wrongRow(i, rows[i] as string, `the first row has ${wanted}, this one ${x.length} and ${y.length}`);
    }
  }
  return { name: 'your rows', xs: samples.map(({ x }) => x), ys: samples.map(({ y }) => y) };
}

function numbers(text: string, index: number, row: string): number[] {
  const parts = text.trim().split(/\s*,\s*|\s+/);
  if (parts.length > MAX_COLUMNS)
    throw wrongRow(index, row, `it has ${parts.length} numbers on one side; ${MAX_COLUMNS} fit`);
  return parts.map((part) => {
    const number = readNumber(part);
    if (number !== undefined) return number;
    throw wrongRow(
      index,
      row,
      part === '' ? 'a number is missing' : `\`${part.slice(0, 20)}\` is not a number within a million`,
    );
  });
}

/** A number as people write it, with any minus sign; undefined for anything else, NaN and numbers beyond a million. */
export function readNumber(text: string): number | undefined {
  const number = readDecimal(text);
  return number !== undefined && Math.abs(number) <= LARGEST ? number : undefined;
}

const wrongRow = (index: number, row: string, what: string): UserError =>
  new UserError(`Row ${index + 1} does not fit: ${what}.`, {
    code: 'E_WRONG_ROW',
    hint: 'Rows look like `2,3,-1 -> 1`, with `;` between them.',
    where: { text: row.slice(0, 60), place: { start: 0, end: Math.min(row.length, 60) } },
  });
