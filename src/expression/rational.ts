import type { Expression } from './syntax.ts';

/** An exact fraction in lowest terms, `d` above 0, so that 0.1 + 0.2 is 0.3 and x/3 keeps its third. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

function rational(n: bigint, d = 1n): Rational {
  const common = gcd(n, d) * (d < 0n ? -1n : 1n);
  return common === 0n ? ZERO : { n: n / common, d: d / common };
}

/** 0/1, 1/1 and -1/1. */
export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };
export const MINUS_ONE: Rational = { n: -1n, d: 1n };

/** a + b and a × b, in lowest terms. */
export const add = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
/** @param a not zero */
export const invert = (a: Rational): Rational => rational(a.d, a.n);
/** -a. */
export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d });
/** Is a 0, or 1? */
export const isZero = (a: Rational): boolean => a.n === 0n;
export const isOne = (a: Rational): boolean => a.n === 1n && a.d === 1n;
const isWhole = (a: Rational): boolean => a.d === 1n;

/** a to a whole power; undefined where that is not defined or would be longer than about 300 digits. */
export function power(a: Rational, exponent: Rational): Rational | undefined {
  if (!isWhole(exponent) || (isZero(a) && exponent.n <= 0n)) return undefined;
  const size = exponent.n < 0n ? -exponent.n : exponent.n;
  if (size > 1000n || BigInt(String(a.n).length + String(a.d).length) * size > 300n) return undefined;
  const raised = { n: a.n ** size, d: a.d ** size };
  return exponent.n < 0n ? invert(raised) : raised;
}

/** More zeros than this, and a decimal is beyond floating point however many digits it has. */
const MAX_SHIFT = 3000;

/**
 * A decimal such as 12, 0.5, 1e-3 exactly.
 *
 * @throws Unwritable for 1e-9999999999, whose exact form would fill the memory
 */
export function fromDecimal(text: string): Rational {
  const [mantissa = '0', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = BigInt(whole + fraction || '0');
  const shift = Number(exponent) - fraction.length;
  if (Math.abs(shift) > MAX_SHIFT) throw new Unwritable();
  return shift >= 0 ? rational(digits * 10n ** BigInt(shift)) : rational(digits, 10n ** BigInt(-shift));
}

const isDecimal = (d: bigint): boolean => 10n ** 15n % d === 0n;

/** A number to the powers 2048, 1024, … 1, each with its exponent. */
const powersOf = (base: bigint) =>
  Array.from({ length: 12 }, (_, i) => 2 ** (11 - i)).map((exponent) => [base ** BigInt(exponent), exponent] as const);

const POWERS_OF_TWO = powersOf(2n);
const POWERS_OF_FIVE = powersOf(5n);

/** A number without the factors of a kind, and how many these are: at most 4095. */
function without(powers: typeof POWERS_OF_TWO, n: bigint): [rest: bigint, count: number] {
  let [rest, count] = [n, 0];
  for (const [power, exponent] of powers) if (rest % power === 0n) [rest, count] = [rest / power, count + exponent];
  return [rest, count];
}

/** As a decimal with an exponent, such as 2.5e-20; undefined where it never ends, or has more than 15 digits. */
function smallDecimal({ n, d }: Rational): Expression | undefined {
  const [odd, twos] = without(POWERS_OF_TWO, d);
  const [rest, fives] = without(POWERS_OF_FIVE, odd);
  const places = Math.max(twos, fives);
  if (rest !== 1n) return undefined;
  const digits = n * 2n ** BigInt(places - twos) * 5n ** BigInt(places - fives);
  const value = Number(`${digits}e-${places}`);
  if (value === 0) throw new Unwritable();
  return String(digits).length > 16 ? undefined : { kind: 'number', value, text: String(value) };
}

/** What is so many times smaller than 1 is 0 in floating point. */
const TO_ZERO = 2n ** 1080n;

/** A number of a result that is too large or too small for floating point, and so for showing. */
export class Unwritable extends Error {}

/**
 * As a number or a fraction. With `decimals` a fraction that ends after at most 15 places is written as 0.25, a smaller
 * one as 2.5e-20, else it stays 1/4.
 *
 * @throws Unwritable
 */
export function toExpression(a: Rational, decimals: boolean): Expression {
  const value = Number(a.n) / Number(a.d);
  if (!Number.isFinite(Number(a.n))) throw new Unwritable();
  // To look for its decimals would take long.
  if (!isZero(a) && a.d > (a.n < 0n ? -a.n : a.n) * TO_ZERO) throw new Unwritable();
  if (isWhole(a) || (decimals && isDecimal(a.d))) return { kind: 'number', value, text: String(value) };
  const small = decimals ? smallDecimal(a) : undefined;
  if (small !== undefined) return small;
  if (!Number.isFinite(Number(a.d))) throw new Unwritable();
  const whole = (n: bigint): Expression => ({ kind: 'number', value: Number(n), text: String(Number(n)) });
  return { kind: 'call', fn: 'div', operands: [whole(a.n), whole(a.d)] };
}
