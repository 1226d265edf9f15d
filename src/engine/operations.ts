import {
  type Divide,
  divideAtZero,
  EXP_LIMIT,
  local,
  MATH_RANGE_ERROR,
  type Operation,
  type Rule,
} from './operation.ts';
import { sigmoid } from './sigmoid.ts';
import { special } from './special-functions.ts';
import { tanh } from './tanh.ts';
import { trigonometry } from './trigonometry.ts';

/** max and min share a tie at half each: PyTorch's and JAX's convention, and what a central difference sees. */
const tieKink =
  (name: string) =>
  (a: number, b: number): string | undefined =>
    a === b ? `${name} has a kink where both operands are equal: each gets half the slope, as in PyTorch` : undefined;

const TIE: Divide = { at: 'kink', side: (a, b) => Math.sign(a - b) };

const winner = (a: number, b: number): number => (a > b ? 1 : a < b ? 0 : 0.5);

/**
 * The one table of operations. Each entry says an operation once: how it is written, its forward rule, its
 * local derivatives as number and as text, and how a teacher names and explains it. The engine, the expression
 * parser, the derivation and the drawings read this table; adding an operation is adding one entry.
 *
 * In the texts `a` and `b` are the operands and `out` is the result. They are written in the language of
 * `expression/`, which parses them, so a local derivative shown to a person and the number beside it can be
 * compared (and a test does).
 */
