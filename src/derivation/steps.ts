import { type BackwardStep, type OperationName, ruleOf } from '../engine/index.ts';
import {
  call,
  derivative,
  type Expression,
  expand,
  type Formula,
  format,
  formatNumber,
  type Graph,
  type GraphNode,
  localDerivative,
  nameNode,
  withNumbers,
} from '../expression/index.ts';
import { align, COLUMNS, type Line, wrap } from './text-layout.ts';

/** Marks a contribution that joins another. */
const ADDS = '  <- adds';

const dataOf = ({ tape }: Graph, { id }: GraphNode): number => tape.data[id] as number;

/** What stands in place of a number where there is none. */
export const NO_VALUE = 'no value';

const shown = (value: number): string => (Number.isFinite(value) ? formatNumber(value) : 'none');

/** The number as it stands behind another sign: negative ones in brackets. */
export const bracketed = (value: number): string =>
  value < 0 && Number.isFinite(value) ? `(${formatNumber(value)})` : shown(value);

/** The name of a gradient, as the article writes it. */
export const gradientName = (graph: Graph, target: GraphNode): string => `d${graph.output.name}/d${target.name}`;

/** The backward pass of a graph without the contributions to constants, which nobody needs. */
export function stepsOf(graph: Graph): BackwardStep[] {
  const steps = [...graph.tape.steps(graph.output.id)].filter(
    ({ target }) => graph.byId.get(target)?.kind !== 'constant',
  );
  return graph.cancelled === undefined ? steps : cancelling(steps, graph.cancelled);
}

/** The steps of a backward pass by the node that receives the contribution. */
export type StepsInto = ReadonlyMap<number, readonly BackwardStep[]>;

/** For many nodes of one graph this is made once. */
export const stepsInto = (graph: Graph): StepsInto => Map.groupBy(stepsOf(graph), ({ target }) => target);

/** The steps with gradients of 0 where only rounding is left of them. */
function cancelling(steps: readonly BackwardStep[], cancelled: ReadonlySet<number>): BackwardStep[] {
  const last = new Map(steps.map((step) => [step.target, step]));
  const running = new Map<number, number>();
  return steps.map((step) => {
    const upstream = cancelled.has(step.node) ? 0 : step.upstream;
    const before = running.get(step.target) ?? 0;
    const settled = cancelled.has(step.target) && last.get(step.target) === step;
    const after = settled ? 0 : before + upstream * step.local;
    running.set(step.target, after);
    return { ...step, upstream, before, after };
  });
}

/** FORWARD: every node as `name = formula = numbers = value`, up to and with `last`. */
export function forwardLines(graph: Graph, last: GraphNode = graph.output): string[] {
  const leaves = graph.nodes.filter(({ kind }) => kind === 'leaf');
  const values = leaves.map((leaf) => `${leaf.name}=${formatNumber(dataOf(graph, leaf))}`).join(' ');
  const lines = graph.nodes.filter(({ kind, id }) => kind === 'operation' && id <= last.id);
  return [
    ...wrap(`FORWARD  ${values}`),
    ...align(
      lines.map((node) => {
        const value = dataOf(graph, node);
        return {
          target: node.name,
          work: workOf(graph, node),
          value: Number.isFinite(value) ? formatNumber(value) : NO_VALUE,
        };
      }),
    ),
  ];
}

/** `a*b = 2*(-3)`; a formula of numbers alone once. */
function workOf(graph: Graph, node: GraphNode): string {
  const formula = format(node.expression, true);
  const numbers = format(withNumbers(graph, node, formatNumber));
  return formula === numbers ? formula : `${formula} = ${numbers}`;
}

/** One node as in the forward pass: `e = a*b = 2*(-3) = -6`. */
export const forwardText = (graph: Graph, node: GraphNode): string =>
  `${node.name} = ${workOf(graph, node)} = ${formatNumber(dataOf(graph, node))}`;

/** One contribution as in the backward pass: `dL/da = -2 × b = 6`, or `b.grad: 2 + 3×1 = 5`. */
export function stepText(graph: Graph, step: BackwardStep): string {
  const into = stepsOf(graph).filter(({ target }) => target === step.target);
  const again = into.findIndex(({ node, operand }) => node === step.node && operand === step.operand) > 0;
  const { target, work, value } = line(graph, step, again, into.length > 1);
  return work === undefined ? target.trim().replace(ADDS, '') : `${target} = ${work} = ${value}`;
}

/** The lines of the backward pass that have a part in the gradient of `target`, in their order. */
export function linesTo(graph: Graph, target: GraphNode): string[] {
  const seen = new Map<number, number>();
  const relevant = stepsTo(graph, [target]);
  for (const step of relevant) seen.set(step.target, (seen.get(step.target) ?? 0) + 1);
  const done = new Set<number>();
  const lines = relevant.map((step) => {
    const drawn = line(graph, step, done.has(step.target), (seen.get(step.target) ?? 0) > 1);
    done.add(step.target);
    // Where it would be broken, the remark goes rather than the line.
    return drawn.title && drawn.target.length > COLUMNS ? { ...drawn, target: drawn.target.replace(ADDS, '') } : drawn;
  });
  return align(lines);
}

