import { readDecimal, shorten } from '../../../text.ts';
import type { TextFormat, WrittenQuestion, WrittenRemarks, WrittenText } from '../written.ts';
import { type Cell, isMark, rawOf } from './cells.ts';
import { formatted } from './formatted.ts';
import { GiftMistake } from './mistake.ts';
import type { Notes } from './notes.ts';

/** The answers of a question. */
export type Answer = Pick<
  WrittenQuestion,
  'options' | 'number' | 'accept' | 'wildcards' | 'traps' | 'pairs' | 'ordered' | 'several'
>;

export interface Choice {
  readonly right: boolean;
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** Parts at a mark, at most so many. */
export function split(cells: readonly Cell[], mark: string, most: number): Cell[][] {
  const parts: Cell[][] = [[]];
  for (const cell of cells) {
    if (parts.length < most && isMark(cell, mark)) parts.push([]);
    else parts.at(-1)?.push(cell);
  }
  return parts;
}

/** What stands behind each `=`, `~` and `~=`, which is `=`; empty for an answer without any. */
export function choicesOf(cells: readonly Cell[]): Choice[] {
  const choices: { right: boolean; line: number; cells: Cell[] }[] = [];
  for (const [i, cell] of cells.entries()) {
    const isWrong = isMark(cell, '~');
    if (isWrong || isMark(cell, '=')) {
      const last = choices.at(-1);
      const joined = !isWrong && isMark(cells[i - 1], '~') && last !== undefined;
      if (joined) last.right = true;
      else choices.push({ right: !isWrong, line: cell.line, cells: [] });
    } else if (choices.length > 0) choices.at(-1)?.cells.push(cell);
    else if (cell.character.trim() !== '') break;
  }
  return choices;
}

export interface Weighed {
  readonly weight: number | undefined;
  readonly content: readonly Cell[];
  readonly feedback: WrittenText | undefined;
  readonly line: number;
  readonly right: boolean;
}

/** An answer with its weight, and its feedback behind the first `#`. */
export function weighed({ right, line, cells }: Choice, format: TextFormat): Weighed {
  const [text = [], said] = split(cells, '#', 2);
  const [mark, percent = ''] = /^\s*%\s*(-?[\d.,]+)\s*%/.exec(rawOf(text)) ?? [];
  const weight = readDecimal(percent.replace(',', '.'));
  if (weight !== undefined && Math.abs(weight) > 100)
    throw new GiftMistake(line, `\`${shorten((mark ?? '').trim())}\` is no weight from -100% to 100%.`);
  return {
    weight: weight === undefined ? undefined : weight / 100,
    content: mark === undefined || weight === undefined ? text : text.slice(mark.length),
    feedback: said && feedbackOf(said, format),
    line,
    right,
  };
}

export function feedbackOf(cells: readonly Cell[], format: TextFormat): WrittenText | undefined {
  const feedback = formatted(cells, format);
  return feedback.text.trim() === '' ? undefined : feedback;
}

/** What an answer has besides its text. */
export const remarksOf = ({ line, feedback }: Weighed, n: number, { misconceptions }: Notes): WrittenRemarks => ({
  line,
  feedback,
  misconception: misconceptions.get(n),
});
