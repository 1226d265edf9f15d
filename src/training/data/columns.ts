import { UserError } from '../../errors.ts';
import { nearest, shorten } from '../../text.ts';
import { type CellNumber, isDate, isMissing, isNone, isNumeric, readNumber, unitOf, yesNo } from './cells.ts';
import { type Table, wrongRow } from './table.ts';

/** What the cells of a column are. */
type Kind = 'number' | 'words' | 'date' | 'id' | 'text' | 'same' | 'empty' | 'broken';

export interface Column {
  /** As in the file, or `column 3`. */
  readonly name: string;
  /** From 1. */
  readonly number: number;
  readonly kind: Kind;
  /** Of each row, as it stands there; undefined for none. */
  readonly cells: readonly (string | undefined)[];
  /** Of numbers the values, NaN for none. */
  readonly values: readonly number[];
  /** Of words the different ones, in the order of the alphabet, or of no and yes. */
  readonly words: readonly string[];
  /** A number that is written in more than digits, and what it was taken for. */
  readonly unusual: { readonly cell: string; readonly value: number } | undefined;
  /** The row, from 0, of a cell that is no number among numbers. */
  readonly wrong?: number;
}

/** More different words than this are names. */
export const MOST_WORDS = 12;
/** Larger numbers lose digits. */
const LARGEST = 1e15;
/** A column with so many numbers is one of numbers. */
const MOSTLY = 0.5;
/** Beside other inputs so long a run counts rows whatever its name, unless that says what is counted. */
const LONG_COUNT = 10;
const ORDER_NAME =
  /^(x\d*|t|time|second|minute|hour|day|week|month|quarter|year|age|step|period|epoch|iteration|level|dose)s?$/i;
/** Without a name only so long a run of 1, 2, 3 counts rows. */
const LONG_INDEX = 5;

const ID_NAME =
  /^(?:|#|id|idx|index|no|no\.|nr|nr\.|row|rowid|row_?names?|row_?num(?:ber)?|obs|unnamed: ?0|x\.?1?|[a-z_ ]*[_ ]id|id[_ ][a-z_ ]*|[A-Za-z]+I[dD])$/;

/** The columns of a table and what each is. */
export const columnsOf = (table: Table): Column[] => (table.rows[0]?.cells ?? []).map((_, i) => columnAt(table, i));

function columnAt({ rows, names, decimal }: Table, i: number): Column {
  const written = names?.[i] ?? '';
  const name = written === '' ? `column ${i + 1}` : written;
  const cells = withoutNone(
    rows.map((row) => row.cells[i] as string).map((cell) => (isMissing(cell) ? undefined : cell)),
    decimal,
  );
  const filled = cells.filter((cell) => cell !== undefined);
  const unit = unitOf(filled);
  const read = cells.map((cell) => (cell === undefined ? undefined : numberWith(unit, cell, decimal)));
  const numbers = read.filter((number) => number !== undefined);
  const plain = numbers.filter(({ unusual }) => !unusual).length;
  const base = { name, number: i + 1, cells, values: [], words: [], unusual: undefined };
  if (filled.length === 0) return { ...base, kind: 'empty' };
  if (filled.every(isDate) && plain < filled.length) return { ...base, kind: 'date' };
  const infinite = filled.find((cell) => /^[+-]?(∞|inf|infinity)$/i.test(cell));
  if (infinite !== undefined || (numbers.length > 0 && numbers.length >= MOSTLY * filled.length)) {
    const wrong = read.findIndex(
      (number, row) => cells[row] !== undefined && !(Math.abs(number?.value ?? Number.NaN) <= LARGEST),
    );
    if (wrong >= 0) return { ...base, kind: 'broken', wrong };
    const odd = read.findIndex((number) => number?.unusual);
    const values = read.map((number) => number?.value ?? Number.NaN);
    const kind = isIndex(written, values, names, i) ? 'id' : 'number';
    const unusual = odd < 0 ? undefined : { cell: cells[odd] as string, value: values[odd] as number };
    return { ...base, kind, values, unusual };
  }
  const words = wordsIn(filled);
  if (words.length === 1) return { ...base, kind: 'same', words };
  return words.length > MOST_WORDS ? { ...base, kind: 'text', words } : { ...base, kind: 'words', words };
}

type Cells = readonly (string | undefined)[];

/** `None` is no value among numbers. */
function withoutNone(cells: Cells, decimal: Table['decimal']): Cells {
  const filled = cells.filter((cell) => cell !== undefined);
  if (!filled.some(isNone)) return cells;
  const others = filled.filter((cell) => !isNone(cell));
  const areNumbers = others.length > 0 && others.every((cell) => isNumeric(cell, decimal));
  return areNumbers ? cells.map((cell) => (cell !== undefined && isNone(cell) ? undefined : cell)) : cells;
}

function numberWith(unit: string, cell: string, decimal: Table['decimal']): CellNumber | undefined {
  if (unit === '') return readNumber(cell, decimal);
  const number = readNumber(cell.slice(0, -unit.length), decimal);
  return number && { ...number, unusual: true };
}

/** Case is a slip: `Yes` and `yes` are the same word. */
export const wordOf = (cell: string): string => cell.trim().toLowerCase();

function wordsIn(cells: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const cell of cells) if (!found.has(wordOf(cell))) found.set(wordOf(cell), cell);
  const words = [...found.values()].sort((a, b) => (a < b ? -1 : 1));
  return [...(yesNo(words) ?? words)];
}

