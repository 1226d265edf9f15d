import { type Random, Tape } from '../../engine/index.ts';
import {
  buildGraph,
  type Expression,
  expand,
  type Graph,
  type GraphNode,
  parse,
  toFormula,
} from '../../expression/index.ts';
import type { Level } from '../question.ts';
import { friendly, pick } from './random.ts';

/** A graph for a question, as statements of one operation each, and the values of its inputs. */
export interface GraphSource {
  readonly statements: readonly string[];
  readonly values: ReadonlyMap<string, number>;
}

/** A randomSource laid out on a tape, with its gradients, and the output in the inputs alone. */
export interface BuiltGraph {
  readonly graph: Graph;
  readonly whole: Expression;
}

export function build({ statements, values }: GraphSource): BuiltGraph {
  const text = statements.join('\n');
  const formula = toFormula(parse(text), text);
  const graph = buildGraph(formula, values, new Tape());
  graph.tape.backward(graph.output.id);
  return { graph, whole: expand(formula) as Expression };
}

/** A graph as a level asks for: one operation; two or three; a value used twice; an activation; a small network. */
export function randomSource(random: Random, level: Level): GraphSource {
  switch (level) {
    case 1:
      return named(random, [`L = ${pick(random, SINGLE)}`]);
    case 2:
      return chain(random);
    case 3:
      return reuse(random);
    case 4:
      return neuron(random, pick(random, ['tanh', 'relu']));
    case 5:
      return random.random() < 0.5 ? twoLayers(random) : twoNeurons(random);
  }
}

const SINGLE = ['a + b', 'a - b', 'a*b', 'a*b', 'a/b', 'a^2', 'a^3'];
const LATER = ['p + l', 'p - l', 'l - p', 'p*l', 'p*l', 'p/l', 'p^2', '-p'];
const PAIRS = ['p + q', 'p - q', 'p*q', 'p*q'];

/** Friendly values for all names that no statement defines. */
function named(random: Random, statements: readonly string[]): GraphSource {
  const defined = new Set(statements.map((statement) => statement.split(' = ')[0]));
  const names = new Set(statements.flatMap((statement) => statement.match(/[A-Za-z]\w*/g) ?? []));
  const leaves = [...names].filter((name) => !defined.has(name) && name !== 'tanh' && name !== 'relu').sort();
  return { statements, values: friendly(random, leaves) };
}

/** `pattern` with the operands p, q and l filled in. */
const fill = (pattern: string, p: string, other: string): string =>
  pattern.replace(/[pql]/g, (place) => (place === 'p' ? p : other));

/** Two or three operations, each on the result of the one before. */
function chain(random: Random): GraphSource {
  const inner = random.random() < 0.5 ? ['d'] : ['d', 'e'];
  const fresh = ['c', 'f'];
  const statements = [`d = ${fill(pick(random, PAIRS), 'a', 'b')}`];
  for (const [i, name] of [...inner.slice(1), 'L'].entries()) {
    statements.push(`${name} = ${fill(pick(random, LATER), inner[i] as string, fresh[i] as string)}`);
  }
  return named(random, statements);
}

/** Three operations in which a value is used twice. */
function reuse(random: Random): GraphSource {
  const pair = pick(random, PAIRS);
  const again = pick(random, ['a', 'b', 'd']);
  // Not the same two operands again: e would be a second d.
  const partners = again === 'd' ? ['a', 'b', 'c'] : ['c'];
  const second = fill(pick(random, [...PAIRS, 'p*q', 'p^2']), again, pick(random, partners));
  const last = fill(pick(random, PAIRS), 'd', 'e');
  return named(random, [`d = ${fill(pair, 'a', 'b')}`, `e = ${second}`, `L = ${last}`]);
}

/** Inputs of tanh at which its output is neither near 0 nor saturated. */
const TANH_INPUTS = [-1.5, -1, -0.5, 0.5, 1, 1.5];

/** weight × input + bias through an activation, and a factor behind it. */
function neuron(random: Random, activation: 'tanh' | 'relu'): GraphSource {
  const behind = pick(random, [['L = o*c'], ['L = c - o'], ['d = o - y', 'L = d^2']]);
  const { statements, values } = named(random, ['p = w*x', 'n = p + b', `o = ${activation}(n)`, ...behind]);
  return activation === 'relu'
    ? { statements, values }
    : { statements, values: withBias(values, ['w', 'x', 'b'], pick(random, TANH_INPUTS)) };
}

/** The values with the bias that brings weight × input + bias to `sum`. */
function withBias(values: ReadonlyMap<string, number>, names: readonly [string, string, string], sum: number) {
  const [w, x, b] = names;
  return new Map([...values, [b, sum - (values.get(w) as number) * (values.get(x) as number)]]);
}

/** A network of two layers with one neuron each. */
function twoLayers(random: Random): GraphSource {
  const activation = pick(random, ['tanh', 'relu']);
  const { statements, values } = named(random, [
    'p = w*x',
    'n = p + b',
    `h = ${activation}(n)`,
    'q = v*h',
    'L = q + c',
  ]);
  return activation === 'relu'
    ? { statements, values }
    : { statements, values: withBias(values, ['w', 'x', 'b'], pick(random, TANH_INPUTS)) };
}

/** A network with two hidden neurons that read the same input. */
export function twoNeurons(random: Random): GraphSource {
  const [first, second] = [pick(random, ['tanh', 'relu']), pick(random, ['relu', 'relu', 'tanh'])];
  const statements = [
    'n1 = w1*x',
    `h1 = ${first}(n1)`,
    'n2 = w2*x',
    `h2 = ${second}(n2)`,
    'q1 = v1*h1',
    'q2 = v2*h2',
    'L = q1 + q2',
  ];
  const { values } = named(random, statements);
  // Small inputs, so that a tanh is not saturated from the start.
  const x = pick(random, [0.5, -0.5, 1, 0.25]);
  const weights = random.shuffled([1, 2, -1, -2, 3]);
  return {
    statements,
    values: new Map([...values, ['x', x], ['w1', weights[0] as number], ['w2', weights[1] as number]]),
  };
}

/** One of the inputs, each as likely as the others. */
export const anyInput = (random: Random, { nodes }: Graph): GraphNode =>
  pick(
    random,
    nodes.filter(({ kind }) => kind === 'leaf'),
  );