const operations = {
  add: {
    symbol: '+',
    form: 'infix',
    forward: (a, b) => a + b,
    lanes: 'a+b',
    local: [local('1', () => 1), local('1', () => 1)],
    rule: '+ copies',
    sentence: '+ copies: each term gets the upstream gradient unchanged.',
  },
  sub: {
    symbol: '-',
    form: 'infix',
    forward: (a, b) => a - b,
    lanes: 'a-b',
    local: [local('1', () => 1), local('-1', () => -1)],
    rule: '- flips 2nd',
    sentence: '- copies to the first term and flips the sign for the second.',
  },
  mul: {
    symbol: '*',
    form: 'infix',
    forward: (a, b) => a * b,
    lanes: 'a*b',
    local: [local('b', (_a, b) => b), local('a', (a) => a)],
    rule: '× swaps',
    sentence: "× swaps: each factor gets the other's value.",
  },
  div: {
    symbol: '/',
    form: 'infix',
    forward: (a, b) => a / b,
    lanes: 'a/b',
    local: [local('1/b', (_a, b) => 1 / b), local('-a/b^2', (_a, b, out) => -out / b, { lanes: '-out/b' })],
    rule: 'quotient rule',
    sentence: '/ gives the numerator 1/denominator, and the denominator minus the quotient over itself.',
    nonFinite: (_a, b) => (b === 0 ? 'division by zero' : undefined),
    divide: { at: 'pole', side: (_a, b) => Math.sign(b) },
  },
  pow: {
    symbol: '^',
    form: 'infix',
    forward: (a, b) => a ** b,
    local: [
      // At b = 0 the slope is 0 even where a^(b-1) is infinite.
      local('b*a^(b-1)', (a, b) => (b === 0 ? 0 : b * a ** (b - 1)), {
        python: 'b * a ** (b - 1) if b != 0 else 0.0',
        said: {
          rule: 'power rule',
          sentence: '^ brings the exponent down in front and lowers it by one: the power rule.',
        },
      }),
      // 0^b is flat in b for b > 0, though log(0) is not a number.
      local('a^b*log(a)', (a, b, out) => (a === 0 && b > 0 ? 0 : out * Math.log(a)), {
        said: {
          rule: 'exponential rule',
          sentence:
            'The slope of a power in its exponent is the power itself times the log of its base: the exponential rule.',
        },
        python: 'out * math.log(a) if a > 0 else 0.0',
      }),
    ],
    rule: 'power rule',
    sentence: '^ brings the exponent down in front and lowers it by one.',
    nonFinite: (a, b) => {
      if (a === 0 && b < 0) return 'zero to a negative power is a division by zero';
      if (a < 0 && b === 1 / 3)
        return 'a power of a negative number needs a whole exponent; for its cube root write cbrt';
      if (a < 0 && !Number.isInteger(b)) return 'a negative number has no real power with a fractional exponent';
      return undefined;
    },
    divide: { at: 'pole', side: (a, b) => (Number.isInteger(b) && b >= 0 ? 1 : Math.sign(a)) },
  },
  neg: {
    symbol: '-',
    form: 'prefix',
    forward: (a) => -a,
    lanes: '-a',
    local: [local('-1', () => -1)],
    rule: '- flips',
    sentence: 'A minus in front flips the sign of the gradient.',
  },
  exp: {
    symbol: 'exp',
    form: 'function',
    forward: (a) => Math.exp(a),
    lanes: 'exp(a)',
    local: [local('out', (_a, _b, out) => out)],
    rule: 'exp is its slope',
    sentence: 'exp is its own slope: the local derivative is the output.',
    overflowError: MATH_RANGE_ERROR,
    nonFinite: (a) =>
      a > EXP_LIMIT ? `exp of more than 709.78 is too large for a number: "${MATH_RANGE_ERROR}"` : undefined,
  },
  log: {
    symbol: 'log',
    form: 'function',
    forward: (a) => Math.log(a),
    lanes: 'log(a)',
    local: [local('1/a', (a) => 1 / a)],
    rule: 'log: 1/input',
    sentence: 'log has slope one over its input: steep near zero, flat far out.',
    nonFinite: (a) => (a <= 0 ? 'log needs a number above 0' : undefined),
  },
  tanh: {
    symbol: 'tanh',
    form: 'function',
    forward: tanh,
    lanes: 'tanh(a)',
    local: [local('1-out^2', (_a, _b, out) => 1 - out * out)],
    rule: 'tanh: 1-out²',
    sentence: 'tanh lets 1 − out² of the gradient through: all of it at 0, almost none near ±1 (saturation).',
  },
  tanhByExp: {
    symbol: 'tanh_by_exp',
    form: 'function',
    forward: (a) => {
      const e = Math.exp(2 * a);
      return (e - 1) / (e + 1);
    },
    lanes: 'e=exp(2*a); (e-1)/(e+1)',
    local: [local('1-out^2', (_a, _b, out) => 1 - out * out)],
    rule: 'tanh: 1-out²',
    sentence: 'tanh written with exp lets 1 − out² through as well, but exp(2x) overflows for x above 354.89.',
    // exp(2x) - 1 keeps few digits near 0.
    blur: Number.EPSILON,
    overflowError: MATH_RANGE_ERROR,
    nonFinite: (a) =>
      2 * a > EXP_LIMIT ? `exp(2x) is too large for a number when x is above 354.89: "${MATH_RANGE_ERROR}"` : undefined,
  },
  sigmoid: {
    symbol: 'sigmoid',
    form: 'function',
    forward: sigmoid,
    lanes: 'e=exp(-abs(a)); (a<0 ? e : 1)/(1+e)',
    local: [local('out*(1-out)', (_a, _b, out) => out * (1 - out))],
    rule: 'σ: out(1-out)',
    sentence: 'sigmoid lets out × (1 − out) of the gradient through: at most a quarter.',
  },
  relu: {
    symbol: 'relu',
    form: 'function',
    // Written so that NaN stays NaN instead of becoming 0.
    forward: (a) => (a <= 0 ? 0 : a),
    lanes: 'a<=0 ? 0 : a',
    local: [local('(a>0)', (a) => (a > 0 ? 1 : 0))],
    rule: 'relu gates',
    sentence: 'relu is a gate: it passes the gradient where its input is above 0 and stops it elsewhere.',
    kink: (a) => (a === 0 ? 'relu has a kink at 0: its slope is taken as 0 there, as in PyTorch' : undefined),
    divide: divideAtZero('kink'),
  },
  sqrt: {
    symbol: 'sqrt',
    form: 'function',
    forward: (a) => Math.sqrt(a),
    lanes: 'sqrt(a)',
    local: [local('1/(2*out)', (_a, _b, out) => 1 / (2 * out))],
    rule: 'sqrt: 1/(2·out)',
    sentence: 'sqrt has slope one over twice its output.',
    nonFinite: (a) => (a < 0 ? 'sqrt needs a number that is not negative' : undefined),
  },
  sin: {
    symbol: 'sin',
    form: 'function',
    forward: (a) => Math.sin(a),
    local: [local('cos(a)', (a) => Math.cos(a))],
    rule: 'sin → cos',
    sentence: 'The slope of sin is cos.',
  },
  cos: {
    symbol: 'cos',
    form: 'function',
    forward: (a) => Math.cos(a),
    local: [local('-sin(a)', (a) => -Math.sin(a))],
    rule: 'cos → -sin',
    sentence: 'The slope of cos is minus sin.',
  },
  abs: {
    symbol: 'abs',
    form: 'function',
    forward: (a) => Math.abs(a),
    lanes: 'abs(a)',
    local: [local('sign(a)', (a) => Math.sign(a), { lanes: 'a<0 ? -1 : a>0 ? 1 : a' })],
    rule: 'abs: sign',
    sentence: 'abs passes the gradient on, with its sign flipped where the input is negative.',
    kink: (a) => (a === 0 ? 'abs has a kink at 0: its slope is taken as 0 there, as in PyTorch' : undefined),
    divide: divideAtZero('kink'),
  },
  min: {
    symbol: 'min',
    form: 'function',
    forward: (a, b) => Math.min(a, b),
    lanes: 'min(a,b)',
    local: [
      local('(a<b)', (a, b) => winner(b, a), { lanes: '((a<b)+1-(b<a))/2' }),
      local('(b<a)', (a, b) => winner(a, b), { lanes: '((b<a)+1-(a<b))/2' }),
    ],
    rule: 'min routes',
    sentence: 'min routes the whole gradient to the smaller operand.',
    kink: tieKink('min'),
    divide: TIE,
  },
  max: {
    symbol: 'max',
    form: 'function',
    forward: (a, b) => Math.max(a, b),
    lanes: 'max(a,b)',
    local: [
      local('(a>b)', (a, b) => winner(a, b), { lanes: '((a>b)+1-(b>a))/2' }),
      local('(b>a)', (a, b) => winner(b, a), { lanes: '((b>a)+1-(a>b))/2' }),
    ],
    rule: 'max routes',
    sentence: 'max routes the whole gradient to the larger operand.',
    kink: tieKink('max'),
    divide: TIE,
  },
  ...trigonometry,
  ...special,
} satisfies Record<string, Operation>;

/** The name of an entry of the table, which is also the name of the method of `Value`. */
export type OperationName = keyof typeof operations;

/** The names of the operations that take `N` operands. */
export type OperationOfArity<N extends 1 | 2> = {
  [K in OperationName]: (typeof operations)[K]['local']['length'] extends N ? K : never;
}[OperationName];

/** The entry of an operation, with the optional fields in view. */
export const operation = (name: OperationName): Operation => operations[name];

/** All names in the order of the table; an operation's code on the tape is its index here plus one. */
export const operationNames = Object.keys(operations) as OperationName[];

/** The rule by which an operation hands a gradient to one of its operands: x^2 and 2^x are two rules. */
export const ruleOf = (name: OperationName, operand: 0 | 1): Rule => {
  const entry = operation(name);
  return entry.local[operand]?.said ?? entry;
};

/** How many operands the operation takes. */
export const arity = (name: OperationName): 1 | 2 => operations[name].local.length;
