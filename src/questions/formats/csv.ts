import { CsvError, parse } from 'csv-parse/sync';
import { nearest, readDecimal, shorten } from '../../text.ts';
import type { Mistakes, WrittenOption, WrittenQuestion } from './written.ts';

const SINGLE = ['prompt', 'right', 'number', 'tolerance', 'accept', 'level', 'hint', 'explanation'] as const;
/** With a number behind them, from 1 to 5. */
const NUMBERED = ['wrong', 'feedback', 'misconception'] as const;
const WRONG = [1, 2, 3, 4, 5] as const;
const COLUMNS: readonly string[] = [...SINGLE, ...NUMBERED.flatMap((name) => WRONG.map((n) => `${name}${n}`))];

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The questions of a CSV file: the first row names the columns, each other row is a question. Columns are parted by
 * commas, semicolons or tabs. What is wrong goes to `mistakes`.
 */
export function readCsv(text: string, mistakes: Mistakes): WrittenQuestion[] {
  const [head, ...rows] = readRows(text, mistakes);
  if (head === undefined) return [];
  const columns = head.cells.map((name) => columnOf(name));
  columns.forEach((column, i) => {
    if (!COLUMNS.includes(column)) mistakes.add(head.line, unknownColumn(head.cells[i] ?? ''));
    else if (columns.indexOf(column) < i) mistakes.add(head.line, `There are two columns \`${column}\`.`);
  });
  if (!columns.includes('prompt')) mistakes.add(head.line, 'There is no column `prompt`.');
  if (mistakes.count > 0) return [];
  return rows.flatMap((row) => readRow(row, columns, mistakes) ?? []);
}

/** `Wrong 1` means `wrong1`, and `question` means `prompt`. */
function columnOf(written: string): string {
  const name = written.toLowerCase().replaceAll(/[\s_-]/g, '');
  return name === 'question' ? 'prompt' : name;
}

function unknownColumn(written: string): string {
  const near = nearest(columnOf(written), COLUMNS);
  const known = [...SINGLE, ...NUMBERED.map((name) => `${name}1`)].join(', ');
  const hint = near ? `Did you mean \`${near}\`?` : `The columns are ${known} and so on to 5.`;
  return `There is no column \`${shorten(written)}\`. ${hint}`;
}

function readRows(text: string, mistakes: Mistakes): Row[] {
  const head = text.slice(0, text.search(/\n|$/));
  const delimiter = [',', ';', '\t'].reduce((best, mark) =>
    head.split(mark).length > head.split(best).length ? mark : best,
  );
  const rows: Row[] = [];
  let line = 1;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      raw: true,
      info: true,
      on_record: (parsed: unknown) => {
        const { raw, record } = parsed as { raw: string; record: string[] };
        // A record's line is where it begins: the parser counts where it ends.
        const skipped = /^\s*?(?=[^\n]*\S|$)/.exec(raw)?.[0] ?? '';
        const at = line + skipped.split('\n').length - 1;
        line += raw.split('\n').length - 1;
        if (record.some((cell) => cell.trim() !== '')) rows.push({ line: at, cells: record });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    mistakes.add(line, csvMistake(error.code));
  }
  return rows;
}

function csvMistake(code: string): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'A quotation mark `"` opens here and is never closed. A quotation mark inside a quoted cell is written twice.';
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return 'A quotation mark `"` stands in the middle of a cell. Quote the whole cell, and write the mark twice.';
    default:
      return 'From here on this cannot be read as CSV.';
  }
}

function readRow({ line, cells }: Row, columns: readonly string[], mistakes: Mistakes): WrittenQuestion | undefined {
  const extra = cells.slice(columns.length).find((cell) => cell.trim() !== '');
  if (extra !== undefined) {
    mistakes.add(line, `\`${shorten(extra)}\` stands beyond the last column. Quote cells that have commas in them.`);
    return undefined;
  }
  const cell = (name: string): string => cells[columns.indexOf(name)]?.trim() ?? '';
  const given = (name: string): string | undefined => cell(name) || undefined;
  const wrong = WRONG.filter((n) => cell(`wrong${n}`) !== '').map(
    (n): WrittenOption => ({
      text: cell(`wrong${n}`),
      right: false,
      line,
      feedback: given(`feedback${n}`),
      misconception: given(`misconception${n}`),
    }),
  );
  const stray = WRONG.find((n) => cell(`wrong${n}`) === '' && cell(`feedback${n}`) + cell(`misconception${n}`) !== '');
  if (stray !== undefined) mistakes.add(line, `There is something about \`wrong${stray}\`, which is empty.`);
  const right = given('right');
  const accept = given('accept')?.split('|');
  return {
    line,
    prompt: cell('prompt'),
    options: right === undefined ? wrong : [{ text: right, right: true, line }, ...wrong],
    number: readNumber({ text: given('number'), line }, { text: given('tolerance'), line }, mistakes),
    accept,
    level: given('level'),
    hint: given('hint'),
    explanation: given('explanation'),
  };
}

/** What stands in a place for a number, and its line. */
interface Written {
  readonly text: string | undefined;
  readonly line: number;
}

/**
 * A number and its tolerance as somebody wrote them; undefined for none.
 * The mistakes: what is no number, a negative tolerance, a tolerance without a number.
 */
export function readNumber(number: Written, tolerance: Written, mistakes: Mistakes): WrittenQuestion['number'] {
  if (number.text === undefined) {
    if (tolerance.text !== undefined) mistakes.add(tolerance.line, 'There is a tolerance, but no number.');
    return undefined;
  }
  const value = readDecimal(number.text.trim());
  const within = tolerance.text === undefined ? 0 : readDecimal(tolerance.text.trim());
  if (value === undefined) {
    mistakes.add(number.line, `\`${shorten(number.text)}\` is no number. Write decimals with a point.`);
  }
  if (within === undefined || within < 0) {
    mistakes.add(tolerance.line, `The tolerance is a number from 0 on, not \`${shorten(tolerance.text ?? '')}\`.`);
  }
  return { value: value ?? 0, tolerance: Math.max(0, within ?? 0) };
}
