import { UserError } from '../../errors.ts';
import { counted } from '../../text.ts';
import { MAX_COLUMNS, MAX_ROWS } from '../rows.ts';
import { type Decimal, isMissing, isNumeric } from './cells.ts';
import { type Delimiter, roughCells } from './dialect.ts';
import { FORMAT, type Row, readRows, usualWidth } from './read.ts';

/** A table as it stands in a file: rows of the same width, and the names of its columns. */
export interface Table {
  readonly rows: readonly Row[];
  /** One a column; undefined where the file has none. A column without one has an empty name. */
  readonly names: readonly string[] | undefined;
  readonly delimiter: Delimiter;
  readonly decimal: Decimal;
  /** Lines of words around the rows: titles and sources. */
  readonly titles: number;
  readonly comments: number;
}

/**
 * Reads a table: its first row are names where it cannot be numbers.
 *
 * @throws UserError that names the row as the file counts it
 */
export function readTable(text: string): Table {
  const { rows: all, delimiter, decimal, comment, comments } = readRows(text);
  const isNumber = (cell: string): boolean => isNumeric(cell, decimal);
  const { rows: inner, titles } = withoutTitles(all, isNumber);
  const { names, rows } = named(inner, isNumber);
  if (rows.length === 0) throw new UserError('There are no rows in this file.', { code: 'E_NO_ROWS', hint: FORMAT });
  if (rows.length > MAX_ROWS)
    throw new UserError(`There are ${rows.length} rows; ${MAX_ROWS} fit.`, { code: 'E_TOO_MANY_ROWS' });
  const width = (rows[0] as Row).cells.length;
  for (const row of rows) {
    if (row.cells.length !== width)
      throw wrongRow(row, `it has ${counted(row.cells.length, 'column')}, the first has ${width}`);
    if (width < 2) throw wrongRow(row, 'it has one column, and needs at least one input and the target');
    if (width > MAX_COLUMNS + 1) throw wrongRow(row, `it has ${width} columns; ${MAX_COLUMNS + 1} fit`);
  }
  const header = names === undefined ? fromComment(comment, delimiter, width, isNumber) : fitted(names, rows);
  return { rows, names: header, delimiter, decimal, titles, comments };
}

const filled = ({ cells }: Row): number => cells.filter((cell) => cell !== '').length;

/** Rows of words before and behind those that have more cells, or others, are titles and sources. */
function withoutTitles(
  rows: readonly Row[],
  isNumber: (cell: string) => boolean,
): { readonly rows: readonly Row[]; readonly titles: number } {
  const widest = rows.reduce((most, row) => Math.max(most, filled(row)), 0);
  const usual = usualWidth(rows);
  const hasNumbers = (row: Row | undefined): boolean => row?.cells.some(isNumber) ?? true;
  const isTitle = (row: Row, i: number): boolean => {
    if (hasNumbers(row)) return false;
    if (filled(row) === 1) return widest > 2 - Number(row.cells.length === 1);
    // Names may be one less than the cells, as R writes them, unless others follow.
    const few = row.cells.length === usual - 1 && (rows[i + 1]?.cells.length !== usual || hasNumbers(rows[i + 1]));
    return rows.length > 2 && row.cells.length !== usual && !few;
  };
  const from = rows.findIndex((row, i) => !isTitle(row, i));
  const to = rows.findLastIndex((row) => filled(row) !== 1 || !isTitle(row, rows.length));
  const inner = from < 0 ? rows : rows.slice(from, Math.max(from, to) + 1);
  return { rows: inner, titles: rows.length - inner.length };
}

/** Parts the first row off where it has names. */
function named(
  rows: readonly Row[],
  isNumber: (cell: string) => boolean,
): { names: Row | undefined; rows: readonly Row[] } {
  const [first, ...rest] = rows;
  const isNames =
    first !== undefined && (rest.length === 0 ? !first.cells.some(isNumber) : areNames(first, rest, isNumber));
  return isNames ? { names: first, rows: rest } : { names: undefined, rows };
}

/** Are the cells of the first row something else than those below them? */
function areNames({ cells }: Row, rest: readonly Row[], isNumber: (cell: string) => boolean): boolean {
  const width = (rest[0] as Row).cells.length;
  const shift = width - cells.length === 1 ? 1 : 0;
  const below = (i: number): string[] =>
    rest.map((row) => row.cells[i + shift] ?? '').filter((cell) => !isMissing(cell));
  const columns = cells.map((cell, i) => ({ cell, cells: below(i) }));
  const numbers = columns.filter((column) => column.cells.filter(isNumber).length > column.cells.length / 2);
  // Words over numbers; a row with a number under no other word is one of them.
  if (numbers.length > 0) {
    const words = numbers.filter(({ cell }) => !isNumber(cell) && (cell === '' || !isMissing(cell)));
    const named = words.filter(({ cell }) => cell !== '').length;
    if (named >= numbers.length / 2 && named > 0) return true;
    const others = numbers.filter(({ cell }) => isNumber(cell)).map(({ cell }) => Number(cell));
    const counted = others.length > 1 && others.every((value, i) => i === 0 || value === (others[i - 1] as number) + 1);
    const years = counted && (others[0] as number) > 1000 && (others.at(-1) as number) < 3000;
    // The names of a data frame: nothing over the index, and 0, 1, 2 or years.
    const index = cells[0] === '' && below(0).every((cell, i) => Number(cell) === i || Number(cell) === i + 1);
    return counted && ((index && (others[0] === 0 || years)) || (years && named + others.length === cells.length));
  }
  // All words: names are not among what they name.
  return columns.every((column) => column.cell !== '' && !column.cells.includes(column.cell)) && rest.length > 1;
}

/** One name a column: R leaves out that of the first. */
function fitted({ cells, line }: Row, rows: readonly Row[]): readonly string[] {
  const width = (rows[0] as Row).cells.length;
  if (cells.length === width - 1) return ['', ...cells];
  if (cells.length < width) return [...cells, ...Array.from({ length: width - cells.length }, () => '')];
  if (cells.length > width)
    throw wrongRow(rows[0] as Row, `it has ${counted(width, 'column')}, but row ${line} has ${cells.length} names`);
  return cells;
}

/** Names in a comment, as NumPy writes them: `# x y t`. */
function fromComment(
  comment: string | undefined,
  delimiter: Delimiter,
  width: number,
  isNumber: (cell: string) => boolean,
): readonly string[] | undefined {
  const cells = roughCells(comment?.replace(/^\s*(?:[#%]+|\/\/)/, '').trim() ?? '', delimiter).map((cell) =>
    cell.trim(),
  );
  return cells.length === width && !cells.some((cell) => cell === '' || isNumber(cell)) ? cells : undefined;
}

export const wrongRow = ({ line }: Row, what: string, hint = FORMAT): UserError =>
  new UserError(`Row ${line} does not fit: ${what}.`, { code: 'E_WRONG_ROW', hint });
