import { type Graph, instance, type Viz } from '@viz-js/viz';
import type { GraphDrawing } from '../../reply/document.ts';
import type { Pixel, Size } from '../geometry.ts';
import { ranksOf, SHAPES } from './shape.ts';
import { cardSize, type Form, gapsOf, operationSize } from './size.ts';

/** Where everything of a graph stands, in CSS pixels from the top left corner of its box. */
export interface Layout extends Size {
  readonly form: Form;
  /** The middle of each card and operation, in the order of the drawing; undefined for an operation without a sign. */
  readonly cards: readonly Pixel[];
  readonly operations: readonly (Pixel | undefined)[];
  /** For each operation the ways from its operands, in their order, and the way to its result if it has a sign. */
  readonly arrows: readonly { readonly operands: readonly Curve[]; readonly result: Curve | undefined }[];
}

/** A chain of Bézier curves: a point, then three for each curve. */
export type Curve = readonly Pixel[];

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

let graphviz: Promise<Viz> | undefined;
/** The frames of an animation have one layout. */
let last: { readonly key: string; readonly layout: Layout } | undefined;

/**
 * Lays a graph out: Graphviz decides where the cards stand, which are as large as their texts need. Where the shape
 * that the drawing asks for comes out larger than `room`, it takes the first that fits, else the one that is least too large.
 */
export async function layoutGraph(drawing: GraphDrawing, room: Size): Promise<Layout> {
  const key = JSON.stringify([describe(drawing, WAYS[0]), room]);
  if (last?.key !== key) {
    graphviz ??= instance();
    last = { key, layout: chooseLayout(await graphviz, drawing, room) };
  }
  return last.layout;
}

function chooseLayout(viz: Viz, drawing: GraphDrawing, room: Size): Layout {
  const { direction, form } = drawing;
  const excess = ({ width, height }: Size): number =>
    // Too wide is worse than too high: it makes the text too small.
    Math.max(0, width - room.width) * WIDTH_COUNTS + Math.max(0, height - room.height);
  let best: Layout | undefined;
  for (const shape of [{ direction, form }, ...SHAPES]) {
    const shaped = { ...drawing, ...shape };
    for (const way of WAYS) {
      const layout = read(viz.renderJSON(describe(shaped, way), { yInvert: true }) as Output, shaped);
      if (excess(layout) === 0) return layout;
      if (best === undefined || excess(layout) < excess(best)) best = layout;
    }
  }
  return best as Layout;
}

const inches = (pixels: number): string => String(pixels / POINTS_PER_INCH);

/** The graph in Graphviz's terms: boxes of a fixed size without text, because it would measure text wrongly. */
function describe(
  { direction, form, cards, operations }: GraphDrawing,
  { ordered, gaps, straight, pressed }: Way,
): Graph {
  const { beside, along } = gapsOf(form);
  const [tailport, headport] = direction === 'right' ? ['e', 'w'] : ['s', 'n'];
  const computed = new Set(operations.map(({ result }) => result));
  const weight = (inLine: boolean) => (direction === 'down' && straight && inLine ? { weight: STRAIGHT } : {});
  const box = (name: string, { width, height }: Size) => ({
    name,
    attributes: { width: inches(width), height: inches(height) },
  });
  return {
    directed: true,
    graphAttributes: {
      rankdir: direction === 'right' ? 'LR' : 'TB',
      nodesep: inches(beside * gaps),
      ranksep: inches(along),
      ...(ordered && { ordering: 'in' }),
      // Graphviz then makes it as narrow as it can: no graph fits in an inch.
      ...(pressed && { ratio: 'compress', size: '1' }),
      ...(pressed === 'within' && { splines: 'polyline' }),
    },
    nodeAttributes: { shape: 'box', fixedsize: 'true', label: '' },
    edgeAttributes: { dir: 'none' },
    nodes: [
      ...cards.map((card) => box(`c${card.id}`, cardSize(card, form))),
      ...operations.flatMap(({ symbol }, i) => (symbol === undefined ? [] : [box(`o${i}`, operationSize(symbol))])),
    ],
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
