import { readDecimal, shorten } from '../../../text.ts';
import { own, type TextFormat, type WrittenOption, type WrittenTrap } from '../written.ts';
import { type Cell, isMark, textOf } from './cells.ts';
import { type Answer, type Choice, choicesOf, remarksOf, weighed } from './choices.ts';
import { GiftMistake } from './mistake.ts';
import type { Notes } from './notes.ts';

/**
 * The answers of a number: the first that is worth the whole point is the right one, others are known with what they are
 * worth. One without a number is for all that are none of them.
 */
export function readNumbers(cells: readonly Cell[], line: number, format: TextFormat, notes: Notes): Answer {
  const first = cells.findIndex((cell) => isMark(cell, '=') || isMark(cell, '~'));
  const lead = first < 0 ? cells : cells.slice(0, first);
  const alone: Choice[] = textOf(lead) === '' ? [] : [{ right: true, line, cells: lead }];
  const read = [...alone, ...choicesOf(first < 0 ? [] : cells.slice(first))].map((choice, i) => {
    const one = weighed(choice, format);
    const text = textOf(one.content);
    const rest = text === '' || text === '*';
    const within = rest ? undefined : readNumber(text, one.line);
    return {
      text: within?.text ?? '*',
      within,
      weight: one.weight ?? (one.right && !rest ? 1 : 0),
      remarks: remarksOf(one, i + 1, notes),
      isOption: notes.options.has(i + 1),
    };
  });
  const right = read.find(({ within, weight }) => within !== undefined && weight >= 1);
  if (right?.within === undefined) throw new GiftMistake(line, 'None of the numbers is right.');
  const { value, tolerance = 0 } = right.within;
  const known = read.filter((one) => one !== right || one.remarks.feedback !== undefined);
  return {
    number: { value, tolerance },
    options: known
      .filter(({ isOption }) => isOption)
      .map(({ text, weight, remarks }): WrittenOption => ({ text: own(text), right: false, weight, ...remarks })),
    traps: known
      .filter(({ isOption }) => !isOption)
      .map(
        ({ text, within, weight, remarks }): WrittenTrap => ({
          text,
          weight,
          tolerance: within?.tolerance,
          ...remarks,
        }),
      ),
  };
}

interface Within {
  readonly value: number;
  readonly tolerance: number | undefined;
  readonly text: string;
}

const decimal = (text: string): number | undefined =>
  readDecimal(/^\s*[-−+]?\d*,\d+\s*$/.test(text) ? text.trim().replace(',', '.') : text.trim());

/** `3`, `3:0.1` (tolerance) or `2.9..3.1` (range). */
function readNumber(text: string, line: number): Within {
  const range = text.split('..');
  const [low, high] = range.map(decimal);
  if (range.length === 2 && low !== undefined && high !== undefined && low <= high) {
    const value = tidy((low + high) / 2);
    return { value, tolerance: tidy((high - low) / 2), text: String(value) };
  }
  const parts = text.split(':');
  const [number, tolerance] = parts.map(decimal);
  if (parts.length <= 2 && number !== undefined && (parts.length === 1 || (tolerance ?? -1) >= 0))
    return {
      value: number,
      tolerance,
      text: readDecimal((parts[0] as string).trim()) === undefined ? String(number) : (parts[0] as string).trim(),
    };
  throw new GiftMistake(line, `\`${shorten(text)}\` is no number such as \`3\`, \`3:0.1\` or \`2.9..3.1\`.`);
}

/** Without what halving decimals leaves behind: 0.09999999999999987. */
const tidy = (value: number): number => {
  const short = Number(value.toPrecision(12));
  return Math.abs(short - value) < 1e-12 * Math.max(1, Math.abs(value)) ? short : value;
};
