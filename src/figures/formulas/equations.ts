import {
  type Expression,
  expand,
  type Formula,
  formatNumber,
  type Graph,
  type GraphNode,
  namesIn,
  numberNode,
  sizeOf,
  withNumbers,
} from '../../expression/index.ts';
import type { Equation } from '../../reply/document.ts';
import { type Chain, chainsOf, type Factor } from './chain.ts';
import { namedIn, planOf } from './plan.ts';
import {
  equation,
  expressionSide,
  fits,
  isRounded,
  latexOf,
  nameSide,
  numberSide,
  partial,
  type Side,
  side,
  slopeWriter,
  spokenOf,
  sumOf,
  type WriteFactor,
  writeValue,
} from './sides.ts';
import type { Writing } from './writing.ts';

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
/** From so many inner values on they are said more briefly, so that there is room for the gradients. */
const BRIEF_FROM = 8;
/** A constant of more nodes than this is shown as its value. */
const MAX_CONSTANT = 16;

/** Equations, and whether nothing that belongs to them is left out. */
interface Equations {
  readonly equations: readonly Equation[];
  readonly complete: boolean;
}

/**
 * The derivation as equations: the result, the values inside it, and for each target the chain of partial derivatives,
 * the same in names, and in numbers. Gradients of inner values stand before the first that needs them, so that
 * whatever is cut off at the end, nothing speaks of what is not there. Of more than {@link MAX_TARGETS} targets the
 * first; one that would need too much on the way has its result alone.
 */
export function equationsOf(derivation: Derivation, writing: Writing): Equations {
  const { graph, numbers } = derivation;
  const chains = chainsOf(graph);
  const targets = derivation.targets.slice(0, MAX_TARGETS);
  const { steps, defined, derived } = planOf(graph, chains, targets);
  const gradients = steps.map((node) => {
    const isTarget = targets.includes(node);
    const ways = derived.has(node) ? chains.to(node.id) : undefined;
    return isTarget || !numbers || defined.length < BRIEF_FROM
      ? gradientEquation(derivation, ways, node, isTarget, writing)
      : innerEquation(derivation, ways ?? [], node, writing);
  });
  const output = outputEquation(derivation, defined, writing);
  const known = gradients.map(({ made }) => made).filter(({ rows }) => rows.length > 0);
  return {
    equations: [output.made, ...definitionsOf(derivation, defined, writing), ...known],
    complete:
      output.whole &&
      derivation.targets.length === targets.length &&
      steps.every((node) => derived.has(node)) &&
      gradients.every(({ whole }) => whole),
  };
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
  const definitions = namedIn(graph, [...steps.values()].flat());
  const output = outputEquation(derivation, definitions, writing);
  const made = [
    output.made,
    ...definitionsOf({ graph, numbers: false }, definitions, writing),
    ...targets.map((node) => {
      const [slope, ways] = [slopeOf(node), steps.get(node) ?? []];
      const work = slope === undefined ? sumOf(ways, slopeWriter(writing), writing) : expressionSide(slope, writing);
      const value = numbers ? numberSide(gradientOf(derivation, node)) : undefined;
      return equation(partial(graph.output.name, node.name, writing), [[work, value]]);
    }),
  ];
  // Where one has no room at all, the lines of text say it.
  return output.whole && made.every(({ rows }) => rows.length > 0) ? made : undefined;
}

/** The chains as one step from the value before: `∂L/∂e · b`. */
const lastSteps = ({ output }: Graph, ways: readonly Chain[]): Chain[] =>
  ways.map((way) => {
    const last = way.at(-1) as Factor;
    const upstream = { of: output.name, by: last.of, slope: undefined, value: Number.NaN };
    return way.length === 1 ? way : [upstream, last];
  });

/** The expression, if it has no more nodes than that. */
const upTo = (most: number, expression: Expression | undefined): Expression | undefined =>
  expression !== undefined && sizeOf(expression) <= most ? expression : undefined;

/** Said of a result that has no room: its last operation would speak of values that nothing defines. */
const TOO_LONG = side('\\text{a formula too long to write here}', 'a formula too long to write here');

/** @param defined the inner values that are said as well, so that the result may speak of them */
function outputEquation(
  { formula, graph, numbers }: Derivation,
  defined: readonly GraphNode[],
  writing: Writing,
): { readonly made: Equation; readonly whole: boolean } {
  const { name, id, expression } = graph.output;
  const said = new Set([...formula.leaves, ...defined.map((node) => node.name)]);
  const inNames = [formula.definitions.get(formula.output), shortened(graph, graph.output, expression)].filter(
    (one) => one !== undefined && [...namesIn(one)].every((used) => said.has(used)),
  );
  const whole = [expand(formula), ...inNames]
    .filter((one) => upTo(MAX_RESULT, one) !== undefined)
    .map((one) => expressionSide(one as Expression, writing))
    .find(fits);
  const value = numbers ? [numberSide(graph.tape.data[id] as number)] : [];
  return { made: equation(nameSide(name, writing), [[whole ?? TOO_LONG, ...value]]), whole: whole !== undefined };
}

