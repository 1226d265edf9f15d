import { isHead, isKnown, type Row } from './columns.ts';

/** A text in a line, from its first sign on. */
interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** So many lines may stand before the names of the columns. */
const TITLES = 10;
/** Texts parted by two blanks at least; between quotation marks there may be more. */
const PIECE = /"(?:[^"]|"")*"(?=\s|$)|\S+(?: \S+)*/g;
/** A line that is drawn below the names. */
const RULE = /^[\s=+|-]*$/;

const piecesOf = (line: string): Piece[] =>
  [...line.matchAll(PIECE)].map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }));

const cellOf = ({ text }: Piece): string =>
  /^".*"$/s.test(text) && text.length > 1 ? text.slice(1, -1).replaceAll('""', '"').trim() : text;

/**
 * The rows of a table whose columns are parted by two blanks or more, as they stand below their names; undefined where
 * no line names columns of questions so.
 */
export function blankRows(lines: readonly string[]): Row[] | undefined {
  const filled = lines.flatMap((text, i) => (text.trim() === '' ? [] : [{ text: text.trimEnd(), line: i + 1 }]));
  const at = filled
    .slice(0, TITLES)
    .findIndex(({ text, line }) => !/[,;\t|]/.test(text) && isTableHead({ line, cells: cellsOf(text) }));
  const [head, ...rest] = filled.slice(Math.max(0, at));
  if (at < 0 || head === undefined) return undefined;
  const names = piecesOf(head.text);
  const rows = rest.filter(({ text }) => !RULE.test(text)).map(({ text, line }) => ({ line, pieces: piecesOf(text) }));
  // The rows of a data frame are counted, and nothing stands over the numbers.
  const counted =
    rows.length > 0 &&
    rows.every(({ pieces }) => pieces.length > 1 && /^\d+$/.test(pieces[0]?.text ?? '')) &&
    rows.every(({ pieces }) => (pieces[0]?.end ?? 0) < (names[0]?.start ?? 0));
  const columns = counted ? [{ text: '', start: 0, end: 0 }, ...names] : names;
  return [
    { line: head.line, cells: columns.map(cellOf) },
    ...rows.map(({ line, pieces }) => ({ line, cells: placed(pieces, columns) })),
  ];
}

const cellsOf = (line: string): string[] => piecesOf(line).map(cellOf);

/** A sentence may have two blanks as well: two columns at least have to be known. */
const isTableHead = (row: Row): boolean => isHead(row) && row.cells.filter(isKnown).length > 1;

/** The cells in their columns. Where some are missing, each belongs to the name that it stands under or next to. */
function placed(pieces: readonly Piece[], columns: readonly Piece[]): string[] {
  if (pieces.length >= columns.length) return pieces.map(cellOf);
  const cells = columns.map(() => '');
  let from = 0;
  for (const [i, piece] of pieces.entries()) {
    // Room for those that follow.
    const last = columns.length - (pieces.length - i);
    const distances = columns.map((column, k) =>
      k < from || k > last ? Number.POSITIVE_INFINITY : apart(piece, column),
    );
    const place = distances.indexOf(Math.min(...distances));
    cells[place] = cellOf(piece);
    from = place + 1;
  }
  return cells;
}

/** How far a text stands from a name: where both begin or where both end. */
const apart = (one: Piece, other: Piece): number =>
  Math.min(Math.abs(one.start - other.start), Math.abs(one.end - other.end));
