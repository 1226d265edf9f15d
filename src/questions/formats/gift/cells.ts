/** A character of a GIFT text: one that means something there is `special` unless a backslash stands before it. */
export interface Cell {
  readonly character: string;
  readonly special: boolean;
  readonly line: number;
}

/** What GIFT gives a meaning to; a backslash takes it away. */
const SPECIAL = '~=#{}:';
/** A command of LaTeX as nobody escaped it for GIFT, in which `\n` is the end of a line. */
const COMMAND = String.raw`(?:(?<!\\)\\(?:[A-Za-mo-z]|n(?:abla|eq?|u|ot|otin|i|eg|earrow|mid)(?![A-Za-z]))|[\^_]\{)`;
const N_COMMAND = /^\\n(?:abla|eq?|u|ot|otin|i|eg|earrow|mid)(?![A-Za-z])/;
/** A formula with such a command, or with braces behind `^`: its signs are no marks of GIFT. */
const LATEX = new RegExp(
  [
    String.raw`\$\$[^$]*${COMMAND}[^$]*\$\$`,
    String.raw`(?<![\\$\w])\$(?![\s$])[^$\n]*${COMMAND}[^$\n]*?(?<![\s\\])\$(?![\d$])`,
    String.raw`(?<!\\)\\\((?:(?!\\\)).)*${COMMAND}(?:(?!\\\)).)*\\\)`,
  ].join('|'),
  'g',
);

/** Styles, scripts and comments of HTML. */
const HIDDEN = /<(style|script)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->/gi;

/** A question's lines as cells; `\n` is the end of a line, too. */
export function toCells(text: string, firstLine: number): Cell[] {
  const kept = formulasOf(text);
  const cells: Cell[] = [];
  let line = firstLine;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string;
    const next = text[i + 1];
    const formula = kept.find(({ start, end }) => i >= start && i < end);
    // Of a formula nothing is escaped but what GIFT escapes: the backslash of `\nabla` is its own.
    const escapes =
      next !== undefined &&
      (SPECIAL.includes(next) ||
        next === '\\' ||
        (next === 'n' && (formula === undefined || !N_COMMAND.test(text.slice(i, i + 12)))));
    if (character === '\\' && escapes) {
      cells.push({ character: next === 'n' ? '\n' : next, special: false, line });
      i++;
    } else cells.push({ character, special: SPECIAL.includes(character) && formula === undefined, line });
    if (character === '\n') line++;
  }
  return cells;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What nobody sees, and formulas whose braces match. */
function formulasOf(text: string): Stretch[] {
  const hidden = [...text.matchAll(HIDDEN)].map(({ index, 0: whole }) => ({ start: index, end: index + whole.length }));
  if (!/[$\\]/.test(text)) return hidden;
  const formulas = [...text.matchAll(LATEX)]
    .filter(([whole]) => isBalanced(whole) && !/(?<!\\)~|\n\s*=/.test(whole))
    .map(({ index, 0: whole }) => ({ start: index, end: index + whole.length }));
  return [...hidden, ...formulas];
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const sign of text.replaceAll(/\\[{}]/g, '')) {
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** The text of cells. */
export const textOf = (cells: readonly Cell[]): string => rawOf(cells).trim();

/** The same with the spaces around it. */
export const rawOf = (cells: readonly Cell[]): string => cells.map(({ character }) => character).join('');

/** Where a mark stands of which every character is special, such as `####`; -1 if nowhere. */
export function find(cells: readonly Cell[], mark: string, from = 0): number {
  for (let i = from; i + mark.length <= cells.length; i++) {
    if ([...mark].every((character, k) => isMark(cells[i + k], character))) return i;
  }
  return -1;
}

export const isMark = (cell: Cell | undefined, character: string): boolean =>
  cell?.special === true && cell.character === character;

/** Without spaces at the start. */
export function fromText(cells: readonly Cell[]): readonly Cell[] {
  const start = cells.findIndex(({ character }) => character.trim() !== '');
  return start < 0 ? [] : cells.slice(start);
}
