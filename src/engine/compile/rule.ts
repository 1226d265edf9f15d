import { type Comparison, type Infix, type Node, partsOf, readRule } from '../rule-text.ts';
import { FLAT, SERIES, SIXTEENTHS, TABLE as TANH } from '../tanh.ts';
import { type Body, type Code, get, i32, set, v128, when } from './wasm.ts';

/** Where the table of tanh lies in the memory. */
export const TABLE_AT = 256;
/** What is added to it stands in the low bits of the sum. */
const WHOLES = 2 ** 52;
/** Imports come first: the logarithm, lane by lane. */
export const LOG = 0;

/** Of exp, from the greatest to the least: see {@link exp}. */
const QUOTIENT = [
  0.16666666666666602, -0.0027777777777015593, 0.00006613756321437934, -0.0000016533902205465252, 4.1381367970572385e-8,
];
const LN2_HIGH = 0.6931471803691238;
const HALF_LN2 = 0.3465735912322998;
/** Nearer to 0 and farther from it than this it is done in another way. */
const TINY = 2 ** -28;
const LARGE = 708;
const LN2_LOW = 1.9082149292705877e-10;
/** What the rules read from the memory, from {@link TABLE_AT} on: tanh and its slope. */
export const TABLES = Float64Array.from([...TANH].flatMap((a) => [a, 1 - a * a]));
type Eight = [number, number, number, number, number, number, number, number];
const polynomial = (x: Code, [first = 0, ...rest]: readonly number[], body: Body): Code =>
  rest.length === 0 ? body.constant(first) : v128.add(body.constant(first), v128.mul(x, polynomial(x, rest, body)));

/** See `tanh.ts`: the same steps for two numbers. */
function tanh(x: Code, body: Body): Code {
  const k = (number: number): Code => body.constant(number);
  const [input, near, first, second, b, square, a, series] = body.locals128(8) as Eight;
  const entry = (lane: number): Code =>
    v128.load({ base: i32.shiftLeft(v128.lowWord(get(near), lane), 4), offset: TABLE_AT });
  return [
    set(input, v128.pmax(v128.pmin(x, k(FLAT)), k(-FLAT))),
    set(near, v128.add(get(input), k(SIXTEENTHS))),
    set(first, entry(0)),
    set(second, entry(1)),
    set(a, v128.pair(get(first), 0, get(second), 0)),
    set(b, v128.sub(get(input), v128.sub(get(near), k(SIXTEENTHS)))),
    set(square, v128.mul(get(b), get(b))),
    set(series, v128.mul(get(b), polynomial(get(square), SERIES, body))),
    v128.add(
      get(a),
      v128.div(
        v128.mul(v128.pair(get(first), 1, get(second), 1), get(series)),
        v128.add(k(1), v128.mul(get(a), get(series))),
      ),
    ),
  ];
}

/**
 * exp as V8 has it, to the last bit: x = k ln 2 + r, and e^r from a quotient (fdlibm, e_exp.c, by Sun Microsystems
 * 1993). It overflows where that does, past {@link EXP_LIMIT}.
 */
function exp(x: Code, body: Body): Code {
  const k = (number: number): Code => body.constant(number);
  const [input, size, high, low, r, c, power, half] = body.locals128(8) as Eight;
  const twoTo = (exponent: Code): Code => v128.shiftLeft(v128.add(exponent, k(WHOLES + 1023)), 52);
  const choose = (mask: Code, value: Code): Code => set(c, v128.select(mask, value, get(c)));
  const isRare = v128.or(v128.or(v128.lt(get(size), k(TINY)), v128.gt(get(size), k(LARGE))), v128.eq(get(input), k(1)));
  // Powers at the ends of the range in two steps; what is next to 1 or beyond as it is there.
  const rare = [
    set(half, v128.floor(v128.mul(get(power), k(0.5)))),
    set(c, v128.mul(v128.mul(get(r), twoTo(get(half))), twoTo(v128.sub(get(power), get(half))))),
    choose(v128.lt(get(size), k(TINY)), v128.add(k(1), get(input))),
    choose(v128.eq(get(input), k(1)), k(Math.E)),
    choose(v128.gt(get(input), k(709.782712893384)), k(Number.POSITIVE_INFINITY)),
    choose(v128.lt(get(input), k(-745.1332191019411)), k(0)),
  ];
  return [
    set(input, x),
    set(half, v128.and(get(input), k(-0))),
    set(size, v128.xor(get(input), get(half))),
    set(power, v128.trunc(v128.add(v128.mul(k(Math.LOG2E), get(input)), v128.or(k(0.5), get(half))))),
    // Below half of ln 2, as it is compared there, nothing is taken off.
    set(power, v128.and(get(power), v128.ge(get(size), k(HALF_LN2)))),
    set(high, v128.sub(get(input), v128.mul(get(power), k(LN2_HIGH)))),
    set(low, v128.mul(get(power), k(LN2_LOW))),
    set(r, v128.sub(get(high), get(low))),
    set(c, v128.mul(get(r), get(r))),
    set(c, v128.sub(get(r), v128.mul(get(c), polynomial(get(c), QUOTIENT, body)))),
    set(c, v128.div(v128.mul(get(r), get(c)), v128.sub(k(2), get(c)))),
    set(r, v128.sub(k(1), v128.sub(v128.sub(get(low), get(c)), get(high)))),
    set(c, v128.mul(get(r), twoTo(get(power)))),
    when(v128.any(isRare), rare),
    get(c),
  ];
}