/** The values inside, one behind the other: they are only to look up what a name stands for. */
function definitionsOf(
  { graph, numbers }: Pick<Derivation, 'graph' | 'numbers'>,
  nodes: readonly GraphNode[],
  writing: Writing,
): Equation[] {
  const [first, ...others] = nodes.slice(0, MAX_TARGETS).map((node) => {
    const work = [expressionSide(shortened(graph, node, node.expression), writing)];
    if (numbers && nodes.length < BRIEF_FROM) {
      const rounded = graph.tape.operandsOf(node.id).some((id) => isRounded(graph.tape.data[id] as number));
      const { latex, text } = expressionSide(shortened(graph, node, withNumbers(graph, node, formatNumber)), writing);
      work.push(side(latex, text, rounded ? '≈' : '='));
    }
    if (numbers) work.push(numberSide(graph.tape.data[node.id] as number));
    const sides = work.filter(({ text }, i) => i === 0 || text !== work[i - 1]?.text);
    return {
      name: nameSide(node.name, writing),
      latex: sides.map(latexOf).join(' '),
      text: sides.map(spokenOf).join(' '),
    };
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

/** The operation of a node, with its long constants as numbers. */
function shortened({ tape }: Graph, { id }: GraphNode, expression: Expression): Expression {
  if (expression.kind !== 'call') return expression;
  const values = tape.operandsOf(id).map((operand) => tape.data[operand] as number);
  const operands = expression.operands.map((operand, i) =>
    sizeOf(operand) > MAX_CONSTANT ? numberNode(values[i] as number, formatNumber(values[i] as number)) : operand,
  );
  return { ...expression, operands };
}

/** The gradient by a node, or what the simplified derivative comes to where there is none. */
function gradientOf({ graph, simplified }: Derivation, node: GraphNode): number {
  const gradient = graph.tape.grad[node.id] as number;
  return Number.isFinite(gradient) ? gradient : (simplified.get(node) ?? gradient);
}

/** A gradient on the way, in one row: the local derivatives and its value. */
function innerEquation(derivation: Derivation, ways: readonly Chain[], node: GraphNode, writing: Writing) {
  const names = sumOf(ways, slopeWriter(writing), writing);
  const value = numberSide(gradientOf(derivation, node));
  const made = equation(partial(derivation.graph.output.name, node.name, writing), [[names, value]]);
  return { made, whole: names === undefined || fits(names) };
}

/** @param ways undefined where only the result is shown */
function gradientEquation(
  derivation: Derivation,
  ways: readonly Chain[] | undefined,
  node: GraphNode,
  boxed: boolean,
  writing: Writing,
): { readonly made: Equation; readonly whole: boolean } {
  const { graph, slopes, numbers } = derivation;
  const { output } = graph;
  const left = partial(output.name, node.name, writing);
  const box = (latex: string): string => (boxed ? writing.mark('result', latex) : latex);
  const write = slopeWriter(writing);
  // Where one of several ways leads straight there, its partial derivative would have the name of the sum.
  const fraction: WriteFactor = (factor, place) =>
    factor.of === output.name && factor.by === node.name
      ? write(factor, place)
      : partial(factor.of, factor.by, writing);
  // The chain of one factor would say that the derivative is itself.
  const hasChain = ways?.some((way) => way.length > 1) ?? false;
  const chain = hasChain ? sumOf(ways ?? [], fraction, writing) : undefined;
  const names = sumOf(ways ?? [], write, writing);
  const known = upTo(MAX_SLOPE, slopes.get(node));
  const inNames =
    known === undefined ? names && { ...names, latex: box(names.latex) } : expressionSide(known, writing, box);
  const result = numbers ? numberSide(gradientOf(derivation, node), box) : inNames;
  const values = numbers ? sumOf(ways ?? [], writeValue, writing) : undefined;
  // Whatever the last side says is not said before.
  const [first, second, third] = [chain, names, values].map((one) => (one?.text === result?.text ? undefined : one));
  const rows =
    chain === undefined || !numbers
      ? [[first, second, third, result]]
      : [
          [first, second],
          [third, result],
        ];
  return {
    made: equation(left, rows),
    whole: result !== undefined && rows.flat().every((one: Side | undefined) => one === undefined || fits(one)),
  };
}