/** A cell that is no number among numbers, with its row and column. */
export function wrongCell({ rows, decimal }: Table, column: Column, dropped: string | undefined): UserError {
  const cell = column.cells[column.wrong ?? 0] ?? '';
  const called = column.name === `column ${column.number}` ? '' : ` (\`${shorten(column.name)}\`)`;
  const size = readNumber(cell, decimal) === undefined ? '' : ' below 1e15';
  const marks = decimal === ',' ? ' The file has decimal commas.' : '';
  return wrongRow(
    rows[column.wrong ?? 0] as Table['rows'][number],
    `\`${shorten(cell).slice(0, 20)}\` in column ${column.number}${called} is not a number${size}`,
    `Write a number such as \`0.5\`, leave the cell empty, or leave the column out: \`--drop ${column.number}\`.${marks}`,
  ).with({ option: 'drop', correction: [dropped, column.number].filter((part) => part !== undefined).join(',') });
}

/** Numbers that count rows: 1, 2, 3, or any whole ones that are all different, where the name says so. */
function isIndex(name: string, values: readonly number[], names: Table['names'], i: number): boolean {
  const others = (names?.length ?? 0) > 2;
  if (values.length < 2 || !values.every(Number.isInteger)) return false;
  const counts =
    (values[0] === 0 || values[0] === 1) && values.every((value, row) => value === row + (values[0] as number));
  if (names === undefined) return i === 0 && counts && values.length >= LONG_INDEX;
  const isName = ID_NAME.test(name) || ID_NAME.test(name.toLowerCase());
  const bare = /^x\.?1?$/i.test(name);
  if (name === '' || bare) return i === 0 && counts && name !== 'x';
  if (i === 0 && counts && others && values.length >= LONG_COUNT && !ORDER_NAME.test(name)) return true;
  return isName && new Set(values).size === values.length;
}

/**
 * The columns that a list of names or numbers means.
 *
 * @param option the key of the option, for the mistake
 * @throws UserError for a column that there is not
 */
export function chosen(columns: readonly Column[], text: string, option: 'target' | 'inputs' | 'drop'): Column[] {
  const find = (wanted: string): Column | undefined =>
    columns.find(({ name }) => name === wanted) ??
    columns.find(({ name }) => name.toLowerCase() === wanted.toLowerCase()) ??
    columns.find(({ number }) => String(number) === wanted);
  const whole = find(text.trim());
  if (whole !== undefined) return [whole];
  const parts = option === 'target' ? [text.trim()] : text.split(',').map((part) => part.trim());
  return parts.map((part) => {
    const column = find(part.replace(/^(["'`])(.*)\1$/, '$2'));
    if (column !== undefined) return column;
    const near = nearest(
      part,
      columns.map(({ name }) => name),
    );
    const known = columns
      .slice(0, 8)
      .map(({ name }) => `\`${shorten(name)}\``)
      .join(', ');
    throw new UserError(`There is no column \`${shorten(part)}\` in this file.`, {
      code: 'E_UNKNOWN_COLUMN',
      hint:
        near === undefined
          ? `The columns are ${known}${columns.length > 8 ? ' …' : ''}; or count them from 1.`
          : `Did you mean \`${near}\`?`,
      option,
      correction: parts
        .map((one) => (one === part ? (near ?? String(option === 'target' ? columns.length : 1)) : one))
        .join(','),
    });
  });
}
