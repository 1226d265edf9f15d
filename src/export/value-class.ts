import { arity, type OperationName, operation, ruleOf } from '../engine/index.ts';
import { indented, type Turn } from './lines.ts';
import { forwardRule, localRule } from './rule.ts';

/** What a script asks of the class `Value`. */
export interface Uses {
  /** Operations with a `Value` on their left side. */
  readonly operations: ReadonlySet<OperationName>;
  /** Operations with a number on the left of a `Value`. */
  readonly reflected: ReadonlySet<OperationName>;
  /** Are all exponents numbers, and none of them 0? Then the power rule is enough. */
  readonly numberPowers?: boolean;
}

const SPECIAL: Partial<Record<OperationName, string>> = {
  add: 'add',
  sub: 'sub',
  mul: 'mul',
  div: 'truediv',
  pow: 'pow',
  neg: 'neg',
  abs: 'abs',
};

/** The name of an operation's method where it is called by name: the article's tanh is the one, where there is no other. */
export const methodName = (name: OperationName, { operations }: Uses): string =>
  name === 'tanhByExp' && !operations.has('tanh') ? 'tanh' : operation(name).symbol;

/** A longer one has a line of its own. */
const MAX_PRODUCT = 60;

/** An operation as a method of `Value`. */
function method(name: OperationName, uses: Uses, turn: Turn): string[] {
  if (name === 'pow' && uses.numberPowers) return numberPower(turn);
  const special = SPECIAL[name];
  const binary = arity(name) === 2;
  const places = { a: 'self.data', b: 'other.data', out: 'out.data' };
  const steps = forwardRule(name, places);
  const gradients = (binary ? (['self', 'other'] as const) : (['self'] as const)).flatMap((operand, i) => {
    const local = localRule(name, i as 0 | 1, places);
    if (local === '0') return [];
    if (local === '1') return [`${operand}.grad += out.grad`];
    const product = `${local} * out.grad`;
    if (product.length > MAX_PRODUCT) return [`${operand}.grad += (`, `    ${product}`, ')'];
    return [local === '-1' ? `${operand}.grad -= out.grad` : `${operand}.grad += ${product}`];
  });
  const backward = [
    `def _backward():  # ${binary && ruleOf(name, 0) !== ruleOf(name, 1) ? `${ruleOf(name, 0).rule}, ${ruleOf(name, 1).rule}` : operation(name).rule}`,
    ...indented(turn(gradients, `what ${binary ? 'self and other get' : 'self gets'} of out.grad`)),
    'out._backward = _backward',
  ];
  return [
    `def ${special === undefined ? methodName(name, uses) : `__${special}__`}(self${binary ? ', other' : ''}):`,
    ...indented([
      ...(binary ? ['other = other if isinstance(other, Value) else Value(other)'] : []),
      ...steps.slice(0, -1),
      `out = Value(${steps.at(-1)}, (self${binary ? ', other' : ','}))`,
      ...(gradients.length > 0 ? backward : []),
      'return out',
    ]),
  ];
}

/** A power whose exponent is a number. */
const numberPower = (turn: Turn): string[] => [
  'def __pow__(self, n):',
  '    out = Value(self.data ** n, (self,))',
  `    def _backward():  # ${ruleOf('pow', 0).rule}`,
  ...indented(turn(['self.grad += n * self.data ** (n - 1) * out.grad'], 'what self gets of out.grad'), 2),
  '    out._backward = _backward',
  '    return out',
];

/** `2 * a`, which Python asks of `a`. */
function reflected(name: OperationName): string[] {
  const special = SPECIAL[name] ?? '';
  if (name === 'add' || name === 'mul') return [`__r${special}__ = __${special}__`];
  return [`def __r${special}__(self, other):`, `    return Value(other).__${special}__(self)`];
}

/** The article's class, with the operations that a script needs. */
export function valueClass(uses: Uses, turn: Turn): string[] {
  const operations = [...uses.operations].map((name) => method(name, uses, turn));
  const methods = [
    [
      'def __init__(self, data, operands=()):',
      '    self.data = data',
      '    self.grad = 0.0',
      '    self.operands = operands',
      '    self._backward = lambda: None',
    ],
    ...operations,
    ...[...uses.reflected].map(reflected),
    [
      'def backward(self):',
      '    """The chain rule, from this value back to those that it was made of."""',
      '    topo, visited = [], set()',
      '    def build_topo(value):',
      '        if value not in visited:',
      '            visited.add(value)',
      '            for operand in value.operands:',
      '                build_topo(operand)',
      '            topo.append(value)',
      '    build_topo(self)',
      '    self.grad = 1.0',
      '    for value in reversed(topo):',
      '        value._backward()',
    ],
  ];
  return [
    'class Value:',
    '    """A number that remembers what it was made of, and gets its gradient from there."""',
    ...methods.flatMap((lines) => ['', ...indented(lines)]),
  ];
}
