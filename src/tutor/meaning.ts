import { kinksOf } from '../derivation/domain.ts';
import { numericalCheck, resultAt } from '../derivation/numerical-check.ts';
import { bracketed, contributions, gradientName, localText, onlyPath, stepsTo } from '../derivation/steps.ts';
import { ruleOf } from '../engine/index.ts';
import { formatNumber, type Graph, type GraphNode } from '../expression/index.ts';
import { code, say } from '../reply/build.ts';
import type { Span } from '../reply/document.ts';

const NUDGE = 0.01;
const LEARNING_RATE = 0.01;
const SMALLEST_RATE = 1e-9;
const MAX_FACTORS = 6;
const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

const gradientOf = ({ tape }: Graph, { id }: GraphNode): number => tape.grad[id] as number;

/** About how much, in two digits. */
const roughly = (value: number): string => formatNumber(Number(value.toPrecision(2)));

/** The sentence of each rule by which a gradient is passed on to `targets`, in the order of the forward pass. */
export function ruleSentences(graph: Graph, targets: readonly GraphNode[]): string[] {
  const steps = stepsTo(graph, targets).sort((x, y) => y.node - x.node || y.operand - x.operand);
  const sentences = steps.map(({ node, operand }) => {
    const name = graph.tape.operationOf(node);
    return name && ruleOf(name, operand).sentence;
  });
  return [...new Set(sentences)].filter((sentence) => sentence !== undefined).reverse();
}

/** "Raise `a` by 0.01 and `L` falls by about 0.03." */
export function nudgeSentence(graph: Graph, leaf: GraphNode): Span[] {
  const gradient = gradientOf(graph, leaf);
  const [from, to] = [code(leaf.name), code(graph.output.name)];
  if (gradient === 0) return say`Move ${from} a little and ${to} stays where it is: the gradient is 0.`;
  const start = graph.tape.data[leaf.id] as number;
  const before = graph.tape.data[graph.output.id] as number;
  // Only where the leaf is an input can the promise be tried out; where it bends away, promise less far.
  const holds = (nudge: number): boolean =>
    Math.abs(resultAt(graph, leaf.id, start + nudge) - before - gradient * nudge) <= 0.25 * Math.abs(gradient * nudge);
  let nudge = NUDGE;
  if (leaf.kind === 'leaf') {
    while (!holds(nudge) && nudge > SMALLEST_RATE) nudge /= 10;
    resultAt(graph, leaf.id, start);
  }
  const change = gradient * nudge;
  return say`Raise ${from} by ${formatNumber(nudge)} and ${to} ${change > 0 ? 'rises' : 'falls'} by about ${roughly(Math.abs(change))}.`;
}

/** "Path to `a`: `f × 1 × b = (-2)(1)(-3) = 6`. Positive, so lower `a` to lower `L`." */
export function pathSentence(graph: Graph, leaf: GraphNode, shortest: number): Span[] | undefined {
  const path = onlyPath(graph, leaf);
  const gradient = gradientOf(graph, leaf);
  if (path === undefined || path.length < shortest || path.length > MAX_FACTORS || gradient === 0) return undefined;
  const factors = path.map((step) => localText(graph, step)).join(' × ');
  const numbers = path.map(({ local }) => `(${formatNumber(local)})`).join('');
  const product = `${factors} = ${numbers} = ${formatNumber(gradient)}`;
  const [sign, move] = gradient > 0 ? ['Positive', 'lower'] : ['Negative', 'raise'];
  const [from, to] = [code(leaf.name), code(graph.output.name)];
  return say`Path to ${from}: ${code(product)}. ${sign}, so ${move} ${from} to lower ${to}.`;
}

/** "`dy/db = 2 + 3 = 5` (two paths: add). Keep only one and you get 2 or 3: the `=` instead of `+=` bug." */
export function pathsAddSentence(graph: Graph, leaf: GraphNode): Span[] | undefined {
  const parts = contributions(graph, leaf);
  if (parts.length < 2 || parts.length > MAX_FACTORS) return undefined;
  const [first, ...rest] = parts as [number, ...number[]];
  const sum = [formatNumber(first), ...rest.map(bracketed)].join(' + ');
  const total = code(`${gradientName(graph, leaf)} = ${sum} = ${formatNumber(gradientOf(graph, leaf))}`);
  const alone = [...new Set(parts.map((part) => formatNumber(part)))].join(' or ');
  const count = COUNTS[parts.length] as string;
  return say`${total} (${count} paths: add). Keep only one and you get ${alone}: the ${code('=')} instead of ${code('+=')} bug.`;
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
  const actual = move(rate);
  move(0);
  if (!Number.isFinite(actual)) return undefined;
  const name = code(output.name);
  return say`One step with lr ${formatNumber(rate)} (each value minus lr × its gradient): predicted ${name} ${formatNumber(before - rate * squares)}, actual ${formatNumber(actual)}.`;
}

/** "✔ 3 of 3 gradients agree with a numerical check." */
export function checkSentence(graph: Graph, targets: readonly GraphNode[]): Span[] {
  const atKink = kinksOf(graph).length > 0;
  const verdicts = targets.map((target) => {
    const verdict = numericalCheck(graph, target.id, gradientOf(graph, target));
    return verdict === 'differs' && atKink ? 'unclear' : verdict;
  });
  const agreeing = verdicts.filter((verdict) => verdict === 'agrees').length;
  const named = (wanted: string): Span[] =>
    targets
      .filter((_, i) => verdicts[i] === wanted)
      .flatMap(({ name }, i) => [...(i === 0 ? [] : say`, `), code(name)]);
  const differing = verdicts.includes('differs') ? say` ✘ It differs for ${named('differs')}.` : [];
  const unclear = verdicts.includes('unclear')
    ? say` For ${named('unclear')} the check cannot tell: ${atKink ? 'there is a kink' : 'the function changes too fast'} here.`
    : [];
  const mark = agreeing > 0 ? '✔ ' : '';
  const verb = targets.length === 1 ? 'gradient agrees' : 'gradients agree';
  return say`${mark}${agreeing} of ${targets.length} ${verb} with a numerical check.${differing}${unclear}`;
}
