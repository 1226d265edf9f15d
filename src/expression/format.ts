import { operation } from '../engine/index.ts';
import type { Expression } from './syntax.ts';

const SUM = 1;
const PRODUCT = 2;
const MINUS = 3;
const POWER = 4;
const ATOM = 5;

const DIGITS = 6;
/** Below it numbers have fewer digits the smaller they are. */
const SMALLEST_NORMAL = 2.2250738585072014e-308;

/**
 * A number for people: up to `digits` significant digits, whole numbers in full up to 15 digits, and never a bare
 * `NaN` or `Infinity`: those are spelled out.
 */
export function formatNumber(value: number, digits = DIGITS): string {
  if (Number.isNaN(value)) return 'undefined';
  if (!Number.isFinite(value)) return value > 0 ? 'too large' : 'too large below 0';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  const rounded = Number(value.toPrecision(digits));
  // The smallest numbers have fewer digits than asked for: 1e-320 rather than 9.99989e-321.
  if (Math.abs(value) < SMALLEST_NORMAL && String(value).length < String(rounded).length) return String(value);
  if (!Number.isFinite(rounded)) return value.toExponential(digits - 1).replace('e+', 'e');
  const size = Math.abs(rounded);
  if (size >= 1e-4 && size < 1e15) return String(rounded);
  return rounded.toExponential().replace('e+', 'e');
}

/** How tightly an expression binds, seen from outside. */
function binding(expression: Expression): number {
  if (expression.kind === 'name') return ATOM;
  if (expression.kind === 'number') return expression.value < 0 || expression.text.startsWith('-') ? MINUS : ATOM;
  switch (expression.fn) {
    case 'add':
    case 'sub':
      return SUM;
    case 'mul':
    case 'div':
      return PRODUCT;
    case 'neg':
      return MINUS;
    case 'pow':
      return POWER;
    default:
      return ATOM;
  }
}

/** a^-2 and a^-b need no brackets, a^(-b*c) does. */
const bareExponent = (exponent: Expression): boolean =>
  binding(exponent) === MINUS &&
  (exponent.kind !== 'call' || exponent.operands.every((operand) => binding(operand) >= POWER));

/**
 * An expression as a person would write it, with no more brackets than needed: `2*a`, `a*b + c`, `-(a + b)`.
 * `compact` leaves out the spaces around + and −.
 */
export function format(expression: Expression, compact = false): string {
  const write = (inner: Expression): string => format(inner, compact);
  const atLeast = (inner: Expression, level: number): string =>
    binding(inner) >= level ? write(inner) : `(${write(inner)})`;
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'number') return expression.text;
  const [a, b] = expression.operands as [Expression, Expression];
  const gap = compact ? '' : ' ';
  // A minus right behind a sign gets brackets: 2*(-3), a - (-b*c); in front it needs none.
  const behind = (inner: Expression, level: number): string => {
    const text = write(inner);
    return binding(inner) < level || text.startsWith('-') ? `(${text})` : text;
  };
  const right = (level: number): string => behind(b, level);
  const left = (level: number): string => (binding(a) === MINUS && level <= PRODUCT ? write(a) : atLeast(a, level));
  switch (expression.fn) {
    case 'add':
      return `${left(SUM)}${gap}+${gap}${right(SUM)}`;
    case 'sub':
      return `${left(SUM)}${gap}-${gap}${right(PRODUCT)}`;
    case 'mul':
      return `${left(PRODUCT)}*${right(PRODUCT)}`;
    case 'div':
      return `${left(PRODUCT)}/${right(POWER)}`;
    case 'neg':
      return `-${behind(a, PRODUCT)}`;
    case 'pow':
      return `${atLeast(a, ATOM)}^${bareExponent(b) ? write(b) : atLeast(b, ATOM)}`;
    case 'greater':
      return `(${write(a)} > ${write(b)})`;
    case 'less':
      return `(${write(a)} < ${write(b)})`;
    default:
      return `${operation(expression.fn).symbol}(${expression.operands.map(write).join(', ')})`;
  }
}
