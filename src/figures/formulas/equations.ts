import { NO_VALUE } from '../../derivation/steps.ts';
import {
  type Expression,
  expand,
  type Formula,
  format,
  formatNumber,
  type Graph,
  type GraphNode,
  namesIn,
  sizeOf,
  withNumbers,
} from '../../expression/index.ts';
import type { Equation } from '../../reply/document.ts';
import { type Chain, type Chains, chainsOf, type Factor } from './chain.ts';
import { numberIn, type Role, type Writing } from './writing.ts';

/** What equations are made of. */
export interface Derivation {
  readonly formula: Formula;
  readonly graph: Graph;
  readonly targets: readonly GraphNode[];
  /** The derivative by each target in the inputs; undefined where it is too long. */
  readonly slopes: ReadonlyMap<GraphNode, Expression | undefined>;
  /** For targets whose gradient is not finite step by step: what the simplified derivative comes to. */
  readonly simplified: ReadonlyMap<GraphNode, number | undefined>;
  /** With the numbers of the graph, or in names alone. */
  readonly numbers: boolean;
}

/** More than these are no picture and no text to copy. */
const MAX_TARGETS = 40;
/** A derivative of more nodes than this is shown as a step of the chain; the result as its last operation. */
const MAX_SLOPE = 60;
const MAX_RESULT = 200;
/** So many gradients of inner values are derived on the way. */
const MAX_INNER = 12;

/** One side of an equation: in LaTeX, with its sign in front, and as it is read out. */
interface Side {
  readonly latex: string;
  readonly text: string;
}

const side = (latex: string, text: string): Side => ({ latex: `= ${latex}`, text: `= ${text}` });

/** An equation of its left side and of rows of right sides; empty rows and repeated sides are gone. */
function equation(left: Side, rows: readonly (readonly (Side | undefined)[])[]): Equation {
  const seen = new Set<string>();
  const kept = rows.map((row) =>
    row.filter((one): one is Side => {
      if (one === undefined || seen.has(one.text)) return false;
      seen.add(one.text);
      return true;
    }),
  );
  return {
    left: left.latex,
    rows: kept.filter((row) => row.length > 0).map((row) => row.map(({ latex }) => latex)),
    text: [left, ...kept.flat()].map(({ text }) => text).join(' '),
  };
}

/**
 * The derivation as equations: the result, the values inside it, and for each target the chain of partial derivatives,
 * the same in names, and in numbers. Of more than {@link MAX_TARGETS} targets the first.
 */
export function equationsOf(derivation: Derivation, writing: Writing): Equation[] {
  const { graph } = derivation;
  const chains = chainsOf(graph);
  const targets = derivation.targets.slice(0, MAX_TARGETS);
  const inner = innerOf(chains, targets, graph);
  const wanted = [...inner, ...targets];
  const definitions = definedIn(
    graph,
    wanted.flatMap(({ id }) => chains.to(id)),
  );
  return [
    outputEquation(derivation, writing),
    ...definitionsOf(derivation, definitions, writing),
    ...inner.map((node) => gradientEquation(derivation, chains, node, false, writing)),
    ...targets.map((node) => gradientEquation(derivation, chains, node, true, writing)),
  ];
}

/**
 * What comes out, as equations: the result, and each derivative in the inputs, or as a step of the chain where that is
 * too long; with values where there are `numbers`. Undefined where they would be too many.
 */
export function resultsOf(derivation: Derivation, writing: Writing): Equation[] | undefined {
  const { graph, targets, slopes, numbers } = derivation;
  if (targets.length > MAX_TARGETS) return undefined;
  const chains = chainsOf(graph);
  const slopeOf = (node: GraphNode): Expression | undefined => upTo(MAX_SLOPE, slopes.get(node));
  const steps = new Map(
    targets.filter((node) => slopeOf(node) === undefined).map((node) => [node, lastSteps(graph, chains.to(node.id))]),
  );
  const definitions = definedIn(graph, [...steps.values()].flat());
  return [
    outputEquation(derivation, writing),
    ...definitionsOf({ graph, numbers: false }, definitions, writing),
    ...targets.map((node) => {
      const [slope, ways] = [slopeOf(node), steps.get(node) ?? []];
      const work = slope === undefined ? sumOf(ways, slopeWriter(writing), writing) : expressionSide(slope, writing);
      const value = numbers ? numberSide(gradientOf(derivation, node)) : undefined;
      return equation(partial(graph.output.name, node.name, writing), [[work, value]]);
    }),
  ];
}

