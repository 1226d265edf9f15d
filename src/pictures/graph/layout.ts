import { type Graph, instance, type Viz } from '@viz-js/viz';
import { LRUCache } from 'lru-cache';
import type { GraphDrawing } from '../../reply/document.ts';
import type { Pixel, Size } from '../geometry.ts';
import { collisionsOf } from './collisions.ts';
import { type Shift, spreadEnds, UNMOVED } from './ends.ts';
import type { Curve, Layout } from './places.ts';
import { ranksOf, SHAPES } from './shape.ts';
import { cardSize, gapsOf, operationSize, partsOf, widthsOf } from './size.ts';

/** What is read of Graphviz's JSON. */
interface Output {
  readonly bb: string;
  /** Nodes, and ranks, which have no place. */
  readonly objects: readonly { readonly name: string; readonly pos?: string }[];
  readonly edges?: readonly { readonly id: string; readonly pos: string }[];
}

const POINTS_PER_INCH = 72;
/** The weight of an arrow that is to be straight; others have 1. */
const STRAIGHT = '8';
/** Between the two arrows of an operand that is used twice by one operation. */
const TWIN_GAP = 10;
const WIDTH_COUNTS = 10;

/** How tightly Graphviz is asked to lay out. */
interface Way {
  /** Operands stand in the order in which the formula has them, which may take more room. */
  readonly ordered: boolean;
  /** Space between what stands side by side, in parts of the usual. */
  readonly gaps: number;
  /** Space along the arrows, in parts of the usual: in more of it their heads keep clear of one another. */
  readonly along?: number;
  /** Everything is named in the opposite order, which may lead to another one. */
  readonly reversed?: boolean;
  /** Going down, what is computed stays in one line, and inputs stand beside it: no staircase as wide as it is long. */
  readonly straight: boolean;
  /**
   * What stands side by side is pushed together, at the cost of straight arrows. `within`: in the ranks that the
   * estimate counts with, and no arrow outside; so the graph is as large as {@link shapeFor} says, and no larger.
   */
  readonly pressed?: 'freely' | 'within';
}

const WAYS: readonly [Way, ...Way[]] = [
  { ordered: true, gaps: 1, straight: true },
  { ordered: false, gaps: 1, straight: true },
  { ordered: false, gaps: 0.5, straight: true },
  { ordered: false, gaps: 0.5, straight: false },
  { ordered: false, gaps: 0.5, straight: false, pressed: 'freely' },
  { ordered: false, gaps: 0.5, straight: false, pressed: 'within' },
];

/** What else is tried where arrows run into something, if it has room. */
const OTHER_WAYS: readonly Way[] = [
  { ordered: false, gaps: 0.8, straight: false, pressed: 'within' },
  { ordered: false, gaps: 0.5, straight: false, pressed: 'within', reversed: true },
  { ordered: false, gaps: 0.65, straight: false, pressed: 'within', along: 1.25 },
  { ordered: false, gaps: 1, straight: false, pressed: 'within', reversed: true },
  { ordered: false, gaps: 0.5, straight: false, pressed: 'within', along: 1.5 },
  { ordered: false, gaps: 1.2, straight: false, pressed: 'within', along: 1.1 },
  { ordered: false, gaps: 0.5, straight: false, pressed: 'freely', reversed: true },
  { ordered: true, gaps: 0.7, straight: false, pressed: 'within', along: 1.1 },
  { ordered: false, gaps: 0.5, straight: true, reversed: true },
];

/** Arrows are moved by so many steps, at their ends or between them, and so often. */
const STEPS = [-1, 1, -2, 2, -3, 3, -4, 4];
const MOVES: readonly Partial<Shift>[] = [...STEPS.map((end) => ({ end })), ...STEPS.map((way) => ({ way }))];
const MENDINGS = 6;

let graphviz: Promise<Viz> | undefined;
/** The frames of an animation have one layout, and so have graphs that differ in digits alone. */
const known = new LRUCache<string, Layout>({ max: 200 });

/**
 * Lays a graph out: Graphviz decides where the cards stand, which are as large as their texts need. Where the shape
 * that the drawing asks for comes out larger than `room`, it takes the first that fits, else the one that is least too large.
 */
