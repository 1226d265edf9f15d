import { readDecimal, shorten } from '../../text.ts';
import type { Mistakes, WrittenQuestion } from './written.ts';

/** What stands in a place for a number, and its line. */
export interface Numeral {
  readonly text: string | undefined;
  readonly line: number;
}

/** A number with a point or a comma before its decimals; a comma before three digits may part thousands. */
export function numberOf(written: string, commas = false): number | undefined {
  const text = written.trim();
  const isComma = /^[-+−]?\d*,\d+$/.test(text) && (commas || !/,\d{3}$/.test(text));
  return readDecimal(isComma ? text.replace(',', '.') : text);
}

/**
 * A number and its tolerance as somebody wrote them; undefined for none.
 * The mistakes: what is no number, a negative tolerance, a tolerance without a number.
 *
 * @param commas are decimals behind a comma, as where semicolons part cells?
 */
export function readNumber(
  number: Numeral,
  tolerance: Numeral,
  mistakes: Mistakes,
  commas = false,
): WrittenQuestion['number'] {
  if (number.text === undefined) {
    if (tolerance.text !== undefined) mistakes.add(tolerance.line, 'There is a tolerance, but no number.');
    return undefined;
  }
  const value = numberOf(number.text, commas);
  const within = tolerance.text === undefined ? 0 : numberOf(tolerance.text, commas);
  if (value === undefined)
    mistakes.add(number.line, `\`${shorten(number.text)}\` is no number. Write decimals with a point.`);
  if (within === undefined || within < 0)
    mistakes.add(tolerance.line, `The tolerance is a number from 0 on, not \`${shorten(tolerance.text ?? '')}\`.`);
  return { value: value ?? 0, tolerance: Math.max(0, within ?? 0) };
}

/** A weight as a share, `0.5`, or in percent, `50%`; undefined for none. */
export function readWeight({ text, line }: Numeral, mistakes: Mistakes): number | undefined {
  if (text === undefined) return undefined;
  const percent = /^(.*)%\s*$/.exec(text)?.[1];
  const value = readDecimal((percent ?? text).trim());
  const weight = value === undefined ? undefined : percent === undefined ? value : value / 100;
  if (weight === undefined) mistakes.add(line, `\`${shorten(text)}\` is no weight such as \`0.5\` or \`50%\`.`);
  return weight;
}
