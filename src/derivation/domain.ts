import { operation } from '../engine/index.ts';
import { format, formatNumber, type Graph, type GraphNode, localDerivative } from '../expression/index.ts';
import { code, say } from '../reply/build.ts';
import type { Span } from '../reply/document.ts';
import { stepsTo } from './steps.ts';

/** The first node without a finite value; undefined when all are finite. */
export function firstNonFinite({ nodes, tape }: Graph): GraphNode | undefined {
  return nodes.find(({ id }) => !Number.isFinite(tape.data[id]));
}

const operandsOf = ({ tape }: Graph, { id }: GraphNode): [number, number] => {
  const [a, b] = tape.operandsOf(id).map((operand) => tape.data[operand] as number);
  return [a ?? 0, b ?? 0];
};

/** The names and values that go into a node: "`b = -3` and `c = 0`"; constants stand in the formula anyway. */
function inputs(graph: Graph, { id }: GraphNode): Span[] {
  const named = [...new Set(graph.tape.operandsOf(id))]
    .map((operand) => graph.byId.get(operand) as GraphNode)
    .filter(({ kind }) => kind !== 'constant');
  return named.flatMap((node, i) => [
    ...(i === 0 ? [] : say` and `),
    code(`${node.name} = ${formatNumber(graph.tape.data[node.id] as number)}`),
  ]);
}

const where = (graph: Graph, node: GraphNode): Span[] => {
  const known = inputs(graph, node);
  const formula = code(`${node.name} = ${format(node.expression)}`);
  return known.length === 0 ? say`${formula}` : say`${formula} with ${known}`;
};

/** Why a node has no finite value: what happens there, with which numbers. */
export function explainNonFinite(graph: Graph, node: GraphNode): Span[] {
  const name = graph.tape.operationOf(node.id);
  const reason = name && operation(name).nonFinite?.(...operandsOf(graph, node));
  const generic = 'the result is beyond 1.8e308, the largest number there is: an overflow';
  return say`It stops at ${where(graph, node)}: ${reason ?? generic}.`;
}

/** The nodes whose forward rule has a kink exactly here. */
export function kinksOf(graph: Graph): { node: GraphNode; sentence: Span[] }[] {
  return graph.nodes.flatMap((node) => {
    const name = graph.tape.operationOf(node.id);
    const kink = name && operation(name).kink?.(...operandsOf(graph, node));
    return kink === undefined ? [] : [{ node, sentence: say`At ${where(graph, node)}: ${kink}.` }];
  });
}

/** Why a gradient of `targets` is not finite although every value is: the first local derivative that is not. */
export function explainNonFiniteGradient(graph: Graph, targets: readonly GraphNode[]): Span[] | undefined {
  for (const step of stepsTo(graph, targets)) {
    const node = graph.byId.get(step.node) as GraphNode;
    const target = graph.byId.get(step.target) as GraphNode;
    if (Number.isFinite(step.after)) continue;
    if (Number.isFinite(step.local)) {
      return say`The gradient of ${code(target.name)} goes beyond 1.8e308, the largest number there is: an overflow.`;
    }
    const { expression } = node;
    const name = graph.tape.operationOf(node.id);
    if (name === undefined || expression.kind !== 'call') continue;
    const slope = format(localDerivative(name, step.operand, expression.operands, { kind: 'name', name: node.name }));
    const times = step.upstream === 0 ? say` Its upstream gradient is 0, and 0 times that is no number.` : [];
    return say`${where(graph, node)} has no finite slope in ${code(target.name)} there: its local derivative is ${code(slope)}.${times}`;
  }
  return undefined;
}