export async function layoutGraph(drawing: GraphDrawing, room: Size): Promise<Layout> {
  const key = keyOf(drawing, room);
  let layout = known.get(key);
  if (layout === undefined) {
    graphviz ??= instance();
    layout = chooseLayout(await graphviz, drawing, room);
    known.set(key, layout);
  }
  return layout;
}

/** All that a layout depends on: not the texts, but how wide they are. */
function keyOf({ direction, form, cards, operations }: GraphDrawing, room: Size): string {
  const boxes = cards.map((card) => [card.id, card.kind, partsOf(card), Object.values(widthsOf(card))]);
  const links = operations.map(({ symbol, operands, result }) => [symbol ?? null, operands, result]);
  return JSON.stringify([direction, form, room, boxes, links]);
}

function chooseLayout(viz: Viz, drawing: GraphDrawing, room: Size): Layout {
  const { direction, form } = drawing;
  const excess = ({ width, height }: Size): number =>
    // Too wide is worse than too high: it makes the text too small.
    Math.max(0, width - room.width) * WIDTH_COUNTS + Math.max(0, height - room.height);
  const all: Tried[] = [];
  for (const shape of [{ direction, form }, ...SHAPES]) {
    for (const way of [...WAYS, ...OTHER_WAYS]) {
      // The other ways are for arrows alone: they take no less room.
      if (OTHER_WAYS.includes(way) && all.every((tried) => tried.excess > 0)) break;
      const found = tryWay(viz, { ...drawing, ...shape }, way, excess);
      if (found.excess === 0 && found.collisions === 0) return found.layout;
      all.push(found);
    }
    // Another shape is no better to read for an arrow's sake.
    if (all.some((tried) => tried.excess === 0)) break;
  }
  all.sort((one, other) => one.excess - other.excess || one.collisions - other.collisions);
  const [first] = all as [Tried];
  let best: Mended | undefined;
  for (const tried of all) {
    if (tried.excess > first.excess) break;
    const found = mended(tried);
    if (best === undefined || found.collisions < best.collisions) best = found;
    if (best.collisions === 0) break;
  }
  return (best as Mended).layout;
}

/** A layout, by how much it is too large, and how many of its arrows run into something. */
interface Tried {
  readonly drawing: GraphDrawing;
  /** As Graphviz has it. */
  readonly placed: Layout;
  readonly layout: Layout;
  readonly excess: number;
  readonly collisions: number;
}

interface Mended {
  readonly layout: Layout;
  readonly collisions: number;
}

/** Moves arrows until none runs into a box or another's head, or no such move helps. */
function mended({ drawing, placed, layout }: Tried): Mended {
  let best = { shifts: new Map<string, Shift>(), layout, collisions: collisionsOf(drawing, layout) };
  for (let round = 0; round < MENDINGS && best.collisions.length > 0; round++) {
    let found = best;
    for (const name of new Set(best.collisions.flatMap(({ arrow, with: other }) => [other, arrow]))) {
      for (const move of MOVES) {
        const shifts = new Map(best.shifts).set(name, { ...(best.shifts.get(name) ?? UNMOVED), ...move });
        const moved = spreadEnds(drawing, placed, shifts);
        const collisions = collisionsOf(drawing, moved);
        if (collisions.length < found.collisions.length) found = { shifts, layout: moved, collisions };
      }
    }
    if (found === best) break;
    best = found;
  }
  return { layout: best.layout, collisions: best.collisions.length };
}

function tryWay(viz: Viz, drawing: GraphDrawing, way: Way, excess: (size: Size) => number): Tried {
  const placed = read(viz.renderJSON(describe(drawing, way), { yInvert: true }) as Output, drawing);
  const layout = spreadEnds(drawing, placed);
  return { drawing, placed, layout, excess: excess(layout), collisions: collisionsOf(drawing, layout).length };
}

const inches = (pixels: number): string => String(pixels / POINTS_PER_INCH);

