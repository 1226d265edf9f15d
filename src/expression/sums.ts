import type { OperationName } from '../engine/index.ts';
import { add, invert, isOne, isZero, MINUS_ONE, multiply, negate, ONE, power, type Rational } from './rational.ts';
import type { SlopeFunction } from './syntax.ts';

/**
 * The normal form behind {@link simplify}: a sum of terms, each a coefficient times atoms to rational powers.
 * Equal forms have equal keys.
 */
export interface Sum {
  readonly terms: readonly Term[];
  readonly key: string;
}

/** coefficient × factors; a number alone where there are none. */
export interface Term {
  readonly coefficient: Rational;
  readonly factors: readonly Factor[];
}

/** An atom to a power. */
export interface Factor {
  readonly atom: Atom;
  readonly exponent: Rational;
}

/** What a product cannot be taken apart into: a name, a function of sums, or a sum in brackets. */
export type Atom =
  /** A name, or a constant such as pi, whose value is then given. */
  | { readonly kind: 'name'; readonly key: string; readonly value?: number }
  | {
      readonly kind: 'call';
      readonly key: string;
      readonly fn: OperationName | SlopeFunction;
      readonly operands: Sum[];
    }
  | { readonly kind: 'sum'; readonly key: string; readonly sum: Sum };

const keyOf = ({ n, d }: Rational): string => (d === 1n ? digitsOf(n) : `${digitsOf(n)}/${digitsOf(d)}`);

/** Numbers beyond floating point: to write one in tens takes the square of its length. */
const LARGE = 10n ** 309n;

const digitsOf = (n: bigint): string => (n < LARGE && n > -LARGE ? String(n) : `16r${n.toString(16)}`);

const factorsKey = (factors: readonly Factor[]): string =>
  factors.map(({ atom, exponent }) => `${atom.key}^${keyOf(exponent)}`).join('*');

function sum(terms: Term[]): Sum {
  const key = terms.map(({ coefficient, factors }) => `${keyOf(coefficient)}*${factorsKey(factors)}`).join('+');
  return { terms, key };
}

/** A number as a sum; 0 has no terms. */
export const constant = (value: Rational): Sum => sum(isZero(value) ? [] : [{ coefficient: value, factors: [] }]);

/** An atom to a power as a sum of one term. */
export const atom = (inner: Atom, exponent = ONE): Sum =>
  sum([{ coefficient: ONE, factors: [{ atom: inner, exponent }] }]);

/** The value of a sum without atoms. */
export function constantOf({ terms }: Sum): Rational | undefined {
  const [first] = terms;
  if (first === undefined) return { n: 0n, d: 1n };
  return terms.length === 1 && first.factors.length === 0 ? first.coefficient : undefined;
}

/** Adds sums, putting like terms together. */
export function addSums(...sums: Sum[]): Sum {
  const merged = new Map<string, Term>();
  const all = sums.flatMap(({ terms }) => terms);
  for (const term of all.length > 1 ? all.flatMap(opened) : all) {
    const key = factorsKey(term.factors);
    const coefficient = add(merged.get(key)?.coefficient ?? { n: 0n, d: 1n }, term.coefficient);
    merged.set(key, { coefficient, factors: term.factors });
  }
  const terms = [...merged].filter(([, { coefficient }]) => !isZero(coefficient));
  return sum(terms.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, term]) => term));
}

/** A coefficient times one bracket, inside a sum, is multiplied out: 2*(a+b) + a is 3*a + 2*b. */
function opened(term: Term): readonly Term[] {
  const [only, more] = term.factors;
  if (more !== undefined || only?.atom.kind !== 'sum' || !isOne(only.exponent)) return [term];
  return only.atom.sum.terms.map(({ coefficient, factors }) => ({
    coefficient: multiply(coefficient, term.coefficient),
    factors,
  }));
}