/** The steps that have a part in the gradient of one of `targets`, in the order of the backward pass. */
export function stepsTo(graph: Graph, targets: readonly GraphNode[]): BackwardStep[] {
  const steps = stepsOf(graph);
  const wanted = new Set(targets.map(({ id }) => id));
  for (const step of steps.toReversed()) if (wanted.has(step.target)) wanted.add(step.node);
  return steps.filter(({ target }) => wanted.has(target));
}

/** `power rule`, or `power rule, exponential rule` where both operands are asked for. */
function ruleAt(graph: Graph, steps: readonly BackwardStep[]): string {
  const rules = steps.map(({ node, operand }) => ruleOf(operationAt(graph, node), operand).rule);
  return [...new Set(rules)].join(', ');
}

/**
 * BACKWARD: a numbered block an operation, with a line `target = upstream × local = number` a contribution, as far as
 * they have a part in the gradient of one of `targets`.
 */
export function backwardLines(graph: Graph, targets: readonly GraphNode[]): string[] {
  const steps = stepsTo(graph, targets);
  const received = new Map<number, number>();
  for (const { target } of steps) received.set(target, (received.get(target) ?? 0) + 1);
  const lines: Line[] = [];
  const seen = new Set<number>();
  let blocks = 0;
  let current = -1;
  for (const step of steps) {
    if (step.node !== current) {
      current = step.node;
      const { name, expression } = graph.byId.get(current) as GraphNode;
      const rule = ruleAt(
        graph,
        steps.filter(({ node }) => node === current),
      );
      lines.push({ target: `${++blocks} ${name}=${format(expression, true)}  [${rule}]`, title: true });
    }
    lines.push(line(graph, step, seen.has(step.target), (received.get(step.target) ?? 0) > 1));
    seen.add(step.target);
  }
  return [...wrap(`BACKWARD start ${gradientName(graph, graph.output)} = 1`), ...align(lines, '  ')];
}

/** The operation of a node that is known to have one. */
const operationAt = ({ tape }: Graph, id: number): OperationName => tape.operationOf(id) as OperationName;

/** `dL/da = 1 × b = -3`; a further contribution adds to what is there: `b.grad: 2 + 3×1 = 5  <- adds`. */
function line(graph: Graph, step: BackwardStep, again: boolean, more: boolean): Line {
  const target = graph.byId.get(step.target) as GraphNode;
  const after = shown(step.after);
  if (again) {
    const sum = `${shown(step.before)} + ${bracketed(step.upstream)}×${bracketed(step.local)}`;
    return { target: `  ${target.name}.grad: ${sum} = ${after}${ADDS}`, title: true };
  }
  return {
    target: gradientName(graph, target),
    work: `${shown(step.upstream)} × ${localText(graph, step)}`,
    value: after,
    ...(more && { note: ' so far' }),
  };
}

/** The local derivative in the names of the graph, or as a number where the text would be long. */
export function localText(graph: Graph, step: BackwardStep): string {
  const { expression, name } = graph.byId.get(step.node) as GraphNode;
  if (expression.kind !== 'call') return shown(step.local);
  const slope = localDerivative(operationAt(graph, step.node), step.operand, expression.operands, nameNode(name));
  const text = format(slope, true);
  if (text.length > 20) return bracketed(step.local);
  const needsBrackets = slope.kind === 'call' && format(call('mul', nameNode('x'), slope), true) !== `x*${text}`;
  return needsBrackets || text.startsWith('-') ? `(${text})` : text;
}

/**
 * The one way from the output back to a node, as the steps that use it; undefined when there are several ways or
 * none. First the step at the output.
 */
export function onlyPath(
  graph: Graph,
  target: GraphNode,
  into: StepsInto = stepsInto(graph),
): BackwardStep[] | undefined {
  const path: BackwardStep[] = [];
  let at = target.id;
  while (at !== graph.output.id) {
    const [step, more] = into.get(at) ?? [];
    if (step === undefined || more !== undefined) return undefined;
    path.push(step);
    at = step.node;
  }
  return path.length === 0 ? undefined : path.reverse();
}

/** The contributions to a node used more than once, in the order in which the formula uses it. */
export function contributions(graph: Graph, target: GraphNode, into: StepsInto = stepsInto(graph)): number[] {
  return [...(into.get(target.id) ?? [])]
    .sort((x, y) => x.node - y.node || x.operand - y.operand)
    .map(({ upstream, local }) => upstream * local);
}

/** A formula longer than this is shown as a step of the chain instead. */
export const MAX_SYMBOLIC = 120;

/** The result's formula in the inputs, or as it was typed where that is too long. */
export function outputText(formula: Formula): string {
  const expanded = expand(formula);
  const text = expanded && format(expanded);
  return text !== undefined && text.length <= MAX_SYMBOLIC
    ? text
    : format(formula.definitions.get(formula.output) as Expression);
}

/**
 * d output / d `by` as an expression; of an inner value as if it were an input. Undefined where it would be too long.
 *
 * @param whole the output in the inputs alone
 * @param longest nodes; a text has at least as many letters
 */
export function symbolicGradient(formula: Formula, by: string, whole: Expression | undefined, longest?: number) {
  const expanded = formula.definitions.has(by) ? expand(withoutDefinition(formula, by)) : whole;
  return expanded && derivative(expanded, by, longest);
}

function withoutDefinition(formula: Formula, name: string): Formula {
  const definitions =
    name === formula.output
      ? new Map([[name, nameNode(name)]])
      : new Map([...formula.definitions].filter(([key]) => key !== name));
  return { ...formula, definitions };
}
