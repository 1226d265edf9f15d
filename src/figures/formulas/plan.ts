import { type Graph, type GraphNode, namesIn } from '../../expression/index.ts';
import type { Chain, Chains } from './chain.ts';

/** So many gradients of inner values are derived on the way, and so many inner values said what they are. */
const MAX_INNER = 12;
const MAX_DEFINED = 20;

/** What a derivation shows: gradients in their order, the inner values that they speak of, and which have a chain. */
interface Plan {
  readonly steps: readonly GraphNode[];
  readonly defined: readonly GraphNode[];
  readonly derived: ReadonlySet<GraphNode>;
}

/** Takes targets in their order, each with what it needs on the way as far as there is room for that. */
export function planOf(graph: Graph, chains: Chains, targets: readonly GraphNode[]): Plan {
  const steps: GraphNode[] = [];
  const derived = new Set<GraphNode>();
  let defined: readonly GraphNode[] = [];
  for (const target of targets) {
    const inner = innerOf(chains, target, graph).filter((node) => !derived.has(node));
    const next = [...derived, ...inner, target];
    const names = definedIn(
      graph,
      next.flatMap(({ id }) => chains.to(id)),
    );
    const count = next.filter((node) => !targets.includes(node)).length;
    if (count <= MAX_INNER && names.length <= MAX_DEFINED) {
      for (const node of [...inner, target]) derived.add(node);
      steps.push(...inner);
      defined = names;
    }
    steps.push(target);
  }
  return { steps, defined, derived };
}

/** The inner values whose gradients the chains to a target begin with, and those to these, from the result on. */
function innerOf(chains: Chains, target: GraphNode, graph: Graph): GraphNode[] {
  const found = new Set<number>();
  const queue = [target.id];
  for (const id of queue) {
    for (const one of chains.needs(id)) {
      if (!found.has(one)) queue.push(one);
      found.add(one);
    }
  }
  return [...found].sort((x, y) => y - x).map((id) => graph.byId.get(id) as GraphNode);
}

const isInner = ({ output }: Graph, { kind, id }: GraphNode): boolean => kind === 'operation' && id !== output.id;

/** The inner values that chains speak of. */
export function namedIn(graph: Graph, chains: readonly Chain[]): GraphNode[] {
  const used = new Set(
    chains.flat().flatMap(({ of, by, slope }) => [of, by, ...(slope === undefined ? [] : namesIn(slope))]),
  );
  return graph.nodes.filter((node) => isInner(graph, node) && used.has(node.name));
}

/** The inner values that chains speak of, and all that these are made of. */
function definedIn(graph: Graph, chains: readonly Chain[]): GraphNode[] {
  const found = new Set(namedIn(graph, chains));
  for (const { expression } of found) {
    for (const name of namesIn(expression)) {
      const node = graph.byName.get(name);
      if (node !== undefined && isInner(graph, node)) found.add(node);
    }
  }
  return [...found].sort((x, y) => x.id - y.id);
}
