import { arity, operation, operationNames } from '../engine/index.ts';
import { fromDecimal, isOne, isZero, MINUS_ONE, negate, ONE, type Rational, toExpression, ZERO } from './rational.ts';
import {
  type Atom,
  addSums,
  atom,
  constant,
  constantOf,
  type Factor,
  inverse,
  multiplySums,
  raise,
  type Sum,
  type Term,
} from './sums.ts';
import { call, type Expression } from './syntax.ts';

/** Function values that everyone knows: f(0) where it is 0 or 1. */
const AT_ZERO = new Map<string, Rational>();
for (const name of operationNames) {
  const { form, forward } = operation(name);
  const value = forward(0, 0);
  if (form === 'function' && arity(name) === 1 && (value === 0 || value === 1)) AT_ZERO.set(name, value ? ONE : ZERO);
}

/** A tie is shared: see the table of operations. */
const HALF: Rational = { n: 1n, d: 2n };

/** Derivatives meet the same operands over and over; expressions never change. */
const normalised = new WeakMap<Expression, Sum>();

/**
 * The same expression as a person would write it: like terms and powers put together, numbers folded exactly,
 * zeros and ones gone (`a*1 + 1*a` becomes `2*a`). Brackets are kept unless a sum around them can use their terms.
 * A factor that cancels is taken as not zero.
 *
 * @throws Unwritable when a number of the result is too large for floating point
 */
export function simplify(expression: Expression): Expression {
  const sum = normalise(expression);
  const simple = write(sum, usesDecimals(expression));
  normalised.set(simple, sum);
  return simple;
}

/** Do both simplify to the same form? `false` says nothing: they may be equal all the same. */
export const sameForm = (a: Expression, b: Expression): boolean => normalise(a).key === normalise(b).key;

function usesDecimals(expression: Expression): boolean {
  if (expression.kind === 'number') return /[.e]/.test(expression.text);
  return expression.kind === 'call' && expression.operands.some(usesDecimals);
}

function normalise(expression: Expression): Sum {
  const known = normalised.get(expression);
  if (known !== undefined) return known;
  const sum = normalForm(expression);
  normalised.set(expression, sum);
  return sum;
}

function normalForm(expression: Expression): Sum {
  if (expression.kind === 'name') return atom({ kind: 'name', key: expression.name });
  if (expression.kind === 'number') {
    const { text, value } = expression;
    if (!/^-?[\d.]/.test(text)) return atom({ kind: 'name', key: text, value });
    return constant(text.startsWith('-') ? negate(fromDecimal(text.slice(1))) : fromDecimal(text));
  }
  const { fn } = expression;
  const [a, b] = expression.operands.map(normalise) as [Sum, Sum];
  switch (fn) {
    case 'add':
      return addSums(a, b);
    case 'sub':
      return addSums(a, multiplySums(constant(MINUS_ONE), b));
    case 'neg':
      return multiplySums(constant(MINUS_ONE), a);
    case 'mul':
      return multiplySums(a, b);
    case 'div': {
      const over = inverse(b);
      return over === undefined ? opaque(fn, [a, b]) : multiplySums(a, over);
    }
    case 'pow': {
      const exponent = constantOf(b);
      return (exponent === undefined ? undefined : raise(a, exponent)) ?? opaque(fn, [a, b]);
    }
    case 'min':
    case 'max':
      return a.key === b.key ? a : opaque(fn, [a, b]);
    case 'greater':
    case 'less':
      return a.key === b.key ? constant(HALF) : opaque(fn, [a, b]);
    default: {
      const known = constantOf(a) !== undefined && isZero(constantOf(a) as Rational) ? AT_ZERO.get(fn) : undefined;
      if (known !== undefined) return constant(known);
      return opaque(fn, expression.operands.length === 1 ? [a] : [a, b]);
    }
  }
}

const opaque = (fn: Extract<Atom, { kind: 'call' }>['fn'], operands: Sum[]): Sum =>
  atom({ kind: 'call', key: `${fn}(${operands.map(({ key }) => key).join(',')})`, fn, operands });

