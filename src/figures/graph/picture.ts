import { firstNonFinite } from '../../derivation/domain.ts';
import { type Formula, formatNumber, type Graph, type GraphNode } from '../../expression/index.ts';
import { headOf } from '../../pictures/graph/head.ts';
import { GRAPH_HEIGHT, GRAPH_WIDTH } from '../../pictures/graph/size.ts';
import type { GraphDrawing, Picture } from '../../reply/document.ts';
import { graphAlt, hiddenSentence } from './alt.ts';
import { graphTitle } from './title.ts';
import { typesetNumber } from './typeset.ts';
import { type CardTexts, type View, viewOf } from './view.ts';

/** Stands for a number that is not known. */
export const UNKNOWN = '?';
const NO_GRADIENT = '–';
const STOPPED = '✘';
/** As in the table of all values; the text of the answer has all digits. */
const CARD_DIGITS = 4;

/** A number on a card; what is not finite is never shown as one. */
export const cardNumber = (value: number): string =>
  Number.isFinite(value) ? typesetNumber(formatNumber(value, CARD_DIGITS)) : UNKNOWN;

/**
 * The picture of a computation graph with values and gradients, after a backward pass. Where the forward pass runs
 * into a non-finite value, it is shown as far as it came.
 */
export function graphFigure(formula: Formula, graph: Graph): Picture {
  const nonFinite = firstNonFinite(graph);
  const { name } = graph.output;
  const title = graphTitle(formula, graph);
  const legend =
    nonFinite === undefined
      ? `Blue: value, computed forward. Orange: grad = d${name}/d(name), backward.`
      : 'The computation stops at the crossed value, so there are no gradients.';
  const subtitleOf = (hidden: number): string[] => [legend, ...hiddenLines(hidden)];
  const view = viewOf(graph, cardTexts(graph), (hidden) => headOf({ title, subtitle: subtitleOf(hidden) }).height);
  const start =
    nonFinite === undefined
      ? `Computation graph of ${name} with the gradient of ${name} by each value.`
      : `Computation graph of ${name} as far as it can be computed; it stops at ${nonFinite.id === graph.output.id ? name : nonFinite.name}.`;
  return {
    ...pictureOf('graph', graphAlt(graph, view, start)),
    drawing: drawingOf(view, title, subtitleOf(view.hidden)),
  };
}

/** What all pictures of graphs have in common: the box that they fit in. */
export const pictureOf = (name: string, alt: string): Omit<Picture, 'drawing'> => ({
  kind: 'picture',
  name,
  alt,
  width: GRAPH_WIDTH,
  height: GRAPH_HEIGHT,
});

export const drawingOf = (
  { cards, operations, direction, form }: View,
  title: string,
  subtitle: string[],
): GraphDrawing => ({
  type: 'graph',
  title,
  subtitle,
  direction,
  form,
  cards: [...cards],
  operations: [...operations],
});

export const hiddenLines = (hidden: number): string[] => (hidden === 0 ? [] : [hiddenSentence(hidden)]);

/** Values and gradients as they are after both passes. */
function cardTexts(graph: Graph): (node: GraphNode) => CardTexts {
  const { tape, nodes } = graph;
  const nonFinite = firstNonFinite(graph);
  if (nonFinite === undefined) {
    return ({ id }) => ({ value: cardNumber(tape.data[id] as number), grad: cardNumber(tape.grad[id] as number) });
  }
  // Everything that is made from a value that does not exist.
  const lost = new Set([nonFinite.id]);
  for (const { id } of nodes) if (tape.operandsOf(id).some((operand) => lost.has(operand))) lost.add(id);
  return ({ id }) => ({
    value: id === nonFinite.id ? STOPPED : lost.has(id) ? UNKNOWN : cardNumber(tape.data[id] as number),
    grad: NO_GRADIENT,
    ...(id === nonFinite.id && { mark: 'error' as const }),
  });
}
