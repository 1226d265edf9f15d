import { CsvError, parse } from 'csv-parse/sync';
import { roughCells } from '../../../training/data/dialect.ts';
import { blankRows } from './blanks.ts';
import type { Row } from './columns.ts';

/** The rows of a sheet, and the mistake behind which nothing could be read. */
export interface Sheet {
  readonly rows: readonly Row[];
  /** Are decimals behind a comma? Not where commas part cells. */
  readonly commas: boolean;
  readonly mistake: { readonly line: number; readonly why: string } | undefined;
}

const MARKS = [',', ';', '\t', '|'] as const;

/**
 * The rows of a sheet in any dialect of CSV: parted by commas, semicolons, tabs, bars or blanks, with `sep=` before them or with
 * bars around them as in Markdown. Empty rows and comments before the first are none.
 */
export function readSheet(text: string): Sheet {
  const lines = text.split('\n');
  const told = /^\s*"?sep=(.)"?\s*$/i.exec(lines[0] ?? '')?.[1];
  if (told !== undefined) lines[0] = '';
  // An empty line in its place: the others keep their numbers.
  for (const [i, line] of lines.entries()) {
    if (/^\s*(?:#(?!\s*[,;|\t])|\/\/)/.test(line)) lines[i] = '';
    else if (line.trim() !== '') break;
  }
  const filled = lines.filter((line) => line.trim() !== '');
  const framed = filled.length > 0 && filled.every((line) => /^\s*\|.*\|\s*$/.test(line));
  if (framed)
    for (const [i, line] of lines.entries()) lines[i] = /^[\s|:-]*$/.test(line) ? '' : line.trim().slice(1, -1);
  const head = filled[0] ?? '';
  const width = (mark: (typeof MARKS)[number]): number => roughCells(head, mark).length;
  const usual = MARKS.reduce<(typeof MARKS)[number]>((best, mark) => (width(mark) > width(best) ? mark : best), ',');
  const blanks = framed || told !== undefined ? undefined : blankRows(lines);
  if (blanks !== undefined) return { rows: blanks, commas: true, mistake: undefined };
  const delimiter = framed ? '|' : (told ?? usual);
  return { ...rowsOf(lines.join('\n'), delimiter), commas: delimiter !== ',' };
}

function rowsOf(text: string, delimiter: string): Omit<Sheet, 'commas'> {
  const rows: Row[] = [];
  let line = 1;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      raw: true,
      info: true,
      on_record: (parsed: unknown) => {
        const { raw, record } = parsed as { raw: string; record: string[] };
        // A record's line is where it begins: the parser counts where it ends.
        const skipped = /^\s*?(?=[^\n]*\S|$)/.exec(raw)?.[0] ?? '';
        const at = line + skipped.split('\n').length - 1;
        line += raw.split('\n').length - 1;
        if (record.some((cell) => cell.trim() !== ''))
          rows.push({ line: at, cells: record.map((cell) => cell.trim()) });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows, mistake: { line, why: csvMistake(error.code) } };
  }
  return { rows, mistake: undefined };
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