/** A sum as one term; one of several terms becomes a bracket, and a minus before all of them stands before it. */
function asTerm(whole: Sum): Term {
  const [only, more] = whole.terms;
  if (only === undefined) return { coefficient: { n: 0n, d: 1n }, factors: [] };
  if (more === undefined) return only;
  if (whole.terms.every(({ coefficient }) => coefficient.n < 0n)) {
    const { factors } = asTerm(sum(whole.terms.map((term) => ({ ...term, coefficient: negate(term.coefficient) }))));
    return { coefficient: MINUS_ONE, factors };
  }
  return { coefficient: ONE, factors: [{ atom: { kind: 'sum', key: `(${whole.key})`, sum: whole }, exponent: ONE }] };
}

/** Multiplies, putting powers of the same atom together; brackets are kept. */
export function multiplySums(a: Sum, b: Sum): Sum {
  const [left, right] = [asTerm(a), asTerm(b)];
  const coefficient = multiply(left.coefficient, right.coefficient);
  if (isZero(coefficient)) return constant(coefficient);
  return term(coefficient, [...left.factors, ...right.factors]);
}

function term(first: Rational, all: readonly Factor[]): Sum {
  let coefficient = first;
  const merged = new Map<string, Factor>();
  for (const { atom: inner, exponent } of all) {
    const both = add(merged.get(inner.key)?.exponent ?? { n: 0n, d: 1n }, exponent);
    merged.set(inner.key, { atom: inner, exponent: both });
  }
  const factors: Factor[] = [];
  for (const factor of merged.values()) {
    if (isZero(factor.exponent)) continue;
    const root = factor.atom.kind === 'call' && factor.atom.fn === 'sqrt' ? factor.atom.operands[0] : undefined;
    // sqrt(x)^2 is x wherever sqrt(x) is a number at all.
    if (root !== undefined && factor.exponent.d === 1n && factor.exponent.n === 2n) {
      const inside = asTerm(root);
      coefficient = multiply(coefficient, inside.coefficient);
      factors.push(...inside.factors);
    } else factors.push(factor);
  }
  factors.sort((x, y) => (x.atom.key < y.atom.key ? -1 : 1));
  const distinct = new Set(factors.map(({ atom: inner }) => inner.key)).size === factors.length;
  const [only] = factors;
  if (!distinct) return term(coefficient, factors);
  // A lone bracket that is left over is the sum itself, and a minus in front of one goes inside.
  if (factors.length === 1 && only?.atom.kind === 'sum' && isOne(only.exponent)) {
    if (isOne(coefficient)) return only.atom.sum;
    if (coefficient.n === MINUS_ONE.n && coefficient.d === 1n) return sum([...opened({ coefficient, factors })]);
  }
  return sum([{ coefficient, factors }]);
}

/** 1/a; undefined for zero. */
export function inverse(a: Sum): Sum | undefined {
  const { coefficient, factors } = asTerm(a);
  if (isZero(coefficient)) return undefined;
  return term(
    invert(coefficient),
    factors.map(({ atom: inner, exponent }) => ({ atom: inner, exponent: multiply(exponent, MINUS_ONE) })),
  );
}

/**
 * a to a constant power; undefined where the rule does not hold or leads nowhere: (x²)^½ is |x|, not x, so
 * powers multiply for whole exponents only, or over one bare atom.
 */
export function raise(a: Sum, exponent: Rational): Sum | undefined {
  if (isZero(exponent)) return constant(ONE);
  const { coefficient, factors } = asTerm(a);
  const [only, more] = factors;
  if (exponent.d !== 1n) {
    const bare = isOne(coefficient) && only !== undefined && more === undefined && isOne(only.exponent);
    return bare ? term(ONE, [{ atom: only.atom, exponent }]) : undefined;
  }
  const raised = power(coefficient, exponent);
  if (raised === undefined) return undefined;
  if (isZero(raised)) return constant(raised);
  return term(
    raised,
    factors.map((factor) => ({ atom: factor.atom, exponent: multiply(factor.exponent, exponent) })),
  );
}