/** The chains as one step from the value before: `∂L/∂e · b`. */
const lastSteps = ({ output }: Graph, ways: readonly Chain[]): Chain[] =>
  ways.map((way) => {
    const last = way.at(-1) as Factor;
    const upstream = { of: output.name, by: last.of, slope: undefined, value: Number.NaN };
    return way.length === 1 ? way : [upstream, last];
  });

/** Does {@link equationsOf} leave something out? */
export function leavesOut({ targets, graph }: Derivation): boolean {
  const chains = chainsOf(graph);
  const needed = targets.some(({ id }) => chains.needs(id).length > 0);
  return targets.length > MAX_TARGETS || (needed && innerOf(chains, targets, graph).length === 0);
}

/** The inner values whose gradients the chains begin with, from the result on; none where they are too many. */
function innerOf(chains: Chains, targets: readonly GraphNode[], graph: Graph): GraphNode[] {
  const found = new Set<number>();
  const queue = targets.map(({ id }) => id);
  for (const id of queue) {
    for (const one of chains.needs(id)) {
      if (!found.has(one)) queue.push(one);
      found.add(one);
    }
    if (found.size > MAX_INNER) return [];
  }
  return [...found].sort((x, y) => y - x).map((id) => graph.byId.get(id) as GraphNode);
}

/** The inner values that chains speak of. */
function definedIn({ nodes, output }: Graph, chains: readonly Chain[]): GraphNode[] {
  const used = new Set(
    chains.flat().flatMap(({ of, by, slope }) => [of, by, ...(slope === undefined ? [] : namesIn(slope))]),
  );
  return nodes.filter(({ kind, name, id }) => kind === 'operation' && id !== output.id && used.has(name));
}

/** A number with all its digits; what is not finite is never shown as one. */
const numberText = (value: number): string => (Number.isFinite(value) ? formatNumber(value) : NO_VALUE);

const numberSide = (value: number, mark: (latex: string) => string = (latex) => latex): Side => {
  const text = numberText(value);
  return side(mark(numberIn(text, false)), text);
};

const expressionSide = (expression: Expression, writing: Writing, mark = (latex: string) => latex): Side =>
  side(mark(writing.expression(expression)), format(expression));

/** The expression, if it has no more nodes than that. */
const upTo = (most: number, expression: Expression | undefined): Expression | undefined =>
  expression !== undefined && sizeOf(expression) <= most ? expression : undefined;

function outputEquation({ formula, graph, numbers }: Derivation, writing: Writing): Equation {
  const { name, id, expression } = graph.output;
  const whole = [expand(formula), formula.definitions.get(formula.output)].find((one) => upTo(MAX_RESULT, one));
  const value = numbers ? [numberSide(graph.tape.data[id] as number)] : [];
  return equation(nameSide(name, writing), [[expressionSide(whole ?? expression, writing), ...value]]);
}

/** The values inside, one behind the other: they are only to look up what a name stands for. */
function definitionsOf(
  { graph, numbers }: Pick<Derivation, 'graph' | 'numbers'>,
  nodes: readonly GraphNode[],
  writing: Writing,
): Equation[] {
  const [first, ...others] = nodes.slice(0, MAX_TARGETS).map((node) => {
    const work = [expressionSide(node.expression, writing)];
    if (numbers) {
      work.push(expressionSide(withNumbers(graph, node, formatNumber), writing));
      work.push(numberSide(graph.tape.data[node.id] as number));
    }
    const sides = work.filter(({ text }, i) => i === 0 || text !== work[i - 1]?.text);
    const join = (part: 'latex' | 'text'): string => sides.map((one) => one[part]).join(' ');
    return { name: nameSide(node.name, writing), latex: join('latex'), text: join('text') };
  });
  if (first === undefined) return [];
  const row = [first.latex, ...others.map(({ name, latex }) => `${name.latex} ${latex}`)];
  return [
    {
      left: first.name.latex,
      rows: [row.map((latex, i) => (i === row.length - 1 ? latex : `${latex}, \\quad`))],
      text: [first, ...others].map(({ name, text }) => `${name.text} ${text}`).join(', '),
    },
  ];
}

const nameSide = (name: string, writing: Writing): Side => ({ latex: writing.name(name), text: name });

