import { type OperationName, operation } from '../../engine/index.ts';
import { type Expression, format, type Graph, type GraphNode, nameNode } from '../../expression/index.ts';
import { type Shape, shapeFor } from '../../pictures/graph/shape.ts';
import { GROUP_NAME_WIDTH, NAME_SIZE } from '../../pictures/graph/size.ts';
import { cutEnd } from '../../pictures/text.ts';
import type { GraphCard, GraphOperation } from '../../reply/document.ts';
import { cutMiddle, typesetFormula } from './texts.ts';

/** What a card says of a node besides its name. */
export type CardTexts = Pick<GraphCard, 'value' | 'grad' | 'widest' | 'mark'>;

/** What is shown of a graph. */
export interface GraphView extends Shape {
  /** In the order in which they are computed; their ids are those of the nodes. */
  readonly cards: readonly GraphCard[];
  readonly operations: readonly GraphOperation[];
  /** How many operations are inside cards that stand for a whole sub-expression. */
  readonly hidden: number;
}

/** A name is cut to this many letters where the graph does not fit otherwise. */
const CUT_NAME = 14;
/** So many nodes of a sub-expression are written out on its card at most, the first ones. */
const GROUP_NODES = 30;
/** Each costs a walk through the graph. */
const MAX_ATTEMPTS = 60;

const SIGNS: Partial<Record<OperationName, string>> = { mul: '×', div: '÷', sub: '−', neg: '−', pow: 'pow' };

/** The sign of an operation in a picture. */
const signOf = (name: OperationName): string => SIGNS[name] ?? operation(name).symbol;

/**
 * Chooses what is shown of a graph at a chat's size: all of it if it can be read; else with long names cut; else
 * what is nearest to the result, while deeper sub-expressions stand on one card each.
 *
 * @param head how high the texts above the graph are, where so many operations are hidden
 */
export function viewOf(
  graph: Graph,
  texts: (node: GraphNode) => CardTexts,
  head: (hidden: number) => number,
): GraphView {
  const operations = graph.nodes.filter(({ kind }) => kind === 'operation').map(({ id }) => id);
  const all = new Set(operations);
  const drawn = new Map<string, GraphCard>();
  const attempt = (open: ReadonlySet<number>, letters: number): GraphView | undefined => {
    const { cards, operations: shown } = partOf(graph, open, (node, kind) => {
      const key = `${node.id} ${kind} ${letters}`;
      const card = drawn.get(key) ?? cardOf(graph, node, kind, texts(node), letters);
      drawn.set(key, card);
      return card;
    });
    const hidden = all.size - shown.filter(({ symbol }) => symbol !== undefined).length;
    const shape = shapeFor(cards, shown, head(hidden));
    return shape && { ...shape, cards, operations: shown, hidden };
  };
  const whole = operations.length <= MAX_ATTEMPTS && (attempt(all, Number.POSITIVE_INFINITY) ?? attempt(all, CUT_NAME));
  return whole || openFromResult(graph, (open) => attempt(open, CUT_NAME));
}

/** Opens one sub-expression after the other, those nearest to the result first, as long as all fits. */
function openFromResult(graph: Graph, attempt: (open: ReadonlySet<number>) => GraphView | undefined): GraphView {
  const open = new Set<number>();
  const queue = [graph.output.id];
  const seen = new Set(queue);
  let best = attempt(open);
  let attempts = 0;
  for (const id of queue) {
    const operands = graph.tape.operandsOf(id);
    if (operands.length === 0 || attempts++ >= MAX_ATTEMPTS) continue;
    const next = attempt(open.add(id));
    if (next === undefined) {
      open.delete(id);
      continue;
    }
    best = next;
    for (const operand of operands) {
      if (!seen.has(operand)) queue.push(operand);
      seen.add(operand);
    }
  }
  if (best === undefined) throw new Error('a single card does not fit in a picture');
  return best;
}

