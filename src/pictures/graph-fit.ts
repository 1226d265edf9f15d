import type { GraphCard, GraphDrawing, GraphOperation } from '../reply/document.ts';
import {
  cardSize,
  type Form,
  GRAPH_HEIGHT,
  GRAPH_WIDTH,
  gapsOf,
  MARGIN,
  operationSize,
  type Size,
} from './graph-size.ts';

type Direction = GraphDrawing['direction'];

/** What decides how a graph is laid out. */
export interface Shape {
  readonly direction: Direction;
  readonly form: Form;
}

/** In the order in which they are easy to read. */
export const SHAPES: readonly Shape[] = [
  { direction: 'right', form: 'columns' },
  { direction: 'right', form: 'rows' },
  { direction: 'down', form: 'columns' },
  { direction: 'down', form: 'rows' },
  { direction: 'down', form: 'line' },
];

/** More than this nobody takes in at a look. */
const MAX_NODES = 40;
/** Title and subtitle, at their most. */
const HEAD = 90;
/** Ranks are not packed as tightly as they could be, where arrows pass between. */
const LOOSENESS = { right: 1.15, down: 1.3 } as const;
/** Where no arrow passes anything, hardly any room is lost. */
const TREE_LOOSENESS = 1.02;
/** One operation with what goes in and out is packed tightly. */
const TIGHT_RANKS = 3;

/**
 * The first shape in which a graph can be read at a chat's size; undefined when there is none. An estimate that is
 * a little too careful: what is exact comes out of the layout.
 *
 * @param cards in an order in which they can be computed, their ids rising
 */
export function shapeFor(cards: readonly GraphCard[], operations: readonly GraphOperation[]): Shape | undefined {
  if (cards.length + operations.length > MAX_NODES) return undefined;
  const ranks = ranksOf(cards, operations);
  return SHAPES.find((shape) => fits(ranks, shape));
}

/** What stands side by side: cards, operations, and how many arrows pass by. */
interface Rank {
  readonly cards: GraphCard[];
  readonly symbols: string[];
  passing: number;
}

/** The ranks of a graph, from the result to the inputs; each thing stands right before what it is used for first. */
function ranksOf(cards: readonly GraphCard[], operations: readonly GraphOperation[]): Rank[] {
  const distance = new Map<number, number>();
  const ranks: Rank[] = [];
  const rank = (at: number): Rank => {
    while (ranks.length <= at) ranks.push({ cards: [], symbols: [], passing: 0 });
    return ranks[at] as Rank;
  };
  const into = Map.groupBy(operations, ({ result }) => result);
  const arrows: [from: number, to: number][] = [];
  for (const card of cards.toReversed()) {
    const at = distance.get(card.id) ?? 0;
    rank(at).cards.push(card);
    for (const { symbol, operands } of into.get(card.id) ?? []) {
      const before = symbol === undefined ? at : at + 1;
      if (symbol !== undefined) rank(before).symbols.push(symbol);
      for (const operand of operands) {
        distance.set(operand, Math.max(distance.get(operand) ?? 0, before + 1));
        arrows.push([operand, before]);
      }
    }
  }
  for (const [operand, to] of arrows) {
    for (let between = to + 1; between < (distance.get(operand) as number); between++) rank(between).passing++;
  }
  return ranks;
}

const known = new WeakMap<GraphCard, Map<Form, Size>>();

/** A card is measured once, however often it is tried with others. */
function knownSize(card: GraphCard, form: Form): Size {
  const sizes = known.get(card) ?? new Map<Form, Size>();
  known.set(card, sizes);
  const size = sizes.get(form) ?? cardSize(card, form);
  sizes.set(form, size);
  return size;
}

function fits(ranks: readonly Rank[], { direction, form }: Shape): boolean {
  const { beside, along } = gapsOf(form);
  const [across, forward] = direction === 'right' ? (['height', 'width'] as const) : (['width', 'height'] as const);
  const sizeOf = (card: GraphCard): Size => knownSize(card, form);
  const loose = ranks.some(({ passing }) => passing > 0) ? LOOSENESS[direction] : TREE_LOOSENESS;
  let breadth = 0;
  let length = 2 * MARGIN + (ranks.length - 1) * along;
  for (const { cards, symbols, passing } of ranks) {
    const sizes: Size[] = [...cards.map(sizeOf), ...symbols.map(operationSize)];
    const gaps = (sizes.length - 1 + passing) * beside;
    const slack = sizes.length > 1 && ranks.length > TIGHT_RANKS ? loose : 1;
    breadth = Math.max(breadth, (sizes.reduce((sum, size) => sum + size[across], 0) + gaps) * slack);
    length += Math.max(0, ...sizes.map((size) => size[forward]));
  }
  const width = direction === 'right' ? length : breadth + 2 * MARGIN;
  const height = direction === 'right' ? breadth + 2 * MARGIN : length;
  return width <= GRAPH_WIDTH && height + HEAD <= GRAPH_HEIGHT;
}