/** Higher powers first, then by name, numbers last; and never a minus in front if a plus can stand there. */
function write({ terms }: Sum, decimals: boolean): Expression {
  const ordered = [...terms].sort((x, y) => degree(y) - degree(x) || (sortKey(x) < sortKey(y) ? -1 : 1));
  const plus = ordered.findIndex(({ coefficient }) => coefficient.n > 0n);
  if (plus > 0) ordered.unshift(...ordered.splice(plus, 1));
  const [first, ...rest] = ordered;
  if (first === undefined) return toExpression(ZERO, false);
  return rest.reduce<Expression>(
    (sum, term) =>
      term.coefficient.n < 0n
        ? call('sub', sum, writeTerm({ ...term, coefficient: negate(term.coefficient) }, decimals))
        : call('add', sum, writeTerm(term, decimals)),
    writeTerm(first, decimals),
  );
}

const degree = ({ factors }: Term): number =>
  factors.reduce((total, { exponent }) => total + Number(exponent.n) / Number(exponent.d), 0);

const sortKey = ({ factors }: Term): string => factors.map(factorOrder).sort().join(' ');

/** Constants stand before names, names before powers such as 2^x, powers before functions, functions before brackets. */
function factorOrder({ atom: inner }: Factor): string {
  if (inner.kind === 'call') return `${inner.fn === 'pow' ? 2 : 3}${inner.key}`;
  if (inner.kind === 'sum') return `4${inner.key}`;
  return `${inner.value === undefined ? 1 : 0}${inner.key}`;
}

function writeTerm({ coefficient, factors }: Term, decimals: boolean): Expression {
  if (coefficient.n < 0n) {
    const positive = { coefficient: negate(coefficient), factors };
    if (factors.length > 0) return negated(writeTerm(positive, decimals));
  }
  const ordered = [...factors].sort((x, y) => (factorOrder(x) < factorOrder(y) ? -1 : 1));
  const above = ordered.filter(({ exponent }) => exponent.n > 0n).map((factor) => writeFactor(factor, decimals));
  const below = ordered
    .filter(({ exponent }) => exponent.n < 0n)
    .map((factor) => writeFactor({ ...factor, exponent: negate(factor.exponent) }, decimals));
  const number = toExpression(coefficient, decimals);
  if (number.kind === 'call') {
    const [n, d] = number.operands as [Expression, Expression];
    below.unshift(d);
    if (above.length === 0 || !isOne({ n: coefficient.n, d: 1n })) above.unshift(n);
  } else if (above.length === 0 || !isOne(coefficient)) above.unshift(number);
  const product = (all: Expression[]): Expression => all.reduce((left, right) => call('mul', left, right));
  return below.length === 0 ? product(above) : call('div', product(above), product(below));
}

/** The minus goes to the first factor, where a person puts it: -b*f, -a/b^2. */
function negated(term: Expression): Expression {
  if (term.kind === 'call' && (term.fn === 'mul' || term.fn === 'div')) {
    const [first, second] = term.operands as [Expression, Expression];
    return call(term.fn, negated(first), second);
  }
  return term.kind === 'number' ? { ...term, value: -term.value, text: `-${term.text}` } : call('neg', term);
}

function writeFactor({ atom: inner, exponent }: Factor, decimals: boolean): Expression {
  const base = writeAtom(inner, decimals);
  return isOne(exponent) ? base : call('pow', base, toExpression(exponent, decimals));
}

function writeAtom(inner: Atom, decimals: boolean): Expression {
  switch (inner.kind) {
    case 'name':
      return inner.value === undefined
        ? { kind: 'name', name: inner.key }
        : { kind: 'number', value: inner.value, text: inner.key };
    case 'sum':
      return write(inner.sum, decimals);
    case 'call':
      return call(inner.fn, ...inner.operands.map((operand) => write(operand, decimals)));
  }
}