/** The cards and operations of a graph in which the operations that are not `open` hide what they are made of. */
function partOf(
  graph: Graph,
  open: ReadonlySet<number>,
  card: (node: GraphNode, kind: GraphCard['kind']) => GraphCard,
): Pick<GraphView, 'cards' | 'operations'> {
  const { tape, nodes, output } = graph;
  const visible = new Set([output.id]);
  for (const { id } of nodes.toReversed()) {
    if (visible.has(id) && open.has(id)) for (const operand of tape.operandsOf(id)) visible.add(operand);
  }
  const shown = nodes.filter(({ id }) => visible.has(id));
  const isGroup = ({ kind, id }: GraphNode): boolean => kind === 'operation' && !open.has(id);
  const groups = shown.filter(isGroup);
  const inputs = groups.length > 0 && shown.length > 1 ? inputsOf(graph, visible, groups) : new Map();
  const cards = shown.map((node): GraphCard => {
    return card(node, node.kind === 'constant' ? 'constant' : isGroup(node) ? 'group' : 'value');
  });
  const operations = shown.flatMap((node): GraphOperation[] => {
    if (node.kind !== 'operation') return [];
    if (isGroup(node)) {
      const operands = inputs.get(node.id) ?? [];
      return operands.length === 0 ? [] : [{ operands, result: node.id }];
    }
    const symbol = signOf(tape.operationOf(node.id) as OperationName);
    return [{ symbol, operands: tape.operandsOf(node.id), result: node.id }];
  });
  return { cards, operations };
}

function cardOf(graph: Graph, node: GraphNode, kind: GraphCard['kind'], texts: CardTexts, letters: number): GraphCard {
  const name = kind === 'group' ? groupName(graph, node) : nameOf(graph, node, letters);
  return { id: node.id, kind, name, ...texts };
}

/** A card's name; a result that is an input itself has two. */
function nameOf({ output }: Graph, { id, kind, name }: GraphNode, letters: number): string {
  if (kind === 'constant') return typesetFormula(name);
  const short = cutMiddle(name, letters);
  return id === output.id && name !== output.name ? `${cutMiddle(output.name, letters)} = ${short}` : short;
}

/** For each group, which visible cards it is made of, through all that it hides. */
function inputsOf(graph: Graph, visible: ReadonlySet<number>, groups: readonly GraphNode[]): Map<number, number[]> {
  const bits = new Map([...visible].map((id, i) => [id, 1n << BigInt(i)]));
  const reach = new Map<number, bigint>();
  for (const { id, kind } of graph.nodes) {
    if (kind === 'constant') continue;
    const below = graph.tape.operandsOf(id).reduce((sum, operand) => {
      return sum | (bits.get(operand) ?? reach.get(operand) ?? 0n);
    }, 0n);
    reach.set(id, below);
  }
  const constant = (id: number): boolean => graph.byId.get(id)?.kind === 'constant';
  return new Map(
    groups.map(({ id }) => {
      const mask = reach.get(id) ?? 0n;
      return [
        id,
        [...visible].filter((one) => !constant(one) && (mask & (bits.get(one) as bigint)) !== 0n).sort((a, b) => a - b),
      ];
    }),
  );
}

/** What a card says that stands for a sub-expression: its name, and the formula as far as there is room. */
function groupName(graph: Graph, node: GraphNode): string {
  let left = GROUP_NODES;
  const write = ({ id, kind, expression }: GraphNode): Expression => {
    if (kind === 'constant' || expression.kind !== 'call') return expression;
    if (left-- <= 0) return nameNode('…');
    const operands = graph.tape.operandsOf(id).map((operand) => graph.byId.get(operand) as GraphNode);
    return { ...expression, operands: operands.map((operand) => write(operand)) };
  };
  const name = cutMiddle(node.id === graph.output.id ? graph.output.name : node.name, CUT_NAME);
  const text = typesetFormula(format(write(node), true));
  return cutEnd(`${name} = ${text}`, GROUP_NAME_WIDTH, NAME_SIZE, 'bold');
}