/** The graph in Graphviz's terms: boxes of a fixed size without text, because it would measure text wrongly. */
function describe(
  { direction, form, cards, operations }: GraphDrawing,
  { ordered, gaps, straight, pressed, along: wider, reversed }: Way,
): Graph {
  const { beside, along } = gapsOf(form);
  const [tailport, headport] = direction === 'right' ? ['e', 'w'] : ['s', 'n'];
  const computed = new Set(operations.map(({ result }) => result));
  const weight = (inLine: boolean) => (direction === 'down' && straight && inLine ? { weight: STRAIGHT } : {});
  // Of one group: an operation stands right before its result, and no arrow crosses between the two.
  const box = (name: string, { width, height }: Size, group: number | undefined) => ({
    name,
    attributes: { width: inches(width), height: inches(height), ...(group !== undefined && { group: `g${group}` }) },
  });
  const inOrder = <T>(all: T[]): T[] => (reversed ? all.reverse() : all);
  return {
    directed: true,
    graphAttributes: {
      rankdir: direction === 'right' ? 'LR' : 'TB',
      nodesep: inches(beside * gaps),
      ranksep: inches(along * (wider ?? 1)),
      ...(ordered && { ordering: 'in' }),
      // Graphviz then makes it as narrow as it can: no graph fits in an inch.
      ...(pressed && { ratio: 'compress', size: '1' }),
      ...(pressed === 'within' && { splines: 'polyline' }),
    },
    nodeAttributes: { shape: 'box', fixedsize: 'true', label: '' },
    edgeAttributes: { dir: 'none' },
    nodes: inOrder([
      ...cards.map((card) => box(`c${card.id}`, cardSize(card, form), computed.has(card.id) ? card.id : undefined)),
      ...operations.flatMap(({ symbol, result }, i) =>
        symbol === undefined ? [] : [box(`o${i}`, operationSize(symbol), result)],
      ),
    ]),
    ...(pressed === 'within' && {
      subgraphs: ranksOf(cards, operations).map((rank) => ({
        graphAttributes: { rank: 'same' },
        nodes: [
          ...rank.cards.map(({ id }) => ({ name: `c${id}` })),
          ...rank.operations.map((i) => ({ name: `o${i}` })),
        ],
      })),
    }),
    edges: operations.flatMap(({ symbol, operands, result }, i) => [
      ...[...new Set(operands)].map((operand, k) => ({
        tail: `c${operand}`,
        head: symbol === undefined ? `c${result}` : `o${i}`,
        attributes: {
          id: `${i}.${k}`,
          tailport,
          ...(symbol === undefined ? { headport } : weight(computed.has(operand))),
        },
      })),
      ...(symbol === undefined
        ? []
        : [{ tail: `o${i}`, head: `c${result}`, attributes: { id: `${i}.result`, headport, ...weight(true) } }]),
    ]),
  };
}

function read({ bb, objects, edges = [] }: Output, { direction, form, cards, operations }: GraphDrawing): Layout {
  const [left, bottom, right, top] = bb.split(',').map(Number) as [number, number, number, number];
  const places = new Map(objects.flatMap(({ name, pos }) => (pos === undefined ? [] : [[name, readPoint(pos)]])));
  const curves = new Map(edges.map(({ id, pos }) => [id, pos.split(' ').map(readPoint)]));
  const waysOf = (operands: readonly number[], i: number): Curve[] => {
    const ways = [...new Set(operands)].map((_, k) => curves.get(`${i}.${k}`) as Curve);
    const [only] = ways as [Curve];
    if (ways.length === operands.length) return ways;
    return [-TWIN_GAP / 2, TWIN_GAP / 2].map((shift) =>
      only.map(({ x, y }) => (direction === 'right' ? { x, y: y + shift } : { x: x + shift, y })),
    );
  };
  return {
    form,
    width: Math.abs(right - left),
    height: Math.abs(top - bottom),
    cards: cards.map(({ id }) => places.get(`c${id}`) as Pixel),
    operations: operations.map((_, i) => places.get(`o${i}`)),
    arrows: operations.map(({ operands }, i) => ({
      operands: waysOf(operands, i),
      result: curves.get(`${i}.result`),
    })),
  };
}

function readPoint(text: string): Pixel {
  const [x = 0, y = 0] = text.split(',').map(Number);
  return { x, y };
}
