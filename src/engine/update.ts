import { operation, operationNames } from './operations.ts';
import { type Optimiser, type OptimiserName, optimiserNamed } from './optimisers.ts';
import { type Comparison, type Infix, type Node, partsOf, readRule } from './rule-text.ts';

/** How parameters are changed by their gradients. */
export interface Descent {
  /** An entry of the table by its name, or one of one's own. Default `sgd`. */
  readonly optimiser?: OptimiserName | Optimiser;
  /** The learning rate, or that of each step, from 0 on. */
  readonly rate: number | ((step: number) => number);
  /** Default: that of the optimiser. */
  readonly momentum?: number;
  /** Of every parameter so much is added to its gradient (L2, PyTorch's `weight_decay`). Default 0. */
  readonly decay?: number;
  /** A longer gradient is shortened to this length, in `.grad` itself, as by PyTorch's `clip_grad_norm_`. */
  readonly clip?: number;
}

/** An optimiser's rule, parted into what is one number a step and what every parameter has its own. */
export interface Update {
  /** What is worked out once a step; `steps` calls them `#0`, `#1` …. */
  readonly numbers: readonly Node[];
  /** Names that get values one after the other: `w`, remembered ones, and others. */
  readonly steps: readonly { readonly name: string; readonly value: Node }[];
  readonly remembers: readonly string[];
}

/** The entry of an optimiser, by its name or as it is. */
const optimiserOf = ({ optimiser = 'sgd' }: Pick<Descent, 'optimiser'>): Optimiser =>
  typeof optimiser === 'string' ? optimiserNamed(optimiser) : optimiser;

/** The update of a descent, which depends on its optimiser and on whether it has decay, but on no number. */
export function updateOf(descent: Pick<Descent, 'optimiser' | 'decay'>): Update {
  const { rule, remembers } = optimiserOf(descent);
  const { steps } = readRule(descent.decay ? `g=g+decay*w; ${rule}` : rule);
  const own = new Set(['w', 'g', ...remembers, ...steps.map(({ name }) => name)]);
  const numbers: Node[] = [];
  const isNumber = (node: Node): boolean =>
    [...partsOf(node)].every((part) => part.kind !== 'name' || !own.has(part.name));
  const parted = (node: Node): Node => {
    if (node.kind === 'number') return node;
    if (isNumber(node)) {
      const text = JSON.stringify(node);
      const known = numbers.findIndex((other) => JSON.stringify(other) === text);
      return { kind: 'name', name: `#${known < 0 ? numbers.push(node) - 1 : known}` };
    }
    return 'parts' in node ? ({ ...node, parts: node.parts.map(parted) } as Node) : node;
  };
  return { numbers, steps: steps.map(({ name, value }) => ({ name, value: parted(value) })), remembers };
}

/** The numbers of a step, from 0 on, in their order. */
export function numbersOf({ numbers }: Update, descent: Descent, step: number): number[] {
  const { momentum, constants } = optimiserOf(descent);
  const names: Record<string, number> = {
    ...constants,
    momentum: descent.momentum ?? momentum ?? 0,
    decay: descent.decay ?? 0,
    lr: rateOf(descent, step),
    t: step + 1,
  };
  return numbers.map((node) => numberOf(node, names));
}

/** The learning rate of a step, from 0 on. */
export const rateOf = ({ rate }: Pick<Descent, 'rate'>, step: number): number =>
  typeof rate === 'number' ? rate : rate(step);

/** Are the numbers of all steps the same? */
export const isSteady = ({ numbers }: Update, { rate }: Descent): boolean =>
  typeof rate === 'number' &&
  numbers.every((node) => [...partsOf(node)].every((part) => part.kind !== 'name' || part.name !== 't'));

function numberOf(node: Node, names: Readonly<Record<string, number>>): number {
  if (node.kind === 'number') return node.value;
  if (node.kind === 'name') {
    const value = names[node.name];
    if (value === undefined) throw new SyntaxError(`a rule has an unknown name: ${node.name}`);
    return value;
  }
  const [a = 0, b = 0, c = 0] = node.parts.map((part) => numberOf(part, names));
  return functionOf(node)(a, b, c);
}

/** PyTorch's `clip_grad_norm_`: what all gradients are multiplied with whose squares have this sum. */
export const clipFactor = (squares: number, clip: number): number => Math.min(1, clip / (Math.sqrt(squares) + 1e-6));

const SIGNS: Readonly<Record<Infix | Comparison, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '<': (a, b) => Number(a < b),
  '>': (a, b) => Number(a > b),
  '<=': (a, b) => Number(a <= b),
  '>=': (a, b) => Number(a >= b),
};

/** What a part of a rule makes of the values of its own parts, of which there are at most three. */
export function functionOf(
  node: Exclude<Node, { kind: 'number' | 'name' }>,
): (a: number, b: number, c: number) => number {
  switch (node.kind) {
    case 'minus':
      return (a) => -a;
    case 'infix':
    case 'compare':
      return SIGNS[node.sign];
    case 'power':
      return (a, b) => (b === 2 ? a * a : a ** b);
    case 'choice':
      return (test, then, other) => (test ? then : other);
    case 'call': {
      const name = operationNames.find((one) => one === node.name);
      if (name === undefined) throw new SyntaxError(`a rule has an unknown function: ${node.name}`);
      return operation(name).forward;
    }
  }
}
