import type { GraphCard, GraphDrawing, GraphOperation } from '../../reply/document.ts';
import type { Size } from '../geometry.ts';
import { cardSize, type Form, GRAPH_HEIGHT, GRAPH_WIDTH, gapsOf, MARGIN, operationSize } from './size.ts';

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
/** What an arrow takes that passes between others, in Graphviz's tightest layout. */
const PASSING = 16;
/** Graphviz counts in whole points, and may be off by as many. */
const ROUNDING = 2;

/**
 * The first shape in which a graph can be read at a chat's size; undefined when there is none. Everything side by
 * side in its rank is how large a graph gets at most: the layout has a way that is no larger.
 *
 * @param cards in an order in which they can be computed, their ids rising
 * @param head how high the texts above it are
 */
export function shapeFor(
  cards: readonly GraphCard[],
  operations: readonly GraphOperation[],
  head: number,
): Shape | undefined {
  if (cards.length + operations.length > MAX_NODES) return undefined;
  const ranks = ranksOf(cards, operations);
  return SHAPES.find((shape) => fits(ranks, shape, head));
}

/** What stands side by side: cards, operations, and how many arrows pass by. */
interface Rank {
  readonly cards: GraphCard[];
  /** By their numbers, without those that have no sign; and their sizes. */
  readonly operations: number[];
  readonly signs: Size[];
  passing: number;
}

/** The ranks of a graph, from the result to the inputs; each thing stands right before what it is used for first. */
export function ranksOf(cards: readonly GraphCard[], operations: readonly GraphOperation[]): Rank[] {
  const distance = new Map<number, number>();
  const ranks: Rank[] = [];
  const rank = (at: number): Rank => {
    while (ranks.length <= at) ranks.push({ cards: [], operations: [], signs: [], passing: 0 });
    return ranks[at] as Rank;
  };
  const into = Map.groupBy(operations.keys(), (i) => (operations[i] as GraphOperation).result);
  const arrows: [from: number, to: number][] = [];
  for (const card of cards.toReversed()) {
    const at = distance.get(card.id) ?? 0;
    rank(at).cards.push(card);
    for (const i of into.get(card.id) ?? []) {
      const { symbol, operands } = operations[i] as GraphOperation;
      const before = symbol === undefined ? at : at + 1;
      if (symbol !== undefined) {
        rank(before).operations.push(i);
        rank(before).signs.push(operationSize(symbol));
      }
      for (const operand of new Set(operands)) {
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

function fits(ranks: readonly Rank[], { direction, form }: Shape, head: number): boolean {
  const { beside, along } = gapsOf(form);
  const [across, forward] = direction === 'right' ? (['height', 'width'] as const) : (['width', 'height'] as const);
  let breadth = 0;
  let length = (ranks.length - 1) * along;
  for (const { cards, signs, passing } of ranks) {
    const sizes: Size[] = [...cards.map((card) => knownSize(card, form)), ...signs];
    const gaps = (sizes.length - 1) * beside + passing * PASSING + ROUNDING;
    breadth = Math.max(breadth, sizes.reduce((sum, size) => sum + size[across], 0) + gaps);
    length += Math.max(0, ...sizes.map((size) => size[forward]));
  }
  const [width, height] = direction === 'right' ? [length, breadth] : [breadth, length];
  return width + 2 * MARGIN <= GRAPH_WIDTH && height + 2 * MARGIN + head <= GRAPH_HEIGHT;
}