function log(x: Code, body: Body): Code {
  const input = body.local();
  const lane = (i: number): Code => v128.splat([v128.lane(get(input), i), 0x10, LOG]);
  return [set(input, x), v128.pair(lane(0), 0, lane(1), 0)];
}

type Rule = (operands: readonly Code[], body: Body) => Code;
const FUNCTIONS: Readonly<Record<string, Rule>> = {
  abs: ([x = []]) => v128.abs(x),
  sqrt: ([x = []]) => v128.sqrt(x),
  min: ([x = [], y = []]) => v128.min(x, y),
  max: ([x = [], y = []]) => v128.max(x, y),
  tanh: ([x = []], body) => tanh(x, body),
  exp: ([x = []], body) => exp(x, body),
  log: ([x = []], body) => log(x, body),
};
const INFIX: Readonly<Record<Infix, (x: Code, y: Code) => Code>> = {
  '+': v128.add,
  '-': v128.sub,
  '*': v128.mul,
  '/': v128.div,
};
const COMPARISONS: Readonly<Record<Comparison, (x: Code, y: Code) => Code>> = {
  '<': v128.lt,
  '>': v128.gt,
  '<=': v128.le,
  '>=': v128.ge,
};

/** Names of a rule's text, as code for their values. */
export type Names = Readonly<Record<string, Code>>;

/** The code of a rule of the table of operations, in the language of `rule-text.ts`. */
export function codeOf(rule: string, names: Names, body: Body): Code {
  const { steps, result } = readRule(rule);
  if (result === undefined) throw new SyntaxError(`the rule ${rule} has no value`);
  let known = names;
  const named = steps.map(({ name, value }) => {
    const local = body.local();
    const code = set(local, codeOfNode(value, known, body));
    known = { ...known, [name]: get(local) };
    return code;
  });
  return [...named, codeOfNode(result, known, body)];
}

/** The code of a part of a rule. */
export function codeOfNode(node: Node, names: Names, body: Body): Code {
  const code = (part: Node): Code => codeOfNode(part, names, body);
  switch (node.kind) {
    case 'number':
      return body.constant(node.value);
    case 'name': {
      const value = names[node.name];
      if (value === undefined) throw new SyntaxError(`a rule has an unknown name: ${node.name}`);
      return value;
    }
    case 'minus':
      return v128.neg(code(node.parts[0]));
    case 'infix':
      return INFIX[node.sign](code(node.parts[0]), code(node.parts[1]));
    case 'power': {
      const [base, exponent] = node.parts;
      if (!isTwo(exponent)) throw new SyntaxError('a rule has a power other than ^2');
      return v128.mul(code(base), code(base));
    }
    case 'compare':
      return v128.and(mask(node, code), body.constant(1));
    case 'choice': {
      const [test, then, other] = node.parts;
      return v128.select(mask(test, code), code(then), code(other));
    }
    case 'call': {
      const written = FUNCTIONS[node.name];
      if (written === undefined) throw new SyntaxError(`a rule has an unknown function: ${node.name}`);
      return written(node.parts.map(code), body);
    }
  }
}

/** Has a part of a rule a code? */
export const hasCode = (node: Node): boolean =>
  [...partsOf(node)].every(
    (part) =>
      (part.kind !== 'call' || FUNCTIONS[part.name] !== undefined) && (part.kind !== 'power' || isTwo(part.parts[1])),
  );

const isTwo = (node: Node): boolean => node.kind === 'number' && node.value === 2;

/** All bits of a lane set where a comparison holds. */
function mask(node: Node, code: (part: Node) => Code): Code {
  if (node.kind !== 'compare') throw new SyntaxError('a rule chooses by something that is no comparison');
  return COMPARISONS[node.sign](code(node.parts[0]), code(node.parts[1]));
}
