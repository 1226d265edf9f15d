import { firstNonFinite } from '../../derivation/domain.ts';
import type { Formula, Graph, GraphNode } from '../../expression/index.ts';
import { headOf } from '../../pictures/graph/head.ts';
import { GRAPH_HEIGHT, GRAPH_WIDTH } from '../../pictures/graph/size.ts';
import type { GraphDrawing, Picture } from '../../reply/document.ts';
import { pictureOf } from '../figure.ts';
import { graphAlt, hiddenSentence } from './alt.ts';
import { cardNumber, graphTitle, UNKNOWN } from './texts.ts';
import { type CardTexts, type GraphView, viewOf } from './view.ts';

const NO_GRADIENT = '–';
const STOPPED = '✘';

/**
 * The picture of a computation graph with values and gradients, after a backward pass. Where the forward pass runs
 * into a non-finite value, it is shown as far as it came.
 */
export function graphPicture(formula: Formula, graph: Graph): Picture {
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
  return pictureOf('graph', {
    alt: graphAlt(graph, view, start),
    ...GRAPH_BOX,
    drawing: drawingOf(view, title, subtitleOf(view.hidden)),
  });
}

/** The box that all pictures of graphs fit in. */
export const GRAPH_BOX = { width: GRAPH_WIDTH, height: GRAPH_HEIGHT };

export const drawingOf = (
  { cards, operations, direction, form }: GraphView,
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
