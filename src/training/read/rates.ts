import { UserError } from '../../errors.ts';
import { readDecimal, shorten } from '../../text.ts';

/** The largest learning rate. */
const LARGEST = 100;
/** How many rates a range has, and the most that a list may have. */
const RATES = 12;
/** Significant digits of the rates of a range, or more where they would not differ. */
const DIGITS = 2;
const EXAMPLE = '0.01..3';
/** What stands between the ends of a range: two points or more, a dash, `to`. The minus of `1e-3` is none. */
const RANGE = /^(.+?)(?:\s*(?:\.{2,}|…)\s*|\s+(?:[-–—]+|to)\s+|(?<=[\d.])[-–—](?=[\d.]))(.+)$/;

/**
 * One learning rate as a number; several as a range `0.01..3` or a list `0.1,0.3,1`, in that form, from the smallest on.
 *
 * @param text as a person writes it
 * @throws UserError for anything else, with what was probably meant
 */
export function readRates(text: string): number | string {
  const typed = text.trim();
  const ends = RANGE.exec(typed);
  if (ends !== null) return readRange(typed, (ends[1] as string).trim(), (ends[2] as string).trim());
  const parts = readDecimal(typed.replace(',', '.')) === undefined ? typed.split(/\s*[,;]\s*|\s+/) : [typed];
  const numbers = parts.map((part) => positive(part, typed, '0.1'));
  const rates = [...new Set(numbers)].sort((a, b) => a - b);
  const [first = Number.NaN, ...more] = rates;
  if (rates.length > RATES)
    throw new UserError(`These are ${rates.length} learning rates; ${RATES} fit.`, {
      code: 'E_TOO_MANY_RATES',
      hint: `A range has ${RATES} rates between its ends.`,
      correction: `${first}..${rates.at(-1)}`,
    });
  return more.length === 0 ? first : rates.join(',');
}

/** The rates of what {@link readRates} gives; undefined for one alone. */
export function ratesOf(read: number | string | undefined): readonly number[] | undefined {
  if (typeof read !== 'string') return undefined;
  const [from, to] = read.split('..').map(Number) as [number, number?];
  return to === undefined ? read.split(',').map(Number) : between(from, to);
}

function readRange(typed: string, lower: string, upper: string): string {
  if (readDecimal(upper) === 0) throw outside(upper, EXAMPLE);
  const to = positive(upper, typed, EXAMPLE, (corrected) => `${lower}..${corrected}`);
  if (readDecimal(lower) === 0)
    throw outside(
      lower,
      `${Number((to / 100).toPrecision(3))}..${to}`,
      'The steps of a range are factors, which never lead away from 0.',
    );
  const from = positive(lower, typed, EXAMPLE, (corrected) => `${corrected}..${upper}`);
  if (from === to)
    throw new UserError(`Both ends of \`${shorten(typed)}\` are the same.`, {
      code: 'E_RATES_THE_SAME',
      hint: `One rate is \`--lr ${from}\`, a range such as \`--lr ${EXAMPLE}\`.`,
      correction: String(from),
    });
  if (from > to)
    throw new UserError(`\`${shorten(typed)}\` begins with its larger end.`, {
      code: 'E_RATES_BACKWARDS',
      hint: `A range goes up: \`--lr ${to}..${from}\`.`,
      correction: `${to}..${from}`,
    });
  return `${from}..${to}`;
}

/**
 * A rate above 0.
 *
 * @param example what to write where it cannot be told what was meant
 * @param whole the whole text, with this part corrected
 */
function positive(part: string, typed: string, example: string, whole = (corrected: string) => corrected): number {
  const number = readDecimal(part);
  if (number === undefined) {
    const withPoint = part.replace(',', '.');
    const isDecimal = readDecimal(withPoint) !== undefined;
    throw new UserError(`\`lr\` needs a number, not \`${shorten(part)}\`.`, {
      code: 'E_OPTION_NOT_A_NUMBER',
      hint: isDecimal ? `Write the decimal with a point: ${withPoint}.` : `For example \`--lr ${example}\`.`,
      correction: isDecimal ? whole(withPoint) : example,
    });
  }
  if (number <= 0) throw outside(part, example);
  if (number > LARGEST) throw outside(part, part === typed ? String(LARGEST) : whole(String(LARGEST)));
  return number;
}

function outside(part: string, correction: string, hint?: string): UserError {
  const wanted = (readDecimal(part) as number) <= 0 ? 'above 0' : `at most ${LARGEST}`;
  return new UserError(`\`lr\` must be ${wanted}, not \`${part}\`.`, { code: 'E_OPTION_VALUE', hint, correction });
}

/** Rates in equal factors from one end to the other, rounded so that they are good to read. */
function between(from: number, to: number): number[] {
  const exact = Array.from({ length: RATES }, (_, i) => from * (to / from) ** (i / (RATES - 1)));
  for (let digits = DIGITS; ; digits++) {
    const inner = exact.slice(1, -1).map((rate) => Number(rate.toPrecision(digits)));
    const rates = [from, ...inner, to];
    if (digits > 15 || rates.every((rate, i) => i === 0 || rate > (rates[i - 1] as number))) return [...new Set(rates)];
  }
}
