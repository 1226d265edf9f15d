import { UserError } from '../../errors.ts';

/** A number as somebody wrote it down. */
export interface WrittenNumber {
  readonly value: number;
  /** What its last digit counts: 0.01 in 0.35, and in 3.5e-1. */
  readonly unit: number;
  /** How many digits say something: 2 in 0.035, 3 in 0.350. */
  readonly digits: number;
  /** How many digits stand behind the point: 2 in 0.35, 1 in 3.5e-1. */
  readonly decimals: number;
  /** Has it a power of ten, as 3.5e-1? */
  readonly scaled: boolean;
  /** Said to be rounded: `≈0.35`, `~0.35`. */
  readonly about: boolean;
}

const WRITTEN = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+)|[*×·]10\^\(?([+-]?\d+)\)?)?$/i;

/** Reads a number with the precision that it was written in; undefined for what is none, `2/3` and `sqrt(2)` too. */
export function readWritten(text: string): WrittenNumber | undefined {
  const plain = text.replaceAll(/[\s`]/g, '').replaceAll(/[−–]/g, '-');
  const about = /^[≈~≃≅]/.test(plain);
  let bare = plain.replace(/^[≈~≃≅=]+/, '').replace(/[.!?]$/, '');
  while (/^\(.*\)$/.test(bare)) bare = bare.slice(1, -1);
  const [match, sign = '', whole = '', fraction, exponent, power] = WRITTEN.exec(bare) ?? [];
  if (match === undefined || whole + (fraction ?? '') === '') return undefined;
  const shift = Number(exponent ?? power ?? 0);
  const unit = 10 ** (shift - (fraction?.length ?? 0));
  const value = Number(`${sign}${whole || '0'}.${fraction || '0'}e${shift}`);
  const digits = (whole + (fraction ?? '')).replace(/^0+/, '').length;
  const decimals = fraction?.length ?? 0;
  return { value, unit, digits, decimals, scaled: shift !== 0, about };
}

/**
 * Is this number another one rounded, or cut behind one of its digits? One digit that says something is the least,
 * and only behind two decimals: 0.4 is not 0.35, and 0.00 is nothing but 0.
 */
export function isRounded({ value, unit, digits, decimals, scaled, about }: WrittenNumber, exact: number): boolean {
  if (digits === 0 || value * exact <= 0) return false;
  const whole = decimals === 0 && !scaled && !about;
  const precise = whole ? digits >= 5 : digits >= 3 || decimals >= 2 || (digits === 2 && (scaled || about));
  if (!precise) return false;
  if (Math.abs(value - exact) <= 0.5 * unit * (1 + 1e-9)) return true;
  const left = Math.abs(exact) - Math.abs(value);
  return digits >= 3 && left >= 0 && left < unit;
}

/**
 * How a number stands to the exact one: `fair` where it is that one rounded, or cut, with two digits or more that say
 * something; `far` where it was rounded to fewer. A whole number is no rounding of a short decimal, as 12 of 12.5.
 */
export function roundingOf(written: WrittenNumber, exact: number): 'fair' | 'far' | 'none' {
  const { value, unit, digits, decimals, scaled, about } = written;
  if (digits === 0 || value * exact <= 0) return 'none';
  const whole = decimals === 0 && !scaled;
  if (whole && !about && digits < 3 && Math.abs(exact * 10 - Math.round(exact * 10)) < 1e-9) return 'none';
  const left = Math.abs(exact) - Math.abs(value);
  const rounded = Math.abs(left) <= 0.5 * unit * (1 + 1e-9);
  // All but a whole unit: 2.999 is not 3 cut.
  const cut = left >= 0 && left < unit * (1 - 1e-6) && !(whole && digits < 3);
  if (!rounded && !cut) return 'none';
  return digits > 1 ? 'fair' : 'far';
}

/**
 * `3 1/2` and 3½ are read as a sum by some and as a product by others.
 *
 * @throws UserError for such a number
 */
export function refuseMixed(text: string): void {
  const [, sign = '', whole, part] =
    /^\s*([+\-−–]?)\s*(\d+)(?:\s+(?=\d)|\s*(?=[¼-¾⅐-⅞]))(\d+\s*\/\s*\d+|[¼-¾⅐-⅞])\s*[.!?]?\s*$/.exec(text) ?? [];
  if (whole === undefined || part === undefined) return;
  const fraction = part.normalize('NFKC').replace('⁄', '/');
  const minus = sign === '' || sign === '+' ? '' : '-';
  const sum = `${whole} + ${fraction}`;
  throw new UserError(`\`${text.trim()}\` may be a sum or a product.`, {
    code: 'E_AMBIGUOUS_NUMBER',
    hint: `Write \`${minus ? `-(${sum})` : sum}\` or \`${minus}${whole}*${fraction}\`.`,
    where: { text: text.trim(), place: { start: 0, end: text.trim().length } },
    choices: [minus ? `-(${sum})` : sum, `${minus}${whole}*${fraction}`],
  });
}

/**
 * A decimal comma is a point.
 *
 * @throws UserError for three digits behind a comma, which may be either
 */
export function withPoint(text: string): string {
  const [, whole = '', fraction = ''] = /^\s*([+\-−–]?\d*),(\d+)\s*$/.exec(text) ?? [];
  if (fraction === '') return text;
  if (fraction.length !== 3 || /^[+\-−–]?0?$/.test(whole)) return `${whole}.${fraction}`;
  throw new UserError(`\`${text.trim()}\` may be ${whole}.${fraction} or ${whole}${fraction}.`, {
    code: 'E_AMBIGUOUS_NUMBER',
    hint: `Write \`${whole}.${fraction}\` or \`${whole}${fraction}\`.`,
    where: { text: text.trim(), place: { start: 0, end: text.trim().length } },
    choices: [`${whole}.${fraction}`, `${whole}${fraction}`],
  });
}
