import { operation } from '../../engine/index.ts';
import type { Expression, Graph, GraphNode } from '../../expression/index.ts';
import { rowOf } from './formula-row.ts';
import { type Misconception, type MisconceptionName, withMutation } from './index.ts';
import { same } from './replay-backward.ts';

/** What a misconception makes of a value, and the first node that comes out differently. */
export interface ForwardMutant {
  readonly bug: MisconceptionName;
  readonly value: number;
  readonly node: GraphNode | undefined;
}

/**
 * The outputs that misconceptions lead to, by running the forward pass of the graph again under each of them: those
 * that are finite and differ from the right one.
 *
 * @param whole the output in the inputs alone, for mistakes about the order of operations
 */
export function forwardMutants(graph: Graph, whole?: Expression): ForwardMutant[] {
  const node = graph.output;
  const right = graph.tape.data[node.id] as number;
  const row = whole && rowOf(whole, graph);
  const found: ForwardMutant[] = [
    ...withMutation('forward').map(({ name, mutation }) => ({ bug: name, ...replayForward(graph, mutation) })),
    ...withMutation('output').map(({ name, mutation }) => ({ bug: name, value: mutation(right), node })),
    ...(row ? withMutation('formula').map(({ name, mutation }) => ({ bug: name, value: mutation(row), node })) : []),
  ];
  return found.filter(({ value }) => Number.isFinite(value) && !same(value, right));
}

/** What misconceptions make of one value, where all that it is made of is right. */
export function nodeMutants({ tape }: Graph, node: GraphNode): ForwardMutant[] {
  const right = tape.data[node.id] as number;
  const name = tape.operationOf(node.id);
  const [a = 0, b = 0] = tape.operandsOf(node.id).map((id) => tape.data[id] as number);
  const found: ForwardMutant[] = [
    ...withMutation('forward').map(({ name: bug, mutation }) => {
      const value = name === undefined ? right : (mutation[name]?.(a, b) ?? right);
      return { bug, value, node };
    }),
    ...withMutation('output').map(({ name: bug, mutation }) => ({ bug, value: mutation(right), node })),
  ];
  return found.filter(({ value }) => Number.isFinite(value) && !same(value, right));
}

function replayForward(graph: Graph, wrong: NonNullable<Misconception['forward']>) {
  const { tape } = graph;
  const values = new Map<number, number>();
  let first: GraphNode | undefined;
  for (const node of graph.nodes) {
    const name = tape.operationOf(node.id);
    if (name === undefined) {
      values.set(node.id, tape.data[node.id] as number);
      continue;
    }
    const [a = 0, b = 0] = tape.operandsOf(node.id).map((id) => values.get(id) as number);
    const value = wrong[name]?.(a, b) ?? operation(name).forward(a, b);
    if (!same(value, tape.data[node.id] as number)) first ??= node;
    values.set(node.id, value);
  }
  return { value: values.get(graph.output.id) as number, node: first };
}
