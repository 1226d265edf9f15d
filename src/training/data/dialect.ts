import { type Decimal, decimalOf, isDate, isMissing, readNumber, unitOf } from './cells.ts';

/** What parts the cells of a row; a blank stands for any number of them. */
export type Delimiter = ',' | ';' | '\t' | '|' | ' ';

/** In the order in which they are preferred: none of the first three stands inside of numbers. */
const DELIMITERS: readonly Delimiter[] = ['\t', ';', '|', ',', ' '];

/** The cells of a line, roughly: for counting. Signs between quotation marks part nothing. */
export function roughCells(line: string, delimiter: Delimiter): string[] {
  if (delimiter === ' ') return line.match(/(?:"(?:[^"]|"")*"|[^\s"])+/g) ?? [];
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  let [cell, quoted] = ['', false];
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    if (sign === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell];
}

/** A cell without the quotation marks around it. */
const bare = (cell: string): string =>
  cell
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .trim();

/** So many rows show whether cells are numbers; widths are those of all. */
const SAMPLE = 300;

/** How well a sign parts the lines, and the share of those that have as many cells. */
interface Fitness {
  readonly fit: number;
  readonly agreement: number;
}
const UNFIT: Fitness = { fit: 0, agreement: 0 };

/** How many lines agree on a number of cells, and how many of their cells can be read. */
function fitness(lines: readonly string[], delimiter: Delimiter): Fitness {
  if (!lines.some((line) => (delimiter === ' ' ? /\S\s+\S/.test(line) : line.includes(delimiter)))) return UNFIT;
  const rows = lines.map((line) => roughCells(line, delimiter));
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width = 1, agreeing = 0] = [...counts].sort(([a, x], [b, y]) => y - x || b - a)[0] ?? [];
  const most = [...counts].some(([length, count]) => length > 1 && count >= lines.length / 2);
  if (width < 2 && !most) return UNFIT;
  const fitting = rows.filter(({ length }) => length === width);
  const every = Math.ceil(fitting.length / SAMPLE);
  const sample = fitting.filter((_, i) => i % every === 0).map((row) => row.map(bare));
  const cells = sample.flat();
  const decimal = decimalFor(cells, delimiter);
  const read = Array.from({ length: width }, (_, i) =>
    readIn(
      sample.map((row) => row[i] as string),
      decimal,
    ),
  );
  const agreement = agreeing / lines.length;
  return { fit: agreement * (0.2 + sumOf(read) / Math.max(1, cells.length)), agreement };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** How many cells of a column can be read: numbers, also with one unit behind all but a name above them, and dates. */
function readIn(column: readonly string[], decimal: Decimal): number {
  const filled = column.filter((cell) => !isMissing(cell));
  const hasUnit = unitOf(filled.slice(1)) !== '';
  const known = filled.filter((cell) => hasUnit || readNumber(cell, decimal) !== undefined || isDate(cell));
  return column.length - filled.length + known.length;
}

/**
 * A less preferred sign has to fit better by this much: commas stand in numbers, and blanks in words, as well; by more
 * where the lines agree on the other.
 */
const CLEARLY = 1.25;
const AGREEING = 0.95;
const VERY_CLEARLY = 1.6;

/** What parts the cells, decided over all lines: where they agree on the number of cells, and cells are numbers. */
export function delimiterOf(lines: readonly string[]): Delimiter {
  let best: Fitness & { delimiter: Delimiter } = { delimiter: ',', ...UNFIT };
  for (const delimiter of DELIMITERS) {
    const found = fitness(lines, delimiter);
    const least = best.fit * (best.agreement >= AGREEING ? VERY_CLEARLY : CLEARLY);
    if (found.fit > least) best = { delimiter, ...found };
  }
  return best.delimiter;
}

/** Decimal commas or points, decided over all cells. `1,234` alone is a thousand where commas part cells as well. */
export function decimalFor(cells: Iterable<string>, delimiter: Delimiter): Decimal {
  const votes = { '.': 0, ',': 0, either: 0 };
  let comma = false;
  for (const cell of cells) {
    const vote = decimalOf(cell);
    if (vote === undefined) continue;
    votes[vote]++;
    comma ||= vote === 'either' && cell.includes(',');
  }
  if (votes['.'] !== votes[',']) return votes['.'] > votes[','] ? '.' : ',';
  return comma && votes['.'] === 0 && delimiter !== ',' ? ',' : '.';
}
