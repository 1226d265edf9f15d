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

/** Rows that were copied from a table, one a line and without arrows; undefined for anything else. */
export const pastedTable = (text: string): string | undefined =>
  /\S\s*\n\s*\S/.test(text) && !ARROW.test(text) ? text : undefined;

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
function readNumber(text: string): number | undefined {
  const number = readDecimal(text);
  return number !== undefined && Math.abs(number) <= LARGEST ? number : undefined;
}

const wrongRow = (index: number, row: string, what: string): UserError =>
  new UserError(`Row ${index + 1} does not fit: ${what}.`, {
    code: 'E_WRONG_ROW',
    hint: 'Rows look like `2,3,-1 -> 1`, with `;` between them.',
    where: { text: row.slice(0, 60), place: { start: 0, end: Math.min(row.length, 60) } },
  });

/** Two whole numbers with a comma between them and no blank, which may be one number with a decimal comma. */
const PAIR = /^\s*[-−]?(\d{1,6}),(\d{1,6})\s*$/;

/** What rows may mean in which a comma parts numbers or decimals. */
export interface CommaReadings {
  /** The first inputs, as they were written. */
  readonly written: string;
  readonly decimals: string;
  readonly numbers: string;
}

/**
 * Both meanings of rows whose commas are as likely decimal ones: `0,5 -> 1; 0,7 -> 2` has 0 in front in every
 * row, and `1,05` is no pair of numbers. Undefined for all others; what gates take, 0 and 1, stays two inputs.
 */
export function commaReadings(text: string): CommaReadings | undefined {
  const sides = text
    .split(/[;\n]/)
    .filter((row) => row.trim() !== '')
    .map((row) => row.split(ARROW));
  const parts = sides.map(([inputs = '']) => PAIR.exec(inputs)).filter((pair) => pair !== null);
  if (parts.length === 0 || parts.length < sides.length) return undefined;
  const [wholes, afters] = [parts.map(([, whole]) => whole), parts.map(([, , after = '']) => after)];
  const gates = afters.every((after) => after === '0' || after === '1');
  const sameStart = new Set(wholes).size === 1 && (wholes[0] === '0' || afters.some(({ length }) => length > 1));
  const halves = afters.every((after) => after === '5') && parts.length > 1;
  const zeros = afters.some((after) => /^0\d/.test(after));
  const targetsToo = sides.every(([, targets = '']) => PAIR.test(targets));
  if (gates || !(sameStart || halves || zeros || targetsToo)) return undefined;
  const joined = (sign: string): string =>
    sides.map((row) => row.map((side) => side.trim().replace(',', sign)).join(' -> ')).join('; ');
  return { written: (sides[0]?.[0] ?? '').trim(), decimals: joined('.'), numbers: joined(', ') };
}
