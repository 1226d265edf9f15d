import { stepsOf } from '../../derivation/steps.ts';
import { operation } from '../../engine/index.ts';
import type { Graph, GraphNode } from '../../expression/index.ts';
import { given } from './graph-text.ts';

/** Relative; half of the tolerance of a typed answer. */
const MAX_ERROR = 0.01;

/**
 * Do the rounded values of the prompt lead to the same value or gradient? They do not where terms almost cancel, or a
 * tanh is saturated.
 *
 * @param target whose gradient is asked for; the output's value if left out
 */
export function survivesRounding(graph: Graph, target?: GraphNode): boolean {
  const { tape, output } = graph;
  const [right, found] = target
    ? [tape.grad[target.id] as number, gradientFrom(graph, target)]
    : [tape.data[output.id] as number, outputFrom(graph)];
  return Math.abs(found - right) <= MAX_ERROR * Math.abs(right) + Number.EPSILON;
}

/** The output, where only the values of tanh are given. */
function outputFrom({ tape, nodes, output }: Graph): number {
  const values = new Map<number, number>();
  for (const { id } of nodes) {
    const name = tape.operationOf(id);
    const data = tape.data[id] as number;
    const [a = 0, b = 0] = name === undefined ? [] : tape.operandsOf(id).map((operand) => values.get(operand) ?? 0);
    values.set(id, name === undefined ? data : name === 'tanh' ? Number(given(data)) : operation(name).forward(a, b));
  }
  return values.get(output.id) as number;
}

/** The gradient, where all results are given. */
function gradientFrom(graph: Graph, target: GraphNode): number {
  const { tape, output } = graph;
  const shown = (id: number): number => {
    const data = tape.data[id] as number;
    return tape.isLeaf(id) ? data : Number(given(data));
  };
  const gradients = new Map([[output.id, 1]]);
  for (const step of stepsOf(graph)) {
    const name = tape.operationOf(step.node);
    if (name === undefined) continue;
    const [a = 0, b = 0] = tape.operandsOf(step.node).map(shown);
    const local = operation(name).local[step.operand]?.number(a, b, shown(step.node)) ?? 0;
    const handed = (gradients.get(step.node) ?? 0) * local;
    gradients.set(step.target, (gradients.get(step.target) ?? 0) + handed);
  }
  return gradients.get(target.id) ?? 0;
}
