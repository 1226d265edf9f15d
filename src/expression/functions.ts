import { arity, type OperationName, operation, operationNames } from '../engine/index.ts';
import { call, type Expression, nameNode, numberNode } from './syntax.ts';

/** A function as people write it: how many operands it takes, and what it becomes. */
export interface WrittenFunction {
  readonly operands: 1 | 2;
  /** May it have more operands than that, as `max(a, b, c)` has? */
  readonly more: boolean;
  /** Is it written otherwise when it is shown again, as `sec(x)` is as `1/cos(x)`? */
  readonly composed: boolean;
  /** Can it be no name of a value? Those that came later can, unless an operand follows. */
  readonly reserved: boolean;
  readonly build: (operands: readonly Expression[]) => Expression;
}

/** Other names of operations: German school, LaTeX, NumPy, PyTorch and C have names of their own. */
const ALIASES: Record<string, readonly string[]> = {
  log: ['ln', 'loge', 'log_e'],
  log2: ['ld', 'lb', 'log_2'],
  log10: ['lg', 'log_10'],
  tan: ['tg'],
  asin: ['arcsin'],
  acos: ['arccos'],
  atan: ['arctan', 'arctg'],
  asinh: ['arcsinh', 'arsinh'],
  acosh: ['arccosh', 'arcosh'],
  atanh: ['arctanh', 'artanh'],
  sigmoid: ['logistic', 'expit', 'σ'],
  sign: ['sgn', 'signum'],
  step: ['heaviside'],
  abs: ['fabs', 'absolute'],
  max: ['maximum', 'fmax'],
  min: ['minimum', 'fmin'],
  cbrt: ['cuberoot'],
  sqrt: ['squareroot', 'root'],
};

const RESERVED = 'exp log ln tanh tanh_by_exp sigmoid relu sqrt sin cos abs min max'.split(' ');

const one = numberNode(1);

/** Functions that the table has no entry for, made of those that it has. */
const COMPOSED: Record<string, (a: Expression, b: Expression) => Expression> = {
  sec: (a) => call('div', one, call('cos', a)),
  csc: (a) => call('div', one, call('sin', a)),
  sech: (a) => call('div', one, call('cosh', a)),
  csch: (a) => call('div', one, call('sinh', a)),
  coth: (a) => call('div', call('cosh', a), call('sinh', a)),
  logit: (a) => call('log', call('div', a, call('sub', one, a))),
  cot: (a) => call('div', call('cos', a), call('sin', a)),
  square: (a) => call('pow', a, numberNode(2)),
  reciprocal: (a) => call('div', one, a),
  log1p: (a) => call('log', call('add', one, a)),
  expm1: (a) => call('sub', call('exp', a), one),
  exp2: (a) => call('pow', numberNode(2), a),
  silu: (a) => call('mul', a, call('sigmoid', a)),
  swish: (a) => call('mul', a, call('sigmoid', a)),
};

/** The same with two operands. */
const COMPOSED_OF_TWO: typeof COMPOSED = {
  pow: (a, b) => call('pow', a, b),
  power: (a, b) => call('pow', a, b),
  add: (a, b) => call('add', a, b),
  subtract: (a, b) => call('sub', a, b),
  multiply: (a, b) => call('mul', a, b),
  mul: (a, b) => call('mul', a, b),
  divide: (a, b) => call('div', a, b),
};

/** What `f^-1` means where school has a name for it. */
export const INVERSES: ReadonlyMap<string, string> = new Map([
  ['sin', 'asin'],
  ['cos', 'acos'],
  ['tan', 'atan'],
  ['sinh', 'asinh'],
  ['cosh', 'acosh'],
  ['tanh', 'atanh'],
]);

const written = new Map<string, WrittenFunction>();
for (const name of operationNames) {
  const { form, symbol } = operation(name);
  if (form !== 'function') continue;
  const build = (operands: readonly Expression[]): Expression =>
    operands.length < 2
      ? call(name, ...operands)
      : (operands as Expression[]).reduce((left, right) => call(name, left, right));
  for (const spelled of [symbol, ...(ALIASES[name] ?? [])]) {
    const reserved = RESERVED.includes(spelled);
    written.set(spelled, { operands: arity(name), more: arity(name) === 2, composed: false, reserved, build });
  }
}
for (const [table, operands] of [
  [COMPOSED, 1],
  [COMPOSED_OF_TWO, 2],
] as const) {
  for (const [name, make] of Object.entries(table)) {
    if (written.has(name)) continue;
    const build = ([a, b]: readonly Expression[]): Expression => make(a as Expression, b as Expression);
    written.set(name, { operands, more: false, composed: true, reserved: false, build });
  }
}

/** A number, or a name of one letter behind a line. */
const BASE = /^log_?(?:(\d+)|(?<=_)(\p{L}\d*))$/u;

/** The function of this name in any of its spellings, `log_3` and `log_b` for any base too; undefined for what is none. */
export function functionNamed(spelled: string): WrittenFunction | undefined {
  const name = spelled.replace(/[₀-₉]+$/, (base) => `_${base.normalize('NFKC')}`);
  const known = written.get(name);
  if (known !== undefined) return known;
  const [, number, letter] = BASE.exec(name) ?? [];
  if ((number === undefined || Number(number) < 2) && letter === undefined) return undefined;
  const by = call('log', letter === undefined ? numberNode(Number(number)) : nameNode(letter));
  const build = ([a]: readonly Expression[]): Expression => call('div', call('log', a as Expression), by);
  return { operands: 1, more: false, composed: true, reserved: false, build };
}

/** The names of the operations that are functions, for a list to choose from. */
export const functionNames: readonly string[] = operationNames
  .filter((name) => operation(name).form === 'function')
  .map((name) => operation(name).symbol);

/** Every spelling that is understood, for guessing at a slip. */
export const spellings: readonly string[] = [...written.keys()];

/** The operation of an infix or prefix sign. */
export const infix = new Map<string, OperationName>(
  operationNames.filter((name) => operation(name).form === 'infix').map((name) => [operation(name).symbol, name]),
);
