import { parse } from 'csv-parse/sync';
import { UserError } from '../../errors.ts';
import type { Decimal } from './cells.ts';
import { type Delimiter, decimalFor, delimiterOf, roughCells } from './dialect.ts';

export const FORMAT = 'A row is inputs and the target, in the last column or named by `--target`: `0.5,1,-1`.';

/** A row of cells. */
export interface Row {
  readonly cells: readonly string[];
  /** The line of the file it ends on, from 1. */
  readonly line: number;
}

/** The rows of a file without what is no row: comments, empty rows, signs at the end. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly delimiter: Delimiter;
  readonly decimal: Decimal;
  /** The last comment before the rows, which may hold their names. */
  readonly comment: string | undefined;
  readonly comments: number;
}

/** What begins as something else than a table. */
const ELSE: readonly (readonly [RegExp, string])[] = [
  [/^\s*<(!doctype|html|head|body|\?xml|table|div|svg)\b/i, 'It is a web page or XML, no table'],
  [/^\s*(\{\s*["}]|\[\s*[[{])/, 'It is JSON, no table'],
  [/^\s*@relation\b/i, 'It is an ARFF file, no CSV'],
];

/**
 * The rows of a text: what parts cells and decimals is found out over the whole of it.
 *
 * @throws UserError for what is no table, and for quotation marks that do not match, with their row
 */
export function readRows(text: string): Rows {
  const other = ELSE.find(([begins]) => begins.test(text))?.[1];
  if (other !== undefined)
    throw new UserError(`There are no rows in this file. ${other}.`, {
      code: 'E_NO_ROWS',
      hint: `Save the table as CSV. ${FORMAT}`,
    });
  const lines = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  const told = /^\s*"?sep=(.)"?\s*$/i.exec(lines[0] ?? '')?.[1];
  if (told !== undefined) lines[0] = '';
  const comments = lines.flatMap((line, i) => (isComment(line) ? [i] : []));
  const first = lines.findIndex((line, i) => line.trim() !== '' && !comments.includes(i));
  const before = comments.findLast((i) => i < first);
  const comment = before === undefined ? undefined : (lines[before] as string);
  // An empty line in its place: the others keep their numbers.
  for (const i of comments) lines[i] = '';
  const filled = lines.filter((line) => line.trim() !== '');
  // Bars around each row, as in Markdown, part nothing.
  const framed = filled.length > 0 && filled.every((line) => line.trim().length > 1 && /^\|.*\|$/.test(line.trim()));
  if (framed) for (const [i, line] of lines.entries()) lines[i] = line.trim().slice(1, -1);
  const known = [',', ';', '\t', '|', ' '] as const;
  const delimiter = known.find((sign) => sign === told) ?? (framed ? '|' : delimiterOf(filled));
  const rows = (delimiter === ' ' ? blankRows(lines) : csvRows(lines.join('\n'), delimiter)).filter(({ cells }) =>
    cells.some((cell) => cell !== ''),
  );
  const decimal = decimalFor(eachCell(rows), delimiter);
  return { rows: withoutTrail(rows), delimiter, decimal, comment, comments: comments.length };
}

/** A line that begins with `#`, `%` or `//`, or of strokes alone; but `#,x,y` names a column `#`. */
const isComment = (line: string): boolean =>
  /^\s*(?:[#%](?!\s*[,;|\t])|\/\/)/.test(line) || (line.includes('---') && /^[\s|:+-]+$/.test(line));

function* eachCell(rows: readonly Row[]): Generator<string> {
  for (const { cells } of rows) yield* cells;
}

const blankRows = (lines: readonly string[]): Row[] =>
  lines.map((line, i) => ({
    cells: roughCells(line, ' ').map((cell) => cell.replace(/^"(.*)"$/, '$1').replaceAll('""', '"')),
    line: i + 1,
  }));

function csvRows(text: string, delimiter: Delimiter): Row[] {
  try {
    const options = {
      delimiter,
      trim: true,
      info: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
    } as const;
    const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ cells: record.map((cell) => cell.trim()), line: info.lines }));
  } catch (error) {
    const { lines } = error as { lines?: number };
    throw new UserError(`Row ${lines ?? '?'} does not fit: its quotation marks do not match.`, {
      code: 'E_CSV_QUOTES',
      hint: 'A quotation mark inside a quoted cell is written twice.',
    });
  }
}

/** How many cells most rows have. */
export function usualWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].sort(([, x], [, y]) => y - x)[0]?.[0] ?? 0;
}

/** Without the columns at the end that are empty in every row: signs behind the last cell. */
function withoutTrail(rows: readonly Row[]): Row[] {
  const filled = ({ cells }: Row): number => cells.findLastIndex((cell) => cell !== '') + 1;
  const usual = usualWidth(rows);
  const widest = rows
    .filter(({ cells }) => cells.length === usual)
    .reduce((most, row) => Math.max(most, filled(row)), 0);
  // Of a row by itself, too: what is empty beyond the others is no cell.
  return rows.map((row) => {
    const end = Math.max(Math.min(widest, row.cells.length), filled(row));
    return { ...row, cells: row.cells.slice(0, end) };
  });
}
