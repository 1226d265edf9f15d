import { kinksOf } from '../derivation/domain.ts';
import { numericalChecks, type Verdict } from '../derivation/numerical-check.ts';
import {
  bracketed,
  contributions,
  gradientName,
  localText,
  onlyPath,
  type StepsInto,
  stepsInto,
  stepsTo,
} from '../derivation/steps.ts';
import { ruleOf } from '../engine/index.ts';
import { formatNumber, type Graph, type GraphNode } from '../expression/index.ts';
import { code, join, say } from '../reply/build.ts';
import type { Span } from '../reply/document.ts';

const LEARNING_RATE = 0.01;
const SMALLEST_RATE = 1e-9;
const MAX_FACTORS = 6;
const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

const gradientOf = ({ tape }: Graph, { id }: GraphNode): number => tape.grad[id] as number;

/** The sentence of each rule by which a gradient is passed on to `targets`, in the order of the forward pass. */
export function ruleSentences(graph: Graph, targets: readonly GraphNode[]): string[] {
  const steps = stepsTo(graph, targets).sort((x, y) => y.node - x.node || y.operand - x.operand);
  const sentences = steps.map(({ node, operand }) => {
    const name = graph.tape.operationOf(node);
    return name && ruleOf(name, operand).sentence;
  });
  return [...new Set(sentences)].filter((sentence) => sentence !== undefined).reverse();
}

/** "Path to `a`: `f × 1 × b = (-2)(1)(-3) = 6`. Positive, so lower `a` to lower `L`." */
export function pathSentence(graph: Graph, leaf: GraphNode, shortest: number, into: StepsInto): Span[] | undefined {
  const path = onlyPath(graph, leaf, into);
  const gradient = gradientOf(graph, leaf);
  if (path === undefined || path.length < shortest || path.length > MAX_FACTORS || gradient === 0) return undefined;
  const factors = path.map((step) => localText(graph, step)).join(' × ');
  const numbers = path.map(({ local }) => `(${formatNumber(local)})`).join('');
  const product = `${factors} = ${numbers} = ${formatNumber(gradient)}`;
  // At a kink the gradient is a convention, and says nothing of what a move does.
  const kinks = kinksOf(graph).map(({ node }) => node.id);
  if (path.some(({ node }) => kinks.includes(node))) return say`Path to ${code(leaf.name)}: ${code(product)}.`;
  const [sign, move] = gradient > 0 ? ['Positive', 'lower'] : ['Negative', 'raise'];
  const [from, to] = [code(leaf.name), code(graph.output.name)];
  return say`Path to ${from}: ${code(product)}. ${sign}, so ${move} ${from} to lower ${to}.`;
}

/**
 * "`dy/db = 2 + 3 = 5` (two paths: add). Keep only one and you get 2 or 3: the `=` instead of `+=` bug.", the second
 * sentence where one path alone gives another number.
 */
export function pathsAddSentence(
  graph: Graph,
  leaf: GraphNode,
  into: StepsInto = stepsInto(graph),
): Span[] | undefined {
  const parts = contributions(graph, leaf, into);
  if (parts.length < 2 || parts.length > MAX_FACTORS) return undefined;
  const [first, ...rest] = parts as [number, ...number[]];
  const sum = [formatNumber(first), ...rest.map(bracketed)].join(' + ');
  const gradient = formatNumber(gradientOf(graph, leaf));
  const total = code(`${gradientName(graph, leaf)} = ${sum} = ${gradient}`);
  const paths = say`${total} (${COUNTS[parts.length] as string} paths: add).`;
  const alone = [...new Set(parts.map((part) => formatNumber(part)))];
  const wrong = alone.filter((part) => part !== gradient);
  if (wrong.length === 0) return paths;
  const get = wrong.length === alone.length ? 'get' : 'can get';
  return say`${paths} Keep only one and you ${get} ${wrong.join(' or ')}: the ${code('=')} instead of ${code('+=')} bug.`;
}

/** One step of gradient descent on `leaves`: what the gradient predicts, and what really happens. */
export function stepSentence(graph: Graph, leaves: readonly GraphNode[]): Span[] | undefined {
  const { tape, output } = graph;
  const before = tape.data[output.id] as number;
  const gradients = leaves.map((leaf) => gradientOf(graph, leaf));
  const squares = gradients.reduce((sum, gradient) => sum + gradient * gradient, 0);
  if (squares === 0 || !Number.isFinite(squares)) return undefined;
  const starts = leaves.map(({ id }) => tape.data[id] as number);
  const move = (rate: number): number => {
    for (const [i, { id }] of leaves.entries()) tape.data[id] = (starts[i] as number) - rate * (gradients[i] as number);
    tape.forward(0, output.id);
    return tape.data[output.id] as number;
  };
  // Steep or wild places want a smaller step: no value moves by more than about a tenth of its size, and the
  // straight-line prediction still means something.
  let rate = LEARNING_RATE;
  const tooFar = (): boolean =>
    gradients.some((gradient, i) => rate * Math.abs(gradient) > 0.1 * Math.max(1, Math.abs(starts[i] as number))) ||
    !(Math.abs(move(rate) - (before - rate * squares)) <= 0.5 * rate * squares);
  while (tooFar() && rate > SMALLEST_RATE) rate /= 10;
  const [actual, promises] = [move(rate), !tooFar()];
  move(0);
  if (!promises || !Number.isFinite(actual)) return undefined;
  const name = code(output.name);
  return say`One step with lr ${formatNumber(rate)} (each value minus lr × its gradient): predicted ${name} ${formatNumber(before - rate * squares)}, actual ${formatNumber(actual)}.`;
}

/** Why the check cannot tell. */
const OBSTACLES: Record<Exclude<Verdict, 'agrees' | 'differs'>, string> = {
  kink: 'too close to a kink to check',
  jump: 'too close to a jump to check',
  pole: 'too close to a place without a value to check',
  edge: 'too close to where the formula has no value to check',
  rounding: 'the rounding of the numbers hides it',
  steep: 'the formula changes too fast here',
};

/** "✔ 3 of 3 gradients agree with a numerical check.", and for which it cannot tell, and why. */
export function checkSentence(graph: Graph, targets: readonly GraphNode[]): Span[] {
  const check = numericalChecks(graph);
  const verdicts = Map.groupBy(targets, (target) => check(target.id, gradientOf(graph, target)));
  const named = (verdict: Verdict): Span[] =>
    join(
      (verdicts.get(verdict) ?? []).map(({ name }) => [code(name)]),
      ', ',
    );
  const agreeing = verdicts.get('agrees')?.length ?? 0;
  const unclear = (Object.keys(OBSTACLES) as (keyof typeof OBSTACLES)[])
    .filter((obstacle) => verdicts.has(obstacle))
    .map((obstacle) => say`for ${named(obstacle)}: ${OBSTACLES[obstacle]}`);
  const cannot = unclear.length === 0 ? [] : say`cannot tell ${join(unclear, '; ')}.`;
  if (agreeing === 0 && !verdicts.has('differs')) return say`A numerical check ${cannot}`;
  const gradients = targets.length === 1 ? 'gradient' : 'gradients';
  const agree = agreeing === 1 ? 'agrees' : 'agree';
  const differing = verdicts.has('differs') ? say` ✘ It differs for ${named('differs')}.` : [];
  const rest = unclear.length === 0 ? [] : say` It ${cannot}`;
  return say`${agreeing > 0 ? '✔ ' : ''}${agreeing} of ${targets.length} ${gradients} ${agree} with a numerical check.${differing}${rest}`;
}
