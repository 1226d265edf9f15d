import { type Node, partsOf, type RuleText, readRule } from '../rule-text.ts';
import { FLAT, SERIES, SIXTEENTHS, TABLE as TANH } from '../tanh.ts';
import { type Body, type Code, call, either, get, type Instruction, i32, range, set, simd, v128 } from './wasm.ts';

/** Where the table of tanh lies in the memory. */
export const TABLE_AT = 256;
/** What the rules read from the memory, from {@link TABLE_AT} on: tanh and its slope. */
export const TABLES = Float64Array.from([...TANH].flatMap((a) => [a, 1 - a * a]));

const polynomial = (x: string, coefficients: readonly number[]): string =>
  coefficients.map(String).reduceRight((rest, coefficient) => `(${coefficient}+${x}*${rest})`);

/** See `tanh.ts`: the same steps for two numbers. */
const TANH_RULE = `
  x=pmax(pmin(a,${FLAT}),-${FLAT}); near=x+${SIXTEENTHS}; b=x-(near-${SIXTEENTHS}); q=b*b;
  first=entry(near); second=entry2(near); t=low(first,second); s=b*${polynomial('q', SERIES)};
  t+high(first,second)*s/(1+t*s)`;

const QUOTIENT = [
  0.16666666666666602, -0.0027777777777015593, 0.00006613756321437934, -0.0000016533902205465252, 4.1381367970572385e-8,
];
const TINY = 2 ** -28;
/** Added to a whole number, it makes the last bits of the sum the exponent of that power of two. */
const EXPONENT = 2 ** 52 + 1023;
/**
 * exp as V8 has it, to the last bit: x = k ln 2 + r, and e^r from a quotient (fdlibm, e_exp.c, by Sun Microsystems
 * 1993). What is next to 0 or to 1, or far out, is done as it is there, and powers at the ends of the range in two steps.
 */
const EXP_RULE = `
  x=a; size=abs(x); k=trunc(${Math.LOG2E}*x+(0.5-(x<0)))*(size>=0.3465735912322998);
  high=x-k*0.6931471803691238; low=k*1.9082149292705877e-10; r=high-low; q=r*r;
  c=r-q*${polynomial('q', QUOTIENT)}; c=r*c/(2-c); p=1-(low-c-high);
  rarely(pmin(pmin(size,abs(x-1)),708-size)<${TINY},
    x>709.782712893384 ? 1e999 : x<-745.1332191019411 ? 0 : abs(x-1)<=0 ? ${Math.E} : size<${TINY} ? 1+x :
    p*power(floor(k/2)+${EXPONENT})*power(k-floor(k/2)+${EXPONENT}), p*power(k+${EXPONENT}))`;

/** In every program the logarithm is the first import. */
const LOG = 0;
const logOf = (x: Code, lane: number): Code => simd(20)(call(LOG, simd(33, lane)(x)));
/** The entry of the table whose number stands in the low bits of a lane. */
const entryOf = (near: Code, lane: number): Code =>
  v128.load({ base: i32.shiftLeft(simd(27, 2 * lane)(near), i32.const(4)), offset: TABLE_AT });
/** Of two vectors, 16 bytes each, eight bytes from `from` on of each. */
const shuffle = (from: number): Instruction =>
  simd(13, ...[from, from + 16].flatMap((at) => range(8).map((i) => at + i)));

const SIGNS = { '+': 240, '-': 241, '*': 242, '/': 243, '<': 73, '>': 74, '<=': 75, '>=': 76 };
const [AND, SELECT, NEGATE] = [78, 82, 237];
/** Functions of the language, and what its rules here have besides: numbers of instructions, rules, and more than one. */
const FUNCTIONS: Readonly<Record<string, number | string | Instruction>> = {
  ...{ and: AND, select: SELECT, any: 83, floor: 117, trunc: 122 },
  ...{ abs: 236, sqrt: 239, min: 244, max: 245, pmin: 246, pmax: 247 },
  tanh: TANH_RULE,
  exp: EXP_RULE,
  log: 'x=a; low(log1(x),log2(x))',
  log1: (x = []) => logOf(x, 0),
  log2: (x = []) => logOf(x, 1),
  /** The first lanes of two vectors, and the second ones. */
  low: shuffle(0),
  high: shuffle(8),
  entry: (near = []) => entryOf(near, 0),
  entry2: (near = []) => entryOf(near, 1),
  power: (exponent = []) => simd(203)(exponent, i32.const(52)),
  rarely: (test = [], rare = [], usual = []) => either(simd(83)(test), rare, usual),
};
const isTwo = (node: Node | undefined): boolean => node?.kind === 'number' && node.value === 2;

/** Names of a rule's text, as code for their values. */
export type Names = Readonly<Record<string, Code | undefined>>;

/** The code of a rule of the table of operations, in the language of `rule-text.ts`. */
export function codeOf(rule: string, names: Names, body: Body): Code {
  const { steps, result } = readRule(rule);
  if (result === undefined) throw new SyntaxError(`the rule ${rule} has no value`);
  const known = { ...names };
  return [codeOfSteps(steps, known, body), codeOfNode(result, known, body)];
}

/** The code of the steps of a rule, by which `names` get their values. */
export const codeOfSteps = (steps: RuleText['steps'], names: Record<string, Code | undefined>, body: Body): Code =>
  steps.map(({ name, value }) => {
    const code = codeOfNode(value, names, body);
    const local = body.local();
    names[name] = get(local);
    return set(local, code);
  });

function codeOfNode(node: Node, names: Names, body: Body): Code {
  if (node.kind === 'number') return body.constant(node.value);
  if (node.kind === 'name') {
    const value = names[node.name];
    if (value === undefined) throw new SyntaxError(`a rule has an unknown name: ${node.name}`);
    return value;
  }
  const [first, second] = node.parts;
  if (node.kind === 'minus' && first?.kind === 'number') return body.constant(-first.value);
  const operands = node.parts.map((part) => codeOfNode(part, names, body));
  const [a = [], b = [], c = []] = operands;
  switch (node.kind) {
    case 'minus':
      return simd(NEGATE)(a);
    case 'infix':
      return simd(SIGNS[node.sign])(a, b);
    case 'compare':
      return simd(AND)(simd(SIGNS[node.sign])(a, b), body.constant(1));
    case 'choice':
      return simd(SELECT)(b, c, simd(SIGNS['>'])(a, body.constant(0)));
    case 'power':
      if (!isTwo(second)) throw new SyntaxError('a rule has a power other than ^2');
      return simd(SIGNS['*'])(a, a);
    case 'call': {
      const written = FUNCTIONS[node.name];
      if (written === undefined) throw new SyntaxError(`a rule has an unknown function: ${node.name}`);
      if (typeof written === 'string') return codeOf(written, { a }, body);
      return (typeof written === 'number' ? simd(written) : written)(...operands);
    }
  }
}

/** Has a part of a rule a code? */
export const hasCode = (node: Node): boolean =>
  [...partsOf(node)].every(
    (part) =>
      (part.kind !== 'call' || FUNCTIONS[part.name] !== undefined) && (part.kind !== 'power' || isTwo(part.parts[1])),
  );
