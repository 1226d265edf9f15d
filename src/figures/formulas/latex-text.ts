import type { Equation } from '../../reply/document.ts';
import { type Derivation, equationsOf } from './equations.ts';
import { FOR_COPYING } from './writing.ts';

/** Columns of a phone. */
const COLUMNS = 42;
/** Of a row that is not the last. */
const END = ' \\\\';
/** Sides that are this long together stand on a row each. */
const MAX_ROW = 60;
/** What every chat shows in one piece, with the lines around it. */
const MAX_TEXT = 2900;

/** A derivation as LaTeX for mathematical mode, and how many of its equations are in it. */
export interface LatexText {
  readonly text: string;
  readonly shown: number;
  readonly all: number;
}

/**
 * The derivation as an `aligned` environment of `amsmath`. Lines are broken at spaces only, which LaTeX does not see;
 * where it would be too long it ends behind an equation.
 */
export function latexText(derivation: Derivation): LatexText {
  const { equations } = equationsOf(derivation, FOR_COPYING);
  const texts: string[] = [];
  let length = 0;
  for (const equation of equations) {
    const text = rowsOf(equation)
      .map((row) => wrapped(`${row}${END}`))
      .join('\n');
    length += text.length + 1;
    if (length > MAX_TEXT && texts.length > 0) break;
    texts.push(text);
  }
  return {
    text: ['\\begin{aligned}', texts.join('\n').slice(0, -END.length), '\\end{aligned}'].join('\n'),
    shown: texts.length,
    all: equations.length,
  };
}

/** `L &= a \\cdot b = 6`, and further rows without a left side. */
function rowsOf({ left, rows }: Equation): string[] {
  const lines: string[] = [];
  for (const sides of rows) {
    let line = '';
    for (const side of sides) {
      if (line !== '' && line.length + side.length > MAX_ROW) {
        lines.push(line);
        line = side;
      } else line = line === '' ? side : `${line} ${side}`;
    }
    if (line !== '') lines.push(line);
  }
  return lines.map((line, i) => `${i === 0 ? `${left} ` : '  '}&${line}`);
}

function wrapped(line: string): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<=\S)(?<!\\partial) (?!\\\\)/)) {
    if (current !== '' && current.length + 1 + word.length > COLUMNS) {
      lines.push(current);
      current = `    ${word}`;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current].join('\n');
}
