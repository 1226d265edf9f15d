import { parse } from 'csv-parse/sync';
import { UserError } from '../errors.ts';
import { MAX_FILE } from '../limits.ts';
import type { DataSet } from './data.ts';
import { MAX_COLUMNS, MAX_ROWS, readNumber } from './rows.ts';

const FORMAT = 'A row is inputs and, in the last column, the target: `0.5,1,-1`. A first row of names is skipped.';

/**
 * Reads a CSV file: inputs, then the target in the last column. A first row of names is skipped, and so are empty
 * lines; commas, semicolons and tabs separate.
 *
 * @throws UserError that names the row as the file counts it
 */
export function parseCsv(text: string): DataSet {
  if (text.length > MAX_FILE)
    throw new UserError(`This file has ${text.length} characters; ${MAX_FILE} fit.`, { code: 'E_FILE_TOO_LARGE' });
  const rows = readRows(text);
  const named = rows[0]?.cells.every((cell) => readNumber(cell) === undefined) ?? false;
  const samples = named ? rows.slice(1) : rows;
  if (samples.length === 0) throw new UserError('There are no rows in this file.', { code: 'E_NO_ROWS', hint: FORMAT });
  if (samples.length > MAX_ROWS)
    throw new UserError(`There are ${samples.length} rows; ${MAX_ROWS} fit.`, { code: 'E_TOO_MANY_ROWS' });
  const width = (samples[0] as Row).cells.length;
  const numbers = samples.map((row) => {
    if (row.cells.length !== width) throw wrongRow(row, `it has ${row.cells.length} columns, the first has ${width}`);
    if (width < 2) throw wrongRow(row, 'it has one column, and needs at least one input and the target');
    if (width > MAX_COLUMNS + 1) throw wrongRow(row, `it has ${width} columns; ${MAX_COLUMNS + 1} fit`);
    return row.cells.map((cell, i) => {
      const number = readNumber(cell);
      if (number === undefined)
        throw wrongRow(row, `\`${cell.slice(0, 20)}\` in column ${i + 1} is not a number within a million`);
      return number;
    });
  });
  return { name: 'your file', xs: numbers.map((row) => row.slice(0, -1)), ys: numbers.map((row) => row.slice(-1)) };
}

interface Row {
  readonly cells: readonly string[];
  /** The line of the file it ends on, from 1. */
  readonly line: number;
}

function readRows(text: string): Row[] {
  const [head = ''] = text.split('\n', 1);
  const delimiter = ['\t', ';', ','].find((sign) => head.includes(sign)) ?? ',';
  try {
    const options = {
      bom: true,
      delimiter,
      trim: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    } as const;
    const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    const { lines } = error as { lines?: number };
    throw new UserError(`Row ${lines ?? '?'} does not fit: its quotation marks do not match.`, {
      code: 'E_CSV_QUOTES',
      hint: FORMAT,
    });
  }
}

const wrongRow = ({ line }: Row, what: string): UserError =>
  new UserError(`Row ${line} does not fit: ${what}.`, { code: 'E_WRONG_ROW', hint: FORMAT });
