/** A character of a GIFT text: one that means something there is `special` unless a backslash stands before it. */
export interface Cell {
  readonly character: string;
  readonly special: boolean;
  readonly line: number;
}

/** What GIFT gives a meaning to; a backslash takes it away. */
const SPECIAL = '~=#{}:';

/** A question's lines as cells: where a line ends is a space, only `\n` is a new line; comments are left out. */
export function toCells(text: string, firstLine: number): Cell[] {
  return text.split('\n').flatMap((content, i): Cell[] => {
    if (/^\s*\/\//.test(content)) return [];
    return [...lineCells(content, firstLine + i), { character: ' ', special: false, line: firstLine + i }];
  });
}

function lineCells(content: string, line: number): Cell[] {
  const cells: Cell[] = [];
  for (let i = 0; i < content.length; i++) {
    const character = content[i] as string;
    const next = content[i + 1];
    if (character === '\\' && next !== undefined && (SPECIAL.includes(next) || next === '\\' || next === 'n')) {
      cells.push({ character: next === 'n' ? '\n' : next, special: false, line });
      i++;
    } else cells.push({ character, special: SPECIAL.includes(character), line });
  }
  return cells;
}

/** The text of cells. */
export const textOf = (cells: readonly Cell[]): string =>
  cells
    .map(({ character }) => character)
    .join('')
    .trim();

/** Where a mark stands of which every character is special, such as `####`; -1 if nowhere. */
export function find(cells: readonly Cell[], mark: string, from = 0): number {
  for (let i = from; i + mark.length <= cells.length; i++) {
    if ([...mark].every((character, k) => cells[i + k]?.special === true && cells[i + k]?.character === character))
      return i;
  }
  return -1;
}
