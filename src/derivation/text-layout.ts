/** A phone shows this many fixed-width columns without wrapping. */
export const COLUMNS = 42;

/** One line of a calculation: `target = work = value`; parts may be missing. */
export interface Line {
  readonly target: string;
  readonly work?: string;
  readonly value?: string;
  /** Stands behind the value, outside the columns. */
  readonly note?: string;
  /** A line that stands by itself, as a title above the others. */
  readonly title?: boolean;
}

/**
 * Sets lines one under the other with their last `=` and their values aligned. A line that would be wider than a
 * phone is broken before its `=` signs.
 */
export function align(lines: readonly Line[], indent = ''): string[] {
  const left = ({ target, work }: Line): string => (work === undefined ? target : `${target} = ${work}`);
  const fits = ({ value, note = '', ...line }: Line): boolean =>
    indent.length + left(line).length + (value === undefined ? 0 : 3 + value.length) + note.length <= COLUMNS;
  // A bare `target = value` has no work to align with.
  const aligned = lines.filter((line) => !line.title && line.work && line.value !== undefined && fits(line));
  const valueWidth = Math.max(0, ...aligned.map(({ value = '' }) => value.length));
  const room = COLUMNS - indent.length - 3 - valueWidth;
  const width = Math.max(0, ...aligned.map((line) => left(line).length).filter((length) => length <= room));
  return lines.flatMap((line) => {
    const { target, work, value, note = '' } = line;
    if (line.title) return wrap(target);
    if (!fits(line)) {
      const parts = [work, value && value + note].filter((part) => part !== undefined);
      return [...wrap(target, indent), ...parts.flatMap((part) => wrap(`= ${part}`, `${indent}  `))];
    }
    if (value === undefined) return [indent + left(line)];
    const padded = indent.length + width + 3 + valueWidth + note.length;
    const inColumn = work !== undefined && left(line).length <= width && padded <= COLUMNS;
    return [
      `${indent}${left(line).padEnd(inColumn ? width : 0)} = ${value.padStart(inColumn ? valueWidth : 0)}${note}`,
    ];
  });
}

/** Breaks a text into lines of at most {@link COLUMNS}: at spaces, else behind a sign, else anywhere. */
export function wrap(text: string, indent = ''): string[] {
  const room = COLUMNS - indent.length;
  const lines: string[] = [];
  let rest = text;
  while (rest.length > room) {
    const head = rest.slice(0, room + 1);
    const cut =
      [head.lastIndexOf(' '), head.slice(0, room).search(/[*/,(][^*/,(]*$/) + 1].find((at) => at > room / 3) ?? room;
    lines.push(indent + rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return [...lines, indent + rest];
}

/**
 * A table of columns with a name on top and right-aligned cells, row titles on the left; when it is wider than a
 * phone it goes on below.
 */
export function columns(titles: readonly string[], columnsOfCells: readonly (readonly string[])[]): string[] {
  const titleWidth = Math.max(...titles.map((title) => title.length));
  const blocks: string[][] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const cells of columnsOfCells) {
    const cellWidth = Math.max(...cells.map((cell) => cell.length)) + 2;
    if (width + cellWidth > COLUMNS) {
      blocks.push(titles.map((title) => title.padEnd(titleWidth)));
      width = titleWidth;
    }
    const block = blocks.at(-1) as string[];
    for (const [i, cell] of cells.entries()) block[i] += cell.padStart(cellWidth);
    width += cellWidth;
  }
  return blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block])).map((line) => line.trimEnd());
}