/** Where a factor stands: by itself, at the beginning, or behind a sign, where a minus wants brackets. */
type Place = 'alone' | 'first' | 'behind';

/** How a factor is written in one of the sides of an equation. */
type WriteFactor = (factor: Factor, place: Place) => Side;

/** `∂L/∂a`, as a fraction. */
const partial = (of: string, by: string, writing: Writing): Side => ({
  latex: `\\frac{\\partial ${writing.name(of)}}{\\partial ${writing.name(by)}}`,
  text: `d${of}/d${by}`,
});

/** The gradient by a node, or what the simplified derivative comes to where there is none. */
function gradientOf({ graph, simplified }: Derivation, node: GraphNode): number {
  const gradient = graph.tape.grad[node.id] as number;
  return Number.isFinite(gradient) ? gradient : (simplified.get(node) ?? gradient);
}

/** The local derivative in names, in brackets where it stands behind a sign or is a sum. */
const slopeWriter =
  (writing: Writing): WriteFactor =>
  ({ of, by, slope }, place) => {
    if (slope === undefined) return partial(of, by, writing);
    const [whole, part] = [writing.expression(slope), writing.factor(slope)];
    const bare = place === 'alone' || (place === 'first' && whole.startsWith('-'));
    const text = format(slope, true);
    return { latex: bare ? whole : part, text: bare ? text : textOf(text) };
  };

function gradientEquation(
  derivation: Derivation,
  chains: Chains,
  node: GraphNode,
  boxed: boolean,
  writing: Writing,
): Equation {
  const { graph, slopes, numbers } = derivation;
  const { output } = graph;
  const ways = chains.to(node.id);
  const left = partial(output.name, node.name, writing);
  const box = (latex: string): string => (boxed ? writing.mark('result', latex) : latex);
  const slope = slopeWriter(writing);
  // Where one of several ways leads straight there, its partial derivative would have the name of the sum.
  const fraction: WriteFactor = (factor, place) =>
    factor.of === output.name && factor.by === node.name
      ? slope(factor, place)
      : partial(factor.of, factor.by, writing);
  const value: WriteFactor = (factor, place) => {
    const text = numberText(factor.value);
    return { latex: numberIn(text, place === 'behind'), text: place === 'behind' ? textOf(text) : text };
  };
  // The chain of one factor would say that the derivative is itself.
  const chain = ways.every((way) => way.length === 1) ? undefined : sumOf(ways, fraction, writing);
  const names = sumOf(ways, slope, writing);
  if (!numbers) {
    const known = upTo(MAX_SLOPE, slopes.get(node));
    const result =
      known === undefined
        ? names && { ...names, latex: `= ${box(names.latex.slice(2))}` }
        : expressionSide(known, writing, box);
    return equation(left, [[chain, ...(names?.text === result?.text ? [] : [names]), result]]);
  }
  const result = numberSide(gradientOf(derivation, node), box);
  // Whatever the last side says is not said before.
  const before = [chain, names, sumOf(ways, value, writing)].map((one) =>
    one?.text === result.text ? undefined : one,
  );
  return equation(
    left,
    chain === undefined ? [[...before, result]] : [before.slice(0, 2), [...before.slice(2), result]],
  );
}

const textOf = (text: string): string => (/^-|[ +<>]/.test(text) ? `(${text})` : text);

/** The ways added up, each the product of its factors: upstream in one colour, local in the other. */
function sumOf(ways: readonly Chain[], write: WriteFactor, writing: Writing): Side | undefined {
  if (ways.length === 0) return undefined;
  const terms = ways.map((way, i) => {
    const alone = ways.length === 1 && way.length === 1;
    const factors = way.map((factor, k) => write(factor, alone ? 'alone' : k + i > 0 ? 'behind' : 'first'));
    const local = factors.at(-1) as Side;
    const upstream = factors.slice(0, -1);
    const marked: [Role, readonly Side[]][] = [
      ['upstream', upstream],
      ['local', [local]],
    ];
    return {
      latex: marked
        .filter(([, all]) => all.length > 0)
        .map(([role, all]) => writing.mark(role, all.map(({ latex }) => latex).join(' \\cdot ')))
        .join(' \\cdot '),
      text: factors.map(({ text }) => text).join(' × '),
    };
  });
  return side(terms.map(({ latex }) => latex).join(' + '), terms.map(({ text }) => text).join(' + '));
}
