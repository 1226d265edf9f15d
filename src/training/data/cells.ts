import { readDecimal } from '../../text.ts';

/** The sign before the decimals. */
export type Decimal = '.' | ',';

/** A number in a cell, and whether it was written in more than digits: `50%`, `$5`, `1,000`. */
export interface CellNumber {
  readonly value: number;
  readonly unusual: boolean;
}

const GROUPED = {
  // As in India, too: 1,00,000.
  '.': /^[+-]?(?:\d{1,3}([, '’_])\d{3}(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?$/,
  ',': /^[+-]?\d{1,3}([. '’_])\d{3}(?:\1\d{3})*(?:,\d+)?$/,
};
const SIGNS = '[$€£¥₹]|USD|EUR|GBP|CHF';

/** No number and no date is longer; and longer texts would take their time. */
const LONGEST = 60;

/** How a number may be written, and what it is then; a reader may ask for the number inside. */
type Reader = (text: string, decimal: Decimal) => number | undefined;

const minus = (number: number | undefined): number | undefined => (number === undefined ? undefined : -number);
const inside = (text: string | undefined, decimal: Decimal): number | undefined =>
  text === undefined ? undefined : readNumber(text.trim(), decimal)?.value;

/** In this order; the first that knows the text decides. */
const READERS: readonly Reader[] = [
  // 1.234,5 and 1,234.5, with blanks and apostrophes as well
  (text, decimal) => {
    if (!GROUPED[decimal].test(text)) return undefined;
    return readDecimal(decimal === '.' ? text.replace(/[, '’_]/g, '') : text.replace(/[. '’_]/g, '').replace(',', '.'));
  },
  // A decimal point among decimal commas, or the other way round, where it can be nothing else.
  (text, decimal) => (/[.,]\d{3}$/.test(text) ? undefined : plain(text, decimal === '.' ? ',' : '.')),
  // 50%
  (text, decimal) => {
    const number = inside(/^(.*)%$/.exec(text)?.[1], decimal);
    return number === undefined ? undefined : number / 100;
  },
  // $5, -$5, 5 €
  (text, decimal) => {
    const [, sign = '', amount] = new RegExp(`^([+-]?)\\s*(?:${SIGNS})\\s*(\\S.*)$`).exec(text) ?? [];
    return inside(amount === undefined ? undefined : sign + amount, decimal);
  },
  (text, decimal) => inside(new RegExp(`^(.*\\d)\\s*(?:${SIGNS})$`).exec(text)?.[1], decimal),
  // (3), which is -3 among accountants
  (text, decimal) => minus(inside(/^\(([^()+-]*)\)$/.exec(text)?.[1], decimal)),
  // 1/2
  (text) => {
    const [, above, below] = /^([+-]?\d{1,6})\s*\/\s*(\d{1,6})$/.exec(text) ?? [];
    return above === undefined || Number(below) === 0 ? undefined : Number(above) / Number(below);
  },
];

function plain(text: string, decimal: Decimal): number | undefined {
  if (decimal === '.') return readDecimal(text);
  return text.includes('.') ? undefined : readDecimal(text.replace(',', '.'));
}

/** Signs for minus, and blanks that do not break, as programs write them. */
const ordinary = (text: string): string =>
  text
    .replace(/^[−–—]/, '-')
    .replace(/[\u00a0\u2009\u202f]/g, ' ')
    .trim();

/** Most numbers are written so, and are quickly read. */
const SIMPLE = { '.': /^[+-]?\d+(?:\.\d+)?$/, ',': /^[+-]?\d+(?:,\d+)?$/ };
const SIMPLE_DECIMAL = /^[+-]?(\d*)([.,])(\d+)$/;

/** A cell as a number; undefined for anything else, NaN and the infinite. */
export function readNumber(cell: string, decimal: Decimal): CellNumber | undefined {
  if (cell.length > LONGEST) return undefined;
  if (SIMPLE[decimal].test(cell))
    return { value: Number(decimal === '.' ? cell : cell.replace(',', '.')), unusual: false };
  if (!/\d/.test(cell)) return undefined;
  const text = ordinary(cell);
  const value = plain(text, decimal);
  if (value !== undefined) return { value, unusual: false };
  for (const read of READERS) {
    const found = read(text, decimal);
    if (found !== undefined && Number.isFinite(found)) return { value: found, unusual: true };
  }
  return undefined;
}

/** A unit or a currency in letters behind a number. */
const BEHIND = /(?<=\d)\s*(?:\p{L}|°)[\p{L}/°²³]{0,9}$/u;
const BEHIND_BLANK = /(?<=\d)[\s\u00a0\u202f]+(?:\p{L}|°)[\p{L}/°²³]{0,9}$/u;

/** Is a cell a number, maybe with a unit behind a blank, as in `180 cm`? */
export const isNumeric = (cell: string, decimal: Decimal): boolean =>
  readNumber(cell, decimal) !== undefined ||
  (cell.length <= LONGEST && readNumber(cell.replace(BEHIND_BLANK, ''), decimal) !== undefined);

const UNIT = /^[+−-]?\d[\d.,'’ \u00a0\u2009\u202f]*?\s*((?:\p{L}|°)[\p{L}\d/°²³]{0,9})$/u;

/** What stands behind each number of a column, such as `cm`; empty for nothing, or not the same. */
export function unitOf(cells: readonly string[]): string {
  const unit = UNIT.exec((cells[0] ?? '').slice(0, LONGEST))?.[1] ?? '';
  // 1e5 is a number by itself.
  return unit !== '' &&
    !/^e\d*$/i.test(unit) &&
    cells.length > 1 &&
    cells.every((cell) => cell.length <= LONGEST && UNIT.exec(cell)?.[1] === unit)
    ? unit
    : '';
}

const MISSING = /^(|na|n\/a|#n\/a|<na>|nan|null|\?|-|–|—|−|\.\.?)$/i;

/** What Python writes for no value: among words it may be one of them. */
export const isNone = (cell: string): boolean => /^none$/i.test(cell);

/** Does a cell say that there is no value? */
export const isMissing = (cell: string): boolean => cell.length <= 4 && MISSING.test(cell);

/** What a decimal sign says about itself: for a point, for a comma, or for either. */
export function decimalOf(cell: string): Decimal | 'either' | undefined {
  if (cell.length > LONGEST || !/[.,]/.test(cell)) return undefined;
  const simple = SIMPLE_DECIMAL.exec(cell);
  if (simple !== null) {
    const [, whole = '', sign, decimals = ''] = simple;
    const isThousand = decimals.length === 3 && whole.length > 0 && whole.length <= 3 && !whole.startsWith('0');
    return isThousand ? 'either' : (sign as Decimal);
  }
  const text = ordinary(cell)
    .replace(/e[+-]?\d+$/i, '')
    .replace(/^[(+-]*\s*(?:[$€£¥₹]\s*)?|\s*[%)€$£]*$/g, '')
    .replace(BEHIND, '');
  if (!/^[\d., '’]*[.,][\d., '’]*$/.test(text) || !/\d/.test(text)) return undefined;
  const last = text[Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))] as Decimal;
  const other = last === '.' ? ',' : '.';
  const count = text.split(last).length - 1;
  if (text.includes(other)) return count === 1 && readNumber(text, last) !== undefined ? last : undefined;
  // Several of them part thousands; of a date they do not.
  if (count > 1) return GROUPED[other].test(text) ? other : undefined;
  return /^(?!0)\d{1,3}[.,]\d{3}$/.test(text) ? 'either' : last;
}

const MONTH = '(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zä]*';
const DATES = [
  /^\d{4}[-/]\d{1,2}(?:[-/]\d{1,2})?(?:[T ]\d.*)?$/,
  /^\d{4}\.\d{1,2}\.\d{1,2}/,
  /^\d{1,2}([./-])\d{1,2}\1\d{2,4}(?:[ T].*)?$/,
  /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?$/i,
  new RegExp(`^\\d{1,2}[ .-]{0,2}${MONTH}[ .-]{0,2}\\d{2,4}$`, 'i'),
  new RegExp(`^${MONTH}[ .-]{0,2}(?:\\d{1,2},? )?\\d{2,4}$`, 'i'),
];

/** A day, a month with its year, or a time of day. */
export const isDate = (cell: string): boolean => cell.length <= LONGEST && DATES.some((form) => form.test(cell));

/** Pairs of words for no and yes: two classes, the second of which is 1. */
const YES_NO = [
  'no yes',
  'false true',
  'n y',
  'f t',
  'off on',
  'ham spam',
  'negative positive',
  'fail pass',
  'nein ja',
  'non oui',
  'no sí',
  'no si',
  'benign malignant',
  'b m',
  'absent present',
  'bad good',
  'falsch wahr',
  'faux vrai',
];

/** Two words in the order of no and yes, where they are such a pair; undefined elsewhere. */
export function yesNo(words: readonly string[]): readonly [no: string, yes: string] | undefined {
  const [a = '', b = ''] = words;
  if (words.length !== 2) return undefined;
  const [first, second] = [a.toLowerCase(), b.toLowerCase()];
  if (YES_NO.includes(`${first} ${second}`)) return [a, b];
  return YES_NO.includes(`${second} ${first}`) ? [b, a] : undefined;
}
